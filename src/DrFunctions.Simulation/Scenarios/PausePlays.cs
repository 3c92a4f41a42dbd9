using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios about pauses that end by themselves.</summary>
static class PausePlays
{
    /// <summary>How long a person pauses: longer than the notice before the end.</summary>
    public static readonly TimeSpan Paused = TimeSpan.FromMinutes(40);

    /// <summary>Before the outage is confirmed.</summary>
    static readonly TimeSpan Begins = TimeSpan.FromSeconds(10);

    /// <summary>When the pause ends, after the disaster.</summary>
    public static TimeSpan Ends => Begins + Paused;

    static readonly TimeSpan Thinks = TimeSpan.FromMinutes(2);

    /// <summary>The primary goes while the plan is paused, and nobody remembers the pause.</summary>
    public static void Ended(Stage stage)
    {
        stage.At(Begins - TimeSpan.FromSeconds(10), () => stage.Say("pause", """, "for": "40m" """));
        stage.At(Begins, $"the front doors in {stage.Plan.Primary} fail", () => stage.Estate.PrimaryAppServes = false);
        stage.Once(Phase.AwaitingApproval, Thinks, () => stage.Say("approve"));
    }

    /// <summary>A person stops a failover in its middle, and nobody remembers the pause.</summary>
    public static void MidRun(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.Once(Phase.Recovering, TimeSpan.Zero, () => stage.Say("pause", """, "for": "40m" """));
        stage.Once(Phase.Stuck, Thinks, () => stage.Say("approve"));
    }

    /// <summary>Nobody may be surprised: by the pause's end, or by what begins then without an answer.</summary>
    public static string? Surprises(ScenarioOutcome outcome) => outcome.Untold(NoticeKind.Paused) ?? outcome.Untold(NoticeKind.PauseOver)
        ?? outcome.Untold(NoticeKind.ApprovalNeeded)
        ?? outcome.ChangedBefore(Ends + (outcome.Plan.Prewarms() ? TimeSpan.Zero : outcome.Plan.Trigger.For), "the pause was over and a person had answered");

    public static string? GoesOnAlone(ScenarioOutcome outcome) =>
        outcome.Untold(NoticeKind.Paused) ?? outcome.Untold(NoticeKind.Stuck) ?? outcome.Untold(NoticeKind.Recovered);
}
