namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about an outage that is seen while something or somebody must decide first.</summary>
static class WaitingBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("UnactedOutages", "IsDue", "an outage that is not acted on is told once", "Who misses one email at night learns nothing until morning.",
            "(1, { } told) => draft.Now - told >= SecondAfter", "(1, { } told) => draft.Now - told >= ThenEvery * 99")
            with { Scenario = "paused-outage" },
        In("UnactedOutages", "WhyNot", "a pause is silent", "Nobody would learn that a paused plan's primary is down.",
            "when draft.Snapshot.Automation != Automation.On => Unacted.Paused", "when draft.Snapshot.Automation != Automation.On => null")
            with { Scenario = "paused-outage" },
        In("UnactedOutages", "IsDue", "who acknowledges is reminded further", "People learn to ignore emails that do not stop.",
            "outage.AckedBy is null &&", "")
            with { Scenario = "paused-outage" },
        In("AwaitingApprovalPhase", "Decide", "one good answer calls the question off",
            "The time that people had to answer would begin anew, again and again.",
            "up >= plan.Trigger.For ?", "up >= TimeSpan.Zero ?"),
        In("AwaitingApprovalPhase", "Remind", "nobody is reminded of the question", "Who misses the first email would never answer.",
            "asked < MostReminders", "asked < 0")
            with { Scenario = "wavering-primary" },
        In("AwaitingApprovalPhase", "Decide", "silence declines a plan that only waits its turn",
            "One small application in another Region would veto this one.",
            "if (draft.Record.Queued)", "if (draft.Record.Queued && draft.Now - draft.Record.PhaseSince < plan.Trigger.ApprovalTimeout)")
            with { Scenario = "second-region" },
        In("RegionLimit", "ConfirmedByAlarms", "one wrong alarm confirms a second Region",
            "Two plans that name the same alarm have one witness, not two.",
            "mine.Union(alarms).Count() > 1", "mine.Union(alarms).Count() > 0"),
        In("LateRun", "Advance", "a failover that is late says nothing", "Nobody is called when the objective is missed.",
            "draft.Now - run.DetectedAt >= draft.Plan.Rto", "draft.Now - run.DetectedAt >= draft.Plan.Rto * 99")
            with { Scenario = "standby-sick" },
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("waiting", name, why, type, member, find, replace);
}
