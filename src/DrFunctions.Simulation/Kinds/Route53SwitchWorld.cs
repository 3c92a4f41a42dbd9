using System.Text.Json.Nodes;
using System.Xml.Linq;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Steps.Route53Switch;
using LocalAws;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;
using LocalAws.Wire;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// The world of route53-switch: the records of a name, or an alarm that a health check follows, which lead users to the primary.
/// </summary>
public sealed class Route53SwitchWorld : KindWorld
{
    const string Epoch = "_drfunctions.";
    const string AlarmNamespace = "DrFunctions/Switch";

    /// <summary>The standby's identifier where random plans want a failover pair instead of weighted records.</summary>
    const string FailoverPair = "standby-failover";

    public override string Kind => "route53-switch";

    public override void Furnish(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        SwitchedName.Furnish(estate, step, Of(step).Name, TypeOf(step));
        switch (Of(step))
        {
            case RecordsSwitch records:
                Furnish(estate.Cloud, records);
                break;
            case HealthSwitch health:
                Furnish(estate.Cloud, step.Region, health);
                break;
        }
    }

    public override string? MissingOf(PlanEstate estate, Step step) =>
        AnswersOf(estate, step).Contains(PlanEstate.Addresses(TypeOf(step)).Primary) ? $"{NameOf(step)} still leads to the primary" : null;

    public override IEnumerable<Standing> Standing(PlanEstate estate, Step step) =>
        [new Standing(NameOf(step)!, $"leads to {string.Join(", ", AnswersOf(estate, step))}")];

    /// <summary>Where a name leads depends on health checks too.</summary>
    public override IEnumerable<Standing> Restored(PlanEstate estate, Step step) => [];

    public override IEnumerable<string> ChangedByHand(PlanEstate estate, Step step, IReadOnlyList<TracedCall> ours) =>
        ours.Any(call => MovesUsers(call.Operation)) ? [] : [NameOf(step)!];

    public override IReadOnlyList<string> TargetsOf(PlanEstate estate, Step step) => Of(step) switch
    {
        HealthSwitch health => [$"{step.Region} {AlarmNamespace} {health.Alarm}"],
        RecordsSwitch records => [Target(records.Zone, records.Name)],
        _ => [],
    };

    public override IReadOnlyList<string>? TargetsOf(FaultPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return (point.Service, point.Operation) switch
        {
            ("monitoring", "PutMetricData") when Form.Parse(point.Request.Text) is var form =>
                [$"{point.Region} {form.GetValueOrDefault("Namespace")} {form.GetValueOrDefault("MetricData.member.1.MetricName")}"],
            ("route53", "ChangeResourceRecordSets") => [.. XDocument.Parse(point.Request.Text).Descendants()
                .Where(element => element.Name.LocalName == "ResourceRecordSet")
                .Select(
                    set => Target(
                        point.Request.Path.Split('/').First(part => part.StartsWith('Z')), set.Elements()
                            .First(element => element.Name.LocalName == "Name").Value))
                .Distinct(StringComparer.Ordinal)],
            _ => null,
        };
    }

    public override bool MovesUsers(string operation) => operation is "ChangeResourceRecordSets" or "PutMetricData";

    /// <summary>DNS records are traffic, wherever they are edited.</summary>
    public override bool IsGlobal(string service) => service == "route53";

    public override string? NameOf(Step step) => Of(step).Name;

    public override bool IsSwitched(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        if (Of(step) is not RecordsSwitch settings)
        {
            // The alarm's state moves nobody: name servers follow the health check, and that follows the data.
            return !CheckOf(estate, step.Region, (HealthSwitch)Of(step)).IsHealthy(estate.Cloud.World.Now);
        }

        var name = RecordSet.Normal(settings.Name);
        var (primary, standby) = PlanEstate.Addresses(settings.Type);
        var records = estate.Cloud.Route53.Zones[settings.Zone].Records.Values
            .Where(record => record.Name == name && record.Type == settings.Type).ToList();
        return records.Exists(
            record => record.Values.Contains(standby) && record.Weight is null or > 0 && record.Failover is null or "PRIMARY")
            && !records.Exists(
                record => record.Values.Contains(primary) && record.Weight is not 0 && record.Failover is not "SECONDARY");
    }

    /// <summary>Records are edited in us-east-1; an alarm in the standby needs nothing there.</summary>
    public override bool NeedsControlPlane(Step step) => Of(step) is RecordsSwitch;

    public override StepRole? DrawnAs => StepRole.Traffic;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var (health, name) = (dice.Chance(0.25), $"www{number}.{plan}.example.");
        var step = new JsonObject { ["id"] = $"traffic-{number}", ["kind"] = Kind, ["via"] = health ? "health" : "records" };
        if (health)
        {
            (step["alarm"], step["name"]) = ($"{plan}-switch-{number}", name);
            if (dice.Chance(0.3))
            {
                step["servesWhen"] = "OK";
            }

            return step;
        }

        (step["zone"], step["name"], step["type"]) = ($"Z{plan.ToUpperInvariant()}", name, "A");
        if (dice.Chance(0.25))
        {
            step["records"] = new JsonArray(PlanEstate.StandbyAddress);
        }
        else
        {
            step["setIdentifier"] = dice.OneOf("standby-weighted", FailoverPair);
        }

        return step;
    }

    /// <summary>An alarm and what follows it need more than two minutes.</summary>
    public override string DrawLimit(Dice dice, JsonObject step)
    {
        ArgumentNullException.ThrowIfNull(dice);
        return (string?)step?["via"] == "health" ? dice.OneOf("3m", "4m") : base.DrawLimit(dice, step!);
    }

    public override IReadOnlyList<StandbyTrouble> Troubles =>
    [
        StandbyTrouble.Refused, StandbyTrouble.SwitchedAlready, StandbyTrouble.StateByHand, StandbyTrouble.Unready, StandbyTrouble.PutBack,
    ];

    /// <summary>
    /// A CNAME lies where the epoch belongs, and no other record may have the name of a CNAME. An alarm has no such trouble.
    /// </summary>
    public override string Bring(StandbyTrouble trouble, PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        if (trouble == StandbyTrouble.PutBack)
        {
            return SwitchedName.PutBack(estate, step, Of(step));
        }

        if (trouble is StandbyTrouble.SwitchedAlready or StandbyTrouble.StateByHand or StandbyTrouble.Unready)
        {
            return SwitchByHand(estate, step);
        }

        if (Of(step) is RecordsSwitch settings)
        {
            estate.Cloud.Route53.Put(
                settings.Zone, [new RecordSet(Epoch + settings.Name, "CNAME") { Ttl = 60, Values = ["verify.example.net."] }]);
        }

        return $"Route 53 refuses to change {NameOf(step)}, as it would each time";
    }

    static string SwitchByHand(PlanEstate estate, Step step)
    {
        if (Of(step) is RecordsSwitch settings)
        {
            var (name, standby) = (RecordSet.Normal(settings.Name), PlanEstate.Addresses(settings.Type).Standby);
            var records = estate.Cloud.Route53.Zones[settings.Zone].Records.Values
                .Where(record => record.Name == name && record.Type == settings.Type);
            estate.Cloud.Route53.Put(settings.Zone, [.. records.Select(record => record.SetIdentifier is null
                ? record with { Values = [standby] }
                : record with { Weight = record.SetIdentifier == settings.SetIdentifier ? 100 : 0 })]);
        }
        else if (Of(step) is HealthSwitch health)
        {
            estate.Cloud.CloudWatch.SetState(step.Region, health.Alarm, health.Wanted, "by hand");
            return $"a person sets the alarm {health.Alarm} to {health.Wanted} by hand";
        }

        return $"{Of(step).Name} is as the plan wants it already";
    }

    /// <summary>The estate has weighted records; some plans want a failover pair.</summary>
    public override void Vary(PlanEstate estate, Step step, Sabotage sabotage)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(sabotage);
        SetByHand(estate, step, sabotage);
        if (Of(step) is not RecordsSwitch { SetIdentifier: FailoverPair } settings)
        {
            return;
        }

        var (zone, world) = (estate.Cloud.Route53.Zones[settings.Zone], estate.Cloud.World);
        var door = estate.Plan.Trigger.Signals.OfType<ProbeSignal>().First().Probe.Url;
        string Check(string host) =>
            estate.Cloud.Route53.CreateHealthCheck(
                world.NewUuid(), new HealthCheckSettings("HTTPS") { Host = host, Path = door.AbsolutePath }).Id;
        var plain = new RecordSet(RecordSet.Normal(settings.Name), "A") { Ttl = 60 };
        RecordSet[] pair =
        [
            plain with { SetIdentifier = "primary", Failover = "PRIMARY", Values = [PlanEstate.PrimaryAddress], HealthCheckId = Check(door.Host) },
            plain with
            {
                SetIdentifier = settings.SetIdentifier,
                Failover = "SECONDARY",
                Values = [PlanEstate.StandbyAddress],
                HealthCheckId = Check($"standby.{estate.Plan.Name}.example"),
            },
        ];
        var records = new SortedDictionary<RecordKey, RecordSet>(zone.Records);
        foreach (var key in records.Where(one => one.Value.Name == plain.Name).Select(one => one.Key).ToList())
        {
            records.Remove(key);
        }

        foreach (var record in pair)
        {
            records[record.Key] = record;
        }

        zone.Replace(records, world.Now);
    }

    /// <summary>Drawn by the world and not by the dice, so that no other draw moves.</summary>
    static void SetByHand(PlanEstate estate, Step step, Sabotage sabotage)
    {
        if (Of(step) is HealthSwitch && sabotage.World.Draw($"by hand {step.Id}", 0, 1) < 0.2)
        {
            sabotage.Tally.Add("an alarm's state is set by hand");
            sabotage.World.After(sabotage.World.DrawSeconds($"hand {step.Id}", 5, 240), () => SwitchByHand(estate, step));
        }
    }

    static void Furnish(LocalCloud cloud, RecordsSwitch step)
    {
        var (primary, other) = PlanEstate.Addresses(step.Type);
        var record = new RecordSet(step.Name, step.Type) { Ttl = 60, Values = [primary] };
        Put(cloud, step.Zone, string.Join('.', step.Name.TrimEnd('.').Split('.').TakeLast(2)) + ".", step.SetIdentifier is { } standby
            ? [record with { SetIdentifier = "primary", Weight = 100 },
                record with { SetIdentifier = standby, Weight = 0, Values = [other] }]
            : [record]);
    }

    /// <summary>A failover pair whose primary is as healthy as the alarm says, and that alarm as it is while the primary serves.</summary>
    static void Furnish(LocalCloud cloud, string region, HealthSwitch step)
    {
        var alarm = cloud.CloudWatch.Add(new MetricAlarm(region, step.Alarm, cloud.World.Now)
        {
            Namespace = AlarmNamespace,
            MetricName = step.Alarm,
            Statistic = "Maximum",
            ComparisonOperator = "GreaterThanOrEqualToThreshold",
            TreatMissingData = "ignore",
        });
        // While the primary serves, the data says so too: a health check follows nothing else.
        cloud.CloudWatch.Furnish(alarm, step.ServesInAlarm ? alarm.Threshold - 1 : alarm.Threshold);
        var check = cloud.Route53.CreateHealthCheck(
            cloud.World.NewUuid(), new HealthCheckSettings("CLOUDWATCH_METRIC") { AlarmRegion = region, AlarmName = step.Alarm });
        check.Inverted = !step.ServesInAlarm;
        var record = new RecordSet(
            step.Name, "A") { Ttl = 60, Values = [PlanEstate.PrimaryAddress], SetIdentifier = "primary", Failover = "PRIMARY", HealthCheckId = check.Id };
        // The name gets a zone of its own, beside any that the plan names for other records.
        Put(cloud, $"Z{cloud.Route53.Zones.Count + 1:D6}HEALTH", step.Name,
            [record, record with { SetIdentifier = "standby", Failover = "SECONDARY", HealthCheckId = null, Values = [PlanEstate.StandbyAddress] }]);
    }

    static HealthCheck CheckOf(PlanEstate estate, string region, HealthSwitch settings) => estate.Cloud.Route53.HealthChecks.Values
        .First(check => check.Settings.AlarmName == settings.Alarm && check.Settings.AlarmRegion == region);

    static void Put(LocalCloud cloud, string zone, string zoneName, IReadOnlyList<RecordSet> records)
    {
        if (!cloud.Route53.Zones.ContainsKey(zone))
        {
            cloud.Route53.CreateZone(zone, zoneName);
        }

        cloud.Route53.Put(zone, records);
    }

    IReadOnlyList<string> AnswersOf(PlanEstate estate, Step step) =>
        [.. estate.Cloud.Route53.Resolver.Resolve(NameOf(step)!, TypeOf(step)).Values];

    static string TypeOf(Step step) => Of(step) is RecordsSwitch { Type: var type } ? type : "A";

    static string Target(string zone, string name) => $"{zone} {(name.StartsWith(Epoch, StringComparison.Ordinal) ? name[Epoch.Length..] : name)}";

    static Route53SwitchSettings Of(Step step) => (Route53SwitchSettings)step.Settings!;
}
