using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios in which the standby's capacity comes late, in part, or goes again.</summary>
static class CapacityPlays
{
    /// <summary>Longer than all limits of a step, even doubled.</summary>
    public static readonly TimeSpan ThrottledFor = TimeSpan.FromMinutes(85);

    /// <summary>Longer than a step's first limit, shorter than all of them.</summary>
    public static readonly TimeSpan PartFor = TimeSpan.FromMinutes(25);

    static readonly TimeSpan FallsBackAfter = TimeSpan.FromMinutes(3);

    /// <summary>The standby's front door answers late, so that capacity is done long before the check is.</summary>
    static readonly TimeSpan DoorAnswersAfter = TimeSpan.FromMinutes(3);

    public static void LongThrottle(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Note($"AWS throttles every change in {stage.Plan.Standby}");
        stage.Cloud.Faults = point =>
            OwnServices.IsChangeElsewhere(point) && stage.Cloud.World.Now < stage.Disaster + ThrottledFor ? Fault.Throttle : null;
        stage.At(ThrottledFor, () => stage.Note("AWS throttles no more"));
    }

    public static void FallsBack(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Estate.StandbyAppServes = false;
        stage.Once(Phase.Recovering, FallsBackAfter, () =>
        {
            ScenarioPlays.BringNow(stage, StandbyTrouble.FallsBack);
            stage.Cloud.World.After(DoorAnswersAfter, () =>
            {
                stage.Estate.StandbyAppServes = true;
                stage.Note($"the front door in {stage.Plan.Standby} can answer");
            });
        });
    }

    public static void PartOfCapacity(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        ScenarioPlays.BringNow(stage, StandbyTrouble.PartOfCapacity);
        stage.At(PartFor, () => ScenarioPlays.BringNow(stage, StandbyTrouble.AllOfCapacity));
    }

    public static void NothingMoved(Stage stage)
    {
        ScenarioPlays.BringNow(stage, StandbyTrouble.SwitchedAlready);
        ScenarioPlays.RegionDown(stage);
    }

    /// <summary>A step that a part of its capacity may satisfy, which comes late and not at all.</summary>
    public static string? LacksPart(this Plan plan, KindWorlds worlds) => plan.LacksTarget(worlds, StandbyTrouble.PartOfCapacity)
        ?? (plan.Steps.Where(step => worlds.Of(step).Troubles.Contains(StandbyTrouble.PartOfCapacity))
            .All(step => step.Acceptable <= 50 && step.Limit < PartFor / 2 && step.Limit * step.Attempts > PartFor) ? null
            : $"the plan {plan.Name} wants all of its capacity, or its limits are too short or too long");
}
