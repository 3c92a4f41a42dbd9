using DrFunctions.Core.Plans;
using LocalAws;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;
using LocalAws.Wire;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// Furnishes a local AWS with what a plan names: the standby as its steps expect to find it, the front doors that its probes ask,
/// the alarms that it trusts. Keeps the truth about them, for front doors and for judging a rehearsal.
/// </summary>
public sealed class PlanEstate
{
    public const string PrimaryAddress = "203.0.113.10";
    public const string StandbyAddress = "203.0.113.20";

    /// <summary>The values of records that lead to the primary and to the standby, by the records' type.</summary>
    public static (string Primary, string Standby) Addresses(string type) => type switch
    {
        "AAAA" => ("2001:db8::10", "2001:db8::20"),
        "CNAME" => ("primary.example.net.", "standby.example.net."),
        _ => (PrimaryAddress, StandbyAddress),
    };

    readonly LocalCloud cloud;
    readonly Plan plan;

    /// <param name="alarmTopic">Where the alarms that the plan names publish to.</param>
    /// <param name="worlds">Null for those of the shipped kinds.</param>
    public PlanEstate(LocalCloud cloud, Plan plan, string alarmTopic, KindWorlds? worlds = null)
    {
        (this.cloud, this.plan, Worlds) = (cloud, plan, worlds ?? KindWorlds.Shipped);
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

    public LocalCloud Cloud => cloud;

    public KindWorlds Worlds { get; }

    /// <summary>False while the application in the primary is broken though its Region is reachable.</summary>
    public bool PrimaryAppServes { get; set; } = true;

    /// <summary>False while the application in the standby is broken, whatever runs there.</summary>
    public bool StandbyAppServes { get; set; } = true;

    /// <summary>The standby's application answers as soon as some of its capacity runs.</summary>
    public bool StandbyServesInPart { get; set; }

    /// <summary>What a person has changed by hand in a scenario.</summary>
    public IList<Handwork> ByHand { get; } = [];

    /// <summary>The names that do not lead to the primary any more.</summary>
    public IReadOnlyList<string> Moved => [.. plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic && MissingOf(step) is null)
        .Select(Worlds.NameOf)];

    /// <summary>What of the standby does not serve, in sentences; empty when the world is as the plan wants it.</summary>
    public IReadOnlyList<string> Missing => [.. plan.Steps.Select(MissingOf).OfType<string>()];

    /// <summary>How the standby stands and where users are led, a line each: equal lines, equal worlds.</summary>
    public IReadOnlyList<Standing> Standing => [.. Each((world, step) => world.Standing(this, step))];

    /// <summary>Those lines of <see cref="Standing"/> that an undo must restore.</summary>
    public IReadOnlyList<Standing> Restored => [.. Each((world, step) => world.Restored(this, step))];

    /// <summary>What the step should have brought about and has not, in a sentence; null if all is as it should be.</summary>
    public string? MissingOf(Step step) => Worlds.Of(step).MissingOf(this, step);

    /// <summary>The steps of the kind whose world this is.</summary>
    public IEnumerable<Step> StepsOf<TWorld>()
        where TWorld : KindWorld => plan.Steps.Where(step => Worlds.Of(step) is TWorld);

    /// <summary>Asks each step's world, kind by kind in the order of the table.</summary>
    public IEnumerable<T> Each<T>(Func<KindWorld, Step, IEnumerable<T>> ask) =>
        Worlds.All.SelectMany(world => plan.Steps.Where(step => step.Kind == world.Kind).SelectMany(step => ask(world, step)));

    /// <exception cref="FurnishingException">LocalAws refuses what the step names, as AWS would.</exception>
    void Furnish(Step step)
    {
        try
        {
            Worlds.Of(step).Furnish(this, step);
        }
        catch (Exception e) when (e is AwsErrorException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FurnishingException(
                $"The plan {plan.Name} cannot be played: the local AWS refuses what step \"{step.Id}\" names: {e.Message}", e);
        }
    }

    void Signals(string alarmTopic)
    {
        var probes = plan.Trigger.Signals.OfType<ProbeSignal>().Select(signal => signal.Probe).ToList();
        foreach (var probe in probes)
        {
            SwitchedName.SetHost(this, probe.Url, PrimaryAddress);
            cloud.FrontDoors.Set(probe.Url.Host + probe.Url.AbsolutePath, plan.Primary,
                _ => PrimaryAppServes ? new DoorAnswer(probe.Status, probe.Contains ?? "ok") : new DoorAnswer(503, "broken"));
        }

        var watched = probes.FirstOrDefault()?.Url ?? DefaultDoor();
        foreach (var signal in plan.Trigger.Signals.OfType<AlarmSignal>())
        {
            var check = cloud.Route53.CreateHealthCheck(
                cloud.World.NewUuid(), new HealthCheckSettings("HTTPS")
                {
                    // As src/Signals/template.yaml makes them.
                    Host = watched.Host,
                    Path = watched.AbsolutePath,
                    Interval = TimeSpan.FromSeconds(10),
                });
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
}

/// <summary>The local AWS cannot have what a plan names; the message says which step and why.</summary>
public sealed class FurnishingException(string message, Exception inner) : Exception(message, inner);
