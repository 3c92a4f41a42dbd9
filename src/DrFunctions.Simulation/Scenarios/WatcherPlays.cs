using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens to the watch itself.</summary>
static class WatcherPlays
{
    /// <summary>How long the state table cannot be used.</summary>
    public static readonly TimeSpan TableIsAway = TimeSpan.FromMinutes(8);

    /// <summary>A Region that the plan does not name: its "standby" is mistyped, or the stack was deployed elsewhere.</summary>
    public static string AnotherRegion(Plan plan) => Others.First(region => region != plan.Primary && region != plan.Standby);

    static readonly string[] Others = ["eu-north-1", "ca-central-1", "sa-east-1"];

    public static void NothingHappens(Stage stage) =>
        stage.Note($"the functions are deployed in {AnotherRegion(stage.Plan)}, which is not the standby of {stage.Plan.Name}");

    public static void TableAway(Stage stage)
    {
        stage.At(TimeSpan.Zero, "the state table cannot be used", () => { });
        stage.At(TableIsAway, "the state table can be used again", () => { });
        stage.Cloud.Faults = point =>
            point.Service == OwnServices.Store && stage.Cloud.World.Now >= stage.Disaster
                && stage.Cloud.World.Now < stage.Disaster + TableIsAway
                ? new Fault(FaultKind.Unavailable) : null;
        stage.At(TableIsAway + TimeSpan.FromMinutes(2), $"{stage.Plan.Primary} becomes unreachable",
            () => stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now));
    }

    /// <summary>While the table was away the heartbeat had to stop, and afterwards to come back.</summary>
    public static string? Unnoticed(ScenarioOutcome outcome)
    {
        // An invocation that was under way when the table went away still reports a round that it had completed.
        var (from, until) = (outcome.Disaster + TimeSpan.FromMinutes(1), outcome.Disaster + TableIsAway);
        return outcome.Rounds.Beats(from, until, "TableUnusable") ?? outcome.Rounds.SilentAfter(until);
    }

    public static string? BeatsForNothing(ScenarioOutcome outcome) =>
        outcome.Rounds.Beats(outcome.Disaster - TimeSpan.FromMinutes(5), outcome.Disaster + TimeSpan.FromMinutes(10), "NoPlans");
}
