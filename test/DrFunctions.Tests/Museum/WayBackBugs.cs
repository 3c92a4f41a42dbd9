namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what goes back: prewarm, drill, failback.</summary>
static class WayBackBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("RecoveredPhase", "Decide", "fails back by itself", "The standby keeps the users until a person says otherwise.",
            "draft.Tell(Emails.PrimaryIsBack(draft.EmailInput, up));",
            "return FailingBackPhase.Begin(draft, DrFunctions.Core.Records.Undoing.Failback, \"the primary is up\");"),
        In("Prewarming", "Advance", "prewarms twice in a cooldown", "Each flicker of the primary would start the standby's machines.",
            "last < plan.Trigger.Cooldown", "last < TimeSpan.Zero"),
        In("Prewarming", "StandDownAfter", "stands down at once", "Stopping gives capacity away, and an outage seldom comes alone.",
            "TimeSpan.FromMinutes(15)", "TimeSpan.Zero"),
        In("Prewarming", "StandDown", "never stands down", "What was started for an outage that never came would run for ever.",
            "if (up < StandDownAfter)", "if (up < TimeSpan.FromDays(9))"),
        In("DrillingPhase", "StepsOf", "a drill moves users", "A drill is capacity only, never traffic or data.",
            "step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } }", "step is { Traits.CanUndo: true }"),
        In("DrillingPhase", "End", "a drill is not undone", "A drill leaves the world exactly as it found it.",
            "UndoingSteps.Advance(draft)", "new UndoProgress(false, false, \"\")"),
        In("UndoingSteps", "IsReady", "undoes in the order of doing", "Capacity would go while users still need it.",
            "Any(later => plan.Before(later).Contains(step)", "Any(later => plan.Before(step).Contains(later)"),
        In("UndoingSteps", "Of", "undoes what is not ours", "What a person has started would be stopped.",
            "run.Of(step).IsOurs()", "run.Of(step).Ledger is not null"),
        In("UndoingSteps", "Of", "forgets the first step", "Something of ours would be left in the world.",
            ".Reverse()", ".Skip(1).Reverse()"),
        In("UndoingStep", "Holds", "users go back to a sick primary", "They are well where they are.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.All < 0"),
        In("UndoingStep", "Advance", "an undo has no limit", "What cannot be undone would be tried for ever.",
            "draft.Now - undo.ReadyAt > step.Limit * step.Attempts", "draft.Now - undo.ReadyAt > TimeSpan.FromDays(9)"),
        In("UndoingStep", "StartIfAllowed", "undo starts are unbounded", "An undo that never helps would be repeated for ever.",
            "if (attempts >= step.Attempts)", "if (attempts > 999)"),
        In("UndoingStep", "AgainAfter", "an undo is repeated at once", "It would be sent again before it could be seen.",
            "TimeSpan.FromSeconds(20)", "TimeSpan.Zero"),
        In("FailingBackPhase", "Decide", "a failback does not end", "The run would stay open, and no other could begin.",
            "draft.ChangeRun(draft.Run with { EndedAt = draft.Now });", ""),
        In("StepKind", "IsRecent", "a change's age is forgotten", "A read that lags a start says that there is nothing to undo.",
            "age < TimeSpan.FromSeconds(15)", "age < TimeSpan.Zero"),
        In("Ec2StartStep", "ObserveUndoAsync", "stops instances that ran before", "Only what we started is ours to stop.",
            "Ours(step);", "Ec2StartLedger.Parse(step.Record.Ledger) is null ? [] : settings.Instances?.ToList() ?? Ours(step);"),
        In("EcsScaleUndo", "Count", "lowers a count that a person has raised", "Undo restores only a value that is still ours.",
            "&& Now.Desired <= Set", ""),
        In("EcsScaleUndo", "Floor", "lowers a floor that a person has set", "Undo restores only a value that is still ours.",
            "HadFloor && Now.MinCapacity == Set &&", "HadFloor && Now.MinCapacity != Before.MinCapacity &&"),
        In("Route53Records", "ObserveUndoAsync", "users go back though the records are not ours",
            "Somebody has switched since, and would be overruled.",
            "!DnsEpoch.IsOf(now.Epoch, at.Plan.Name, at.RunId)", "now.Epoch is null"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("way back", name, why, type, member, find, replace);
}
