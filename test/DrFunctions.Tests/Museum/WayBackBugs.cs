namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what goes back: prewarm, drill, failback.</summary>
static class WayBackBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("RecoveredPhase", "Decide", "fails back by itself", "Only a person's command may send users back.",
            "draft.Tell(Emails.PrimaryIsBack(draft.EmailInput, up));",
            "return FailingBackPhase.Begin(draft, DrFunctions.Core.Records.Undoing.Failback, new FailbackPossible(up));"),
        In("Prewarming", "Advance", "prewarms twice in a cooldown", "Each flap of the primary would start the standby's instances.",
            "last < plan.Trigger.Cooldown", "last < TimeSpan.Zero"),
        In("Prewarming", "StandDownAfter", "stands down at once",
            "Stopping gives capacity away, and one outage is often followed by another.",
            "TimeSpan.FromMinutes(15)", "TimeSpan.Zero"),
        In("Prewarming", "StandDown", "never stands down", "Capacity that was started for a false alarm would run forever.",
            "if (up < StandDownAfter)", "if (up < TimeSpan.FromDays(9))"),
        In("DrillingPhase", "StepsOf", "a drill moves users", "A drill changes only capacity, never traffic or data.",
            "step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } }", "step is { Traits.CanUndo: true }"),
        In("DrillingPhase", "End", "a drill is not undone", "A drill must leave everything as it found it.",
            "UndoingSteps.Advance(draft)", "new UndoProgress(false, false, new UndoneSteps([]))"),
        In("UndoingSteps", "IsReady", "undoes in the order of doing", "Capacity would stop while users still need it.",
            "Any(later => plan.Before(later).Contains(step)", "Any(later => plan.Before(step).Contains(later)")
            with { Scenario = "person-steps-in" },
        In("Runs", "IsLeft", "undoes what is not ours", "An instance that a person has started would be stopped.",
            "run.Of(step).IsOurs()", "run.Of(step).Ledger is not null"),
        In("Runs", "ToUndo", "forgets the first step", "A change of DrFunctions would never be undone.",
            ".Reverse()", ".Skip(1).Reverse()"),
        In("UndoingStep", "Holds", "users go back to a sick primary", "The standby serves the users well.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.All < 0"),
        In("UndoingStep", "Advance", "an undo has no limit", "An undo that cannot succeed would be tried forever.",
            "draft.Now - undo.ReadyAt > step.Limit * step.Attempts", "draft.Now - undo.ReadyAt > TimeSpan.FromDays(9)"),
        In("UndoingStep", "StartIfAllowed", "undo starts are unbounded", "An undo that never helps would be repeated forever.",
            "if (attempts >= step.Attempts)", "if (attempts > 999)"),
        In("UndoingStep", "After", "an undo is repeated at once", "The undo would be sent again before its effect can be read.",
            "Timing.RepeatedAfter(answer == CallAnswer.Given)", "TimeSpan.Zero"),
        In("FailingBackPhase", "Decide", "a failback does not end", "The run would never end, and no other could begin.",
            "draft.ChangeRun(draft.Run with { EndedAt = draft.Now });", ""),
        In("StepKind", "IsRecent", "a change's age is forgotten", "A read that lags a start shows nothing to undo.",
            "+ Timing.ReadsLag", "- TimeSpan.FromMinutes(1)"),
        In("Ec2StartStep", "ObserveUndoAsync", "stops instances that ran before", "DrFunctions may stop only instances that it started.",
            "Ours(step);", "Ec2StartLedger.Parse(step.Record.Ledger) is null ? [] : settings.Instances?.ToList() ?? Ours(step);"),
        In("EcsScaleUndo", "Count", "lowers a count that a person has raised", "Undo restores only a value that nobody has changed since.",
            "&& Now.Desired <= Set", ""),
        In("EcsScaleUndo", "Floor", "lowers a floor that a person has set", "Undo restores only a value that nobody has changed since.",
            "HadFloor && Now.MinCapacity == Set &&", "HadFloor && Now.MinCapacity != Before.MinCapacity &&"),
        In("Route53Records", "LookBackAsync", "users go back though the records are not ours",
            "Another run or a person has switched since, and that switch would be lost.",
            "!DnsEpoch.IsOf(now.Epoch, at.Plan.Name, at.RunId)", "now.Epoch is null"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("way back", name, why, type, member, find, replace);
}
