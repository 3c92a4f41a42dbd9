using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Steps.Ec2Start;
using LocalAws;
using LocalAws.Services.Ec2;
using LocalAws.Wire;

namespace DrFunctions.Simulation.Kinds;

/// <summary>The world of ec2-start: instances that are stopped.</summary>
public sealed class Ec2StartWorld : KindWorld
{
    /// <summary>The starts of each instance that find no capacity in the scenario about it.</summary>
    const int RefusedStarts = 4;

    public override string Kind => "ec2-start";

    /// <summary>
    /// The ids that the step names, or, where it names tags, as many as it needs and at least two, made up from its place in the plan.
    /// </summary>
    public static IReadOnlyList<string> InstancesOf(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var settings = Of(step);
        return settings.Instances ?? [.. Enumerable.Range(1, Math.Max(2, settings.Minimum ?? 0))
            .Select(number => $"i-{estate.Plan.Steps.TakeWhile(other => other.Id != step.Id).Count() + 1:x8}{number:x9}")];
    }

    public override void Furnish(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        // Another plan may name the same instances.
        foreach (var id in InstancesOf(estate, step).Where(id => estate.Cloud.Ec2.Find(step.Region, id) is null))
        {
            var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in Of(step).Tags ?? new Dictionary<string, string>())
            {
                tags[name] = value;
            }

            tags["dr-plan"] = estate.Plan.Name;
            estate.Cloud.Ec2.Add(step.Region, id, "stopped", tags);
        }
    }

    public override string? MissingOf(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var ids = InstancesOf(estate, step);
        var idle = ids.Where(id => estate.Cloud.Ec2.Find(step.Region, id)?.IsServing != true).ToList();
        return idle.Count <= ids.Count - (Of(step).Minimum ?? ids.Count) ? null : $"{string.Join(", ", idle)} does not serve";
    }

    public override IEnumerable<Standing> Standing(PlanEstate estate, Step step) =>
        Found(estate, step).Select(instance => new Standing(instance.Id, $"is {instance.State}"));

    /// <summary>What was terminated is nobody's to restore.</summary>
    public override IEnumerable<Standing> Restored(PlanEstate estate, Step step) =>
        Found(estate, step).Where(instance => instance.State != "terminated").Select(instance => new Standing(instance.Id, $"is {instance.State}"));

    public override IEnumerable<string> ChangedByHand(PlanEstate estate, Step step, IReadOnlyList<TracedCall> ours) => Found(estate, step)
        .Where(instance => !ours.Any(call => call.Operation == "StartInstances" && call.Summary.Contains(instance.Id, StringComparison.Ordinal)))
        .Select(instance => instance.Id);

    public override IReadOnlyList<string> TargetsOf(PlanEstate estate, Step step) => [.. InstancesOf(estate, step).Select(id => $"{step.Region} {id}")];

    public override IReadOnlyList<string>? TargetsOf(FaultPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Service == "ec2" ? [.. Form.Parse(point.Request.Text).List("InstanceId").Select(id => $"{point.Region} {id}")] : null;
    }

    public override bool CallsNameManyTargets => true;

    public override bool Lowers(string operation) => operation is "StopInstances" or "TerminateInstances";

    public override IReadOnlyList<StandbyTrouble> Troubles => [StandbyTrouble.NoCapacity, StandbyTrouble.FallsBack, StandbyTrouble.Unready];

    public override string Bring(StandbyTrouble trouble, PlanEstate estate, Step step)
    {
        if (trouble == StandbyTrouble.FallsBack)
        {
            Found(estate, step).Where(instance => instance.State == "running").ToList().ForEach(instance => instance.Stop());
            return $"a scheduler stops the instances of {step.Id}";
        }

        if (trouble == StandbyTrouble.Unready)
        {
            var faults = estate.Cloud.Faults;
            estate.Cloud.Faults = point =>
                faults?.Invoke(point) is var other && point is { Service: "ec2", Operation: "StartInstances" } ? Fault.Denied : other;
            return "the permission to start instances is taken away";
        }

        foreach (var instance in Found(estate, step))
        {
            instance.RefusedStarts = RefusedStarts;
        }

        return $"EC2 in {step.Region} has no capacity";
    }

    /// <summary>Whoever starts an instance that is started already changes nothing.</summary>
    public override bool TakesHandwork(Step step, bool isStarted) => !isStarted;

    public override Handwork? ChangeByHand(PlanEstate estate, Step step)
    {
        if (Found(estate, step).FirstOrDefault(instance => instance is { State: "stopped", Starts: 0 }) is not { } instance)
        {
            return null;
        }

        instance.Start();
        return new Handwork($"starts {instance.Id} by hand", new Standing(instance.Id, "is running"));
    }

    public override StepRole? DrawnAs => StepRole.Capacity;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var step = new JsonObject { ["id"] = $"ec2-{number}", ["kind"] = Kind };
        var count = dice.Chance(0.3) ? 2 : dice.Between(1, 4);
        if (dice.Chance(0.3) && plan == "alpha")
        {
            // This world makes two instances, or as many as must run, for a step that names tags; of one plan only, as it makes up their
            // ids.
            step["tags"] = new JsonObject { ["role"] = $"{plan}-{number}" };
            count = 2;
        }
        else
        {
            step["instances"] = new JsonArray([.. Enumerable.Range(1, count).Select(one => (JsonNode)$"i-{(plan[0] << 8) + number:x8}{one:x9}")]);
        }

        if (count > 1 && dice.Chance(0.4))
        {
            step["minimum"] = dice.Between(1, count - 1);
        }

        return step;
    }

    public override void Sabotage(PlanEstate estate, Step step, Sabotage sabotage)
    {
        foreach (var instance in Found(estate, step))
        {
            Sabotage(instance, sabotage);
        }
    }

    public override void ChangeByHand(PlanEstate estate, IReadOnlyList<Step> steps, Sabotage sabotage)
    {
        foreach (var instance in steps.SelectMany(step => Found(estate, step)).Where(one => one.State == "stopped" && sabotage.Dice.Chance(0.5))
            .ToList())
        {
            instance.Start();
        }
    }

    /// <summary>
    /// A good instance for which there was capacity each time, and which was never started although its step was, was held up.
    /// </summary>
    public override IReadOnlyList<string>? HeldUp(PlanEstate estate, Step step, IReadOnlySet<string> poisoned)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var ids = InstancesOf(estate, step);
        return !ids.Any(poisoned.Contains) ? null
            : [.. ids.Where(id => !poisoned.Contains(id)
                && estate.Cloud.Ec2.Find(step.Region, id) is { Starts: 0, State: "stopped", WasRefused: false })];
    }

    internal static IEnumerable<Ec2Instance> Found(PlanEstate estate, Step step) =>
        InstancesOf(estate, step).Select(id => estate.Cloud.Ec2.Find(step.Region, id)!);

    static Ec2StartSettings Of(Step step) => (Ec2StartSettings)step.Settings!;

    static void Sabotage(Ec2Instance instance, Sabotage sabotage)
    {
        var (dice, world) = (sabotage.Dice, sabotage.World);
        switch (dice.Between(1, 16))
        {
            case 1:
                sabotage.Tally.Add("capacity missing");
                instance.RefusedStarts = dice.Between(1, 4);
                break;
            case 2:
                sabotage.Tally.Add("start ends stopped");
                (instance.BrokenStarts, instance.BreaksWith) =
                    (dice.Between(1, 3), dice.OneOf(Ec2Instance.ClientError, Ec2Instance.NoCapacity));
                break;
            case 3:
                sabotage.Tally.Add("runs but does not answer");
                instance.Mute = true;
                world.After(dice.Seconds(60, 500), () => instance.Mute = false);
                break;
            case 4 or 5:
                sabotage.Tally.Add("falls back after being done");
                instance.FallsBackAfter = dice.Seconds(5, 200);
                world.After(dice.Seconds(100, 400), () => instance.FallsBackAfter = null);
                break;
            case 6:
                Poison(instance, sabotage);
                break;
            case 7:
                sabotage.Tally.Add("status checks fail");
                instance.Impair(world.Now, world.Now + dice.Seconds(60, 400));
                break;
        }
    }

    static void Poison(Ec2Instance instance, Sabotage sabotage)
    {
        sabotage.Tally.Add("poison id");
        sabotage.Poison(instance.Id);
        if (sabotage.Dice.Chance(0.5))
        {
            instance.Terminate();
        }
        else
        {
            instance.Remove();
        }
    }
}

/// <summary>The instances of a whole plan.</summary>
public static class Ec2Estate
{
    extension(PlanEstate estate)
    {
        /// <summary>The instances that the plan's steps start.</summary>
        public IEnumerable<Ec2Instance> Instances => estate.StepsOf<Ec2StartWorld>().SelectMany(step => Ec2StartWorld.Found(estate, step));
    }
}
