using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in each scenario.</summary>
static class ScenarioPlays
{
    /// <summary>The Region of Route 53's control plane and of the alarms on its health checks.</summary>
    public const string ControlPlane = "us-east-1";

    const int Times = 4;

    /// <summary>How long a flapping primary is unreachable each time.</summary>
    public static readonly TimeSpan FlapsFor = TimeSpan.FromSeconds(20);

    /// <summary>How long us-east-1 is unreachable if a switch needs it: longer than capacity takes, shorter than a switch waits.</summary>
    public static readonly TimeSpan UsEast1IsDark = TimeSpan.FromMinutes(6);

    public static void RegionDown(Stage stage) => stage.At(TimeSpan.Zero, $"{stage.Plan.Primary} becomes unreachable",
        () => stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now));

    public static void CrashLoop(Stage stage)
    {
        RegionDown(stage);
        Bring(stage, StandbyTrouble.CrashLoop);
    }

    public static void Duplicates(Stage stage)
    {
        RegionDown(stage);
        var (sns, seen) = (stage.Cloud.Sns, new HashSet<string>(StringComparer.Ordinal));
        var deliver = sns.ToLambda!;
        sns.Copies = (_, subscriber) => subscriber.IsFunction ? 3 : 1;
        sns.ToLambda = delivery =>
        {
            deliver(delivery);
            if (seen.Add(delivery.MessageId))
            {
                stage.Note("a message arrives, the first of five times");
                stage.Cloud.World.After(TimeSpan.FromMinutes(2), () => deliver(delivery));
                stage.Cloud.World.After(TimeSpan.FromMinutes(6), () => deliver(delivery));
            }
        };
    }

    public static void FalseAlarm(Stage stage) => stage.At(TimeSpan.Zero, "the health check reports unhealthy, and is wrong", () =>
    {
        // A health check that follows an alarm is DrFunctions' own switch.
        foreach (var check in stage.Cloud.Route53.HealthChecks.Values.Where(check => check.Settings.Type != "CLOUDWATCH_METRIC"))
        {
            check.Inverted = true;
        }
    });

    public static void Flapping(Stage stage)
    {
        for (var flap = 0; flap < 8; flap++)
        {
            var from = TimeSpan.FromMinutes(flap);
            stage.Cloud.World.Darken(stage.Plan.Primary, stage.Disaster + from, stage.Disaster + from + FlapsFor);
            stage.At(from, () => stage.Note($"{stage.Plan.Primary} becomes unreachable"));
            stage.At(from + FlapsFor, () => stage.Note($"{stage.Plan.Primary} is reachable again"));
        }
    }

    public static void Prewarmed(Stage stage)
    {
        stage.At(TimeSpan.Zero, $"the front doors in {stage.Plan.Primary} fail", () => stage.Estate.PrimaryAppServes = false);
        stage.At(FlapsFor, $"the front doors in {stage.Plan.Primary} answer again", () => stage.Estate.PrimaryAppServes = true);
    }

    /// <summary>Every step that can be prewarmed is prewarmed.</summary>
    public static void Prewarms(JsonObject plan, Plan read)
    {
        foreach (var (json, step) in plan["steps"]!.AsArray().Zip(read.Steps))
        {
            if (step.Traits is { Role: StepRole.Capacity, CanUndo: true })
            {
                json!["prewarm"] = true;
            }
        }
    }

    public static void LostMessages(Stage stage)
    {
        RegionDown(stage);
        stage.Cloud.Sns.Copies = (_, subscriber) => subscriber.IsFunction ? 0 : 1;
    }

    public static void NoCapacity(Stage stage)
    {
        RegionDown(stage);
        Bring(stage, StandbyTrouble.NoCapacity);
    }

    /// <summary>The front doors fail and not the Region, so that they can recover at a moment that is not known beforehand.</summary>
    public static void PrimaryReturns(Stage stage)
    {
        var (cloud, estate) = (stage.Cloud, stage.Estate);
        stage.At(TimeSpan.Zero, $"the front doors in {stage.Plan.Primary} fail", () => estate.PrimaryAppServes = false);
        if (stage.Plan.Prewarms())
        {
            // The first change is the prewarm's, before anything is decided.
            stage.Once(Phase.Recovering, TimeSpan.Zero, () =>
            {
                estate.PrimaryAppServes = true;
                stage.Note($"the front doors in {stage.Plan.Primary} answer again");
            });
            return;
        }

        var traced = cloud.Traced;
        var begun = false;
        cloud.Traced = call =>
        {
            traced?.Invoke(call);
            if (!begun && OwnServices.IsChangeElsewhere(call) && call.TookEffect)
            {
                begun = true;
                cloud.World.After(TimeSpan.FromSeconds(5), () =>
                {
                    estate.PrimaryAppServes = true;
                    stage.Note($"the front doors in {stage.Plan.Primary} answer again");
                });
            }
        };
    }

    /// <summary>Long enough for a failover that begins to be stood down whole.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(14);

    public static void BlipThenOutage(Stage stage)
    {
        Blip(stage, TimeSpan.Zero);
        stage.At(Between, $"{stage.Plan.Primary} becomes unreachable", () => stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now));
    }

    public static void FourthOutage(Stage stage)
    {
        for (var blip = 0; blip < 3; blip++)
        {
            Blip(stage, blip * Between);
        }

        stage.At(3 * Between, $"the front doors in {stage.Plan.Primary} fail for good", () => stage.Estate.PrimaryAppServes = false);
    }

    /// <summary>The front doors fail until a failover has begun, and answer again before users move.</summary>
    static void Blip(Stage stage, TimeSpan after) => stage.At(after, $"the front doors in {stage.Plan.Primary} fail", () =>
    {
        stage.Estate.PrimaryAppServes = false;
        stage.Once(Phase.Recovering, stage.Plan.Prewarms() ? TimeSpan.Zero : TimeSpan.FromSeconds(5), () =>
        {
            stage.Estate.PrimaryAppServes = true;
            stage.Note($"the front doors in {stage.Plan.Primary} answer again");
        });
    });

    public static void StandbySick(Stage stage)
    {
        RegionDown(stage);
        Bring(stage, StandbyTrouble.Unhealthy);
    }

    public static void Throttled(Stage stage)
    {
        RegionDown(stage);
        var throttled = new SortedDictionary<string, int>(StringComparer.Ordinal);
        stage.Cloud.Faults = point =>
        {
            var operation = $"{point.Region} {point.Service} {point.Operation}";
            var before = throttled.GetValueOrDefault(operation);
            if (!OwnServices.IsChangeElsewhere(point) || before >= Times)
            {
                return null;
            }

            throttled[operation] = before + 1;
            return Fault.Throttle;
        };
    }

    public static void KilledMidway(Stage stage)
    {
        RegionDown(stage);
        var killed = new SortedSet<string>(StringComparer.Ordinal);
        stage.Cloud.Faults = point => OwnServices.IsChangeElsewhere(point) && killed.Add($"{point.Region} {point.Service} {point.Operation}") ? Fault.KillAfter : null;
    }

    public static void TwoAtOnce(Stage stage)
    {
        RegionDown(stage);
        var deliver = stage.Cloud.Sns.ToLambda!;
        stage.Cloud.Sns.ToLambda = delivery =>
        {
            deliver(delivery);
            stage.Tick();
            stage.Tick();
        };
        for (var at = TimeSpan.Zero; at < TimeSpan.FromMinutes(5); at += TimeSpan.FromSeconds(15))
        {
            stage.At(at, () =>
            {
                stage.Tick();
                stage.Tick();
                stage.Tick();
            });
        }
    }

    /// <summary>If no step needs us-east-1, it stays unreachable.</summary>
    public static void UsEast1Dark(Stage stage)
    {
        RegionDown(stage);
        TimeSpan? returns = stage.Plan.NeedsControlPlane(stage.Estate.Worlds) ? UsEast1IsDark : null;
        stage.Cloud.World.Darken(ControlPlane, stage.Disaster, stage.Disaster + returns);
        if (stage.Plan.Primary != ControlPlane)
        {
            stage.At(TimeSpan.Zero, () => stage.Note($"{ControlPlane} becomes unreachable"));
        }

        if (returns is { } after)
        {
            stage.At(after, () => stage.Note($"{ControlPlane} is reachable again"));
        }
    }

    /// <summary>Brings a trouble over all steps of the kinds that know it.</summary>
    static void Bring(Stage stage, StandbyTrouble trouble) => stage.At(TimeSpan.Zero, () =>
    {
        var (estate, worlds) = (stage.Estate, stage.Estate.Worlds);
        var told = stage.Plan.Steps.Where(step => worlds.Of(step).Troubles.Contains(trouble))
            .Select(step => worlds.Of(step).Bring(trouble, estate, step)).ToList();
        told.Distinct(StringComparer.Ordinal).ToList().ForEach(stage.Note);
    });
}
