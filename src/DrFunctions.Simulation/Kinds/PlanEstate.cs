using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Scenarios;
using DrFunctions.Steps.EcsScale;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Ec2;
using LocalAws.Services.Ecs;
using LocalAws.Services.Route53;
using LocalAws;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// Furnishes a local AWS with what a plan names: the standby as its steps expect to find it, the front doors that its probes ask,
/// the alarms that it trusts. Keeps the truth about them, for front doors and for judging a rehearsal.
/// </summary>
public sealed class PlanEstate
{
    public const string PrimaryAddress = "203.0.113.10";
    public const string StandbyAddress = "203.0.113.20";

    /// <summary>How many tasks a service of the primary has of which a step wants a share.</summary>
    public const int PrimaryTasks = 4;

    readonly LocalCloud cloud;
    readonly Plan plan;

    /// <param name="alarmTopic">Where the alarms that the plan names publish to.</param>
    public PlanEstate(LocalCloud cloud, Plan plan, string alarmTopic)
    {
        (this.cloud, this.plan) = (cloud, plan);
        foreach (var step in plan.Steps)
        {
            Furnish(step);
        }

        foreach (var url in plan.Trigger.Reference)
        {
            // What lies outside both Regions answers, unless the standby itself is cut off.
            cloud.FrontDoors.Set(url.Host, plan.Standby, _ => new DoorAnswer(200, "ok"));
        }

        Signals(alarmTopic);
        Deploying();
    }

    public Plan Plan => plan;

    /// <summary>False while the application in the primary is broken though its Region is lit.</summary>
    public bool PrimaryAppServes { get; set; } = true;

    /// <summary>False while the application in the standby is broken, whatever runs there.</summary>
    public bool StandbyAppServes { get; set; } = true;

    /// <summary>The names that do not lead to the primary any more.</summary>
    public IReadOnlyList<string> Moved =>
        [.. plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic && MissingOf(step) is null).Select(step => Text(step, "name")!)];

    /// <summary>The instances that the plan's steps start.</summary>
    public IEnumerable<Ec2Instance> Instances => plan.Steps.Where(step => step.Kind == "ec2-start")
        .SelectMany(step => InstancesOf(step).Select(id => cloud.Ec2.Find(step.Region, id)!));

    /// <summary>The services that the plan's steps scale.</summary>
    public IEnumerable<EcsService> Services => plan.Steps.Where(step => step.Kind == "ecs-scale")
        .Select(step => cloud.Ecs.Find(step.Region, Text(step, "cluster")!, Text(step, "service")!)!);

    /// <summary>What of the standby does not serve, in sentences; empty when the world is as the plan wants it.</summary>
    public IReadOnlyList<string> Missing => [.. plan.Steps.Select(MissingOf).OfType<string>()];

    /// <summary>How the standby stands and where users are led, a line each: equal lines, equal worlds.</summary>
    public IReadOnlyList<string> Standing =>
    [
        .. Instances.Select(instance => $"{instance.Id} is {instance.State}"),
        .. Services.Select(service => $"{service.Name} wants {service.Desired} tasks within {cloud.ApplicationAutoScaling.Find(service)?.Range.ToString() ?? "no bounds"}"),
        .. plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic)
            .Select(step => $"{Text(step, "name")} leads to {string.Join(", ", cloud.Route53.Resolver.Resolve(Text(step, "name")!, Text(step, "type") ?? "A").Values)}"),
    ];

    void Furnish(Step step)
    {
        switch (step.Kind)
        {
            case "ec2-start":
                foreach (var id in InstancesOf(step))
                {
                    cloud.Ec2.Add(step.Region, id, "stopped", new SortedDictionary<string, string>(Tags(step), StringComparer.Ordinal) { ["dr-plan"] = plan.Name });
                }

                break;
            case "ecs-scale":
                cloud.Ecs.Add(step.Region, Text(step, "cluster")!, Text(step, "service")!, 0, cloud.ElasticLoadBalancing.Add(step.Region, $"{plan.Name}-{step.Id}"));
                if (ShareOf(step) is not null && PrimaryServiceOf(step) is null)
                {
                    cloud.Ecs.Add(plan.Primary, PrimaryText(step, "cluster"), PrimaryText(step, "service"), PrimaryTasks);
                }

                break;
            case "http-check":
                Door(new Uri(Text(step, "url")!), step);
                break;
            case "route53-switch" when step.IsViaHealth():
                HealthSwitch(step);
                break;
            case "route53-switch":
                Records(step);
                break;
            default:
                throw new InvalidOperationException($"LocalAws cannot furnish a world for the kind {step.Kind}.");
        }
    }

    /// <summary>A standby's front door answers once the steps that its check waits for are truly done.</summary>
    void Door(Uri url, Step check)
    {
        var needs = plan.Before(check);
        var body = Text(check, "contains") ?? "ok";
        var status = Status(check);
        cloud.FrontDoors.Set(url.Host + url.AbsolutePath, check.Region, _ => StandbyAppServes && needs.All(step => MissingOf(step) is null)
            ? new DoorAnswer(status, body)
            : new DoorAnswer(503, "not ready"));
    }

    void Records(Step step)
    {
        var (zone, name, type) = (Text(step, "zone")!, Text(step, "name")!, Text(step, "type") ?? "A");
        var record = new RecordSet(name, type) { Ttl = 60, Values = [PrimaryAddress] };
        Put(zone, string.Join('.', name.TrimEnd('.').Split('.').TakeLast(2)) + ".", Text(step, "setIdentifier") is { } standby
            ? [record with { SetIdentifier = "primary", Weight = 100 }, record with { SetIdentifier = standby, Weight = 0, Values = [StandbyAddress] }]
            : [record]);
    }

    /// <summary>A failover pair whose primary is as healthy as the alarm says, and that alarm as it is while the primary serves.</summary>
    void HealthSwitch(Step step)
    {
        var (name, alarm, servesInAlarm) = (Text(step, "name")!, Text(step, "alarm")!, Text(step, "servesWhen") != "OK");
        cloud.CloudWatch.Add(new MetricAlarm(step.Region, alarm, cloud.World.Now)
        {
            Namespace = "DrFunctions/Switch",
            MetricName = alarm,
            Statistic = "Maximum",
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            TreatMissingData = "ignore",
        });
        cloud.CloudWatch.SetState(step.Region, alarm, servesInAlarm ? "OK" : "ALARM", "the primary serves");
        var check = cloud.Route53.CreateHealthCheck(cloud.World.NewUuid(), new HealthCheckSettings("CLOUDWATCH_METRIC") { AlarmRegion = step.Region, AlarmName = alarm });
        check.Inverted = !servesInAlarm;
        var record = new RecordSet(name, "A") { Ttl = 60, Values = [PrimaryAddress], SetIdentifier = "primary", Failover = "PRIMARY", HealthCheckId = check.Id };
        // A zone of the name's own, beside any that the plan names for other records.
        Put($"Z{cloud.Route53.Zones.Count + 1:D6}HEALTH", name,
            [record, record with { SetIdentifier = "standby", Failover = "SECONDARY", HealthCheckId = null, Values = [StandbyAddress] }]);
    }

    void Put(string zone, string zoneName, IReadOnlyList<RecordSet> records)
    {
        if (!cloud.Route53.Zones.ContainsKey(zone))
        {
            cloud.Route53.CreateZone(zone, zoneName);
        }

        cloud.Route53.Put(zone, records);
    }

    void Signals(string alarmTopic)
    {
        var probes = plan.Trigger.Signals.OfType<ProbeSignal>().Select(signal => signal.Probe).ToList();
        foreach (var probe in probes)
        {
            cloud.FrontDoors.Set(probe.Url.Host + probe.Url.AbsolutePath, plan.Primary,
                _ => PrimaryAppServes ? new DoorAnswer(probe.Status, probe.Contains ?? "ok") : new DoorAnswer(503, "broken"));
        }

        var watched = probes.FirstOrDefault()?.Url ?? DefaultDoor();
        foreach (var signal in plan.Trigger.Signals.OfType<AlarmSignal>())
        {
            var check = cloud.Route53.CreateHealthCheck(cloud.World.NewUuid(), new HealthCheckSettings("HTTPS") { Host = watched.Host, Path = watched.AbsolutePath });
            cloud.CloudWatch.Add(new MetricAlarm(signal.Region, signal.Alarm, cloud.World.Now)
            {
                Dimensions = [("HealthCheckId", check.Id)],
                AlarmActions = [alarmTopic],
                OkActions = [alarmTopic],
                InsufficientDataActions = [alarmTopic],
            });
        }
    }

    /// <summary>Nothing was changed in the primary lately, unless a test says so.</summary>
    void Deploying()
    {
        if (plan.Trigger.Deploying is { } changed && cloud.CloudWatch.Find(changed.Region, changed.Alarm) is null)
        {
            cloud.CloudWatch.Add(new MetricAlarm(changed.Region, changed.Alarm, cloud.World.Now) { Namespace = "Deployments", MetricName = "Changes" });
            cloud.CloudWatch.SetState(changed.Region, changed.Alarm, "OK", "nothing was deployed");
        }
    }

    /// <summary>Where a plan has alarms alone, their health check still needs something to ask.</summary>
    Uri DefaultDoor()
    {
        var url = new Uri($"https://primary.{plan.Name}.example.com/health");
        cloud.FrontDoors.Set(url.Host, plan.Primary, _ => PrimaryAppServes ? new DoorAnswer(200, "ok") : new DoorAnswer(503, "broken"));
        return url;
    }

    /// <summary>What the step should have brought about and is not so, in a sentence; null if all is as it should be.</summary>
    public string? MissingOf(Step step)
    {
        switch (step.Kind)
        {
            case "ec2-start":
                var idle = InstancesOf(step).Where(id => cloud.Ec2.Find(step.Region, id)?.IsServing != true).ToList();
                var spare = InstancesOf(step).Count - (Number(step, "minimum") ?? InstancesOf(step).Count);
                return idle.Count <= spare ? null : $"{string.Join(", ", idle)} does not serve";
            case "ecs-scale":
                var ready = cloud.Ecs.Find(step.Region, Text(step, "cluster")!, Text(step, "service")!)?.Ready ?? 0;
                var wanted = Number(step, "minimum") ?? Number(step, "desired") ?? ShareOf(step)!.Of(PrimaryServiceOf(step)!.Desired);
                return ready >= wanted ? null : $"{Text(step, "service")} has {ready} of {wanted} tasks ready";
            case "route53-switch":
                var answer = cloud.Route53.Resolver.Resolve(Text(step, "name")!, Text(step, "type") ?? "A").Values;
                return answer.Contains(PrimaryAddress) ? $"{Text(step, "name")} still leads to the primary" : null;
            default:
                return null;
        }
    }

    /// <summary>The ids that the step names, or, where it names tags, as many as it needs and at least two, made up from its place in the plan.</summary>
    public IReadOnlyList<string> InstancesOf(Step step) => step.Source.Find("instances")?.Value is LocatedArray list
        ? [.. list.Items.OfType<LocatedText>().Select(item => item.Text)]
        : [.. Enumerable.Range(1, Math.Max(2, Number(step, "minimum") ?? 0))
            .Select(number => $"i-{plan.Steps.TakeWhile(other => other.Id != step.Id).Count() + 1:x8}{number:x9}")];

    static EcsShare? ShareOf(Step step) => EcsShare.Parse(Text(step, "desired") ?? "");

    EcsService? PrimaryServiceOf(Step step) => cloud.Ecs.Find(plan.Primary, PrimaryText(step, "cluster"), PrimaryText(step, "service"));

    /// <summary>The name of a share's cluster or service in the primary: the same as in the standby, unless the step says otherwise.</summary>
    static string PrimaryText(Step step, string name) => Text(step, $"primary{char.ToUpperInvariant(name[0])}{name[1..]}") ?? Text(step, name)!;

    static SortedDictionary<string, string> Tags(Step step) => step.Source.Find("tags")?.Value is LocatedObject tags
        ? new(tags.Members.ToDictionary(tag => tag.Name, tag => ((LocatedText)tag.Value).Text), StringComparer.Ordinal)
        : new(StringComparer.Ordinal);

    static int Status(Step step) => Number(step, "status") ?? 200;

    static string? Text(Step step, string name) => (step.Source.Find(name)?.Value as LocatedText)?.Text;

    static int? Number(Step step, string name) => (int?)(step.Source.Find(name)?.Value as LocatedNumber)?.Number;
}
