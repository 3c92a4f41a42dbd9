namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what goes back: prewarm, drill, failback.</summary>
static class WayBackBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("RecoveredPhase", "fails back by itself", "The standby keeps the users until a person says otherwise.",
            "draft.Tell(Letters.PrimaryIsBack(draft.Letter, up));", "return FailingBackPhase.Begin(draft, DrFunctions.Core.Records.Undoing.Failback, \"the primary is up\");"),
        In("Prewarming", "prewarms twice in a cooldown", "Each flicker of the primary would start the standby's machines.",
            "draft.Now - last < plan.Trigger.Cooldown", "draft.Now - last < TimeSpan.Zero"),
        In("Prewarming", "stands down at once", "Stopping gives capacity away, and an outage seldom comes alone.",
            "TimeSpan.FromMinutes(15)", "TimeSpan.Zero"),
        In("Prewarming", "never stands down", "What was started for an outage that never came would run for ever.",
            "if (up < StandDownAfter)", "if (up < TimeSpan.FromDays(9))"),
        In("DrillingPhase", "a drill moves users", "A drill is capacity only, never traffic or data.",
            "step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } }", "step is { Traits.CanUndo: true }"),
        In("DrillingPhase", "a drill is not undone", "A drill leaves the world exactly as it found it.",
            "var undo = UndoingSteps.Look(draft);", "var undo = new UndoLook(false, false, \"\");"),
        In("UndoingSteps", "undoes in the order of doing", "Capacity would go while users still need it.",
            "Any(later => plan.Before(later).Contains(step)", "Any(later => plan.Before(step).Contains(later)"),
        In("UndoingSteps", "undoes what is not ours", "What a person has started would be stopped.",
            "plan.Steps.Where(step => run.Of(step).IsOurs() &&", "plan.Steps.Where(step => run.Of(step).Ledger is not null &&"),
        In("UndoingSteps", "forgets the first step", "Something of ours would be left in the world.",
            "step.Traits.Role != StepRole.Verification).Reverse()]", "step.Traits.Role != StepRole.Verification).Skip(1).Reverse()]"),
        In("UndoingStep", "users go back to a sick primary", "They are well where they are.",
            "!draft.Run.SkipsHealth && draft.Signals.MayBeDown(draft.Plan)", "!draft.Run.SkipsHealth && draft.Signals.All < 0"),
        In("UndoingStep", "an undo has no limit", "What cannot be undone would be tried for ever.",
            "case var _ when draft.Now - undo.ReadyAt > step.Limit * step.Attempts:", "case var _ when draft.Now - undo.ReadyAt > TimeSpan.FromDays(9):"),
        In("UndoingStep", "undo starts are unbounded", "An undo that never helps would be repeated for ever.",
            "if (attempts >= step.Attempts)", "if (attempts > 999)"),
        In("UndoingStep", "an undo is repeated at once", "It would be sent again before it could be seen.",
            "static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(20);", "static readonly TimeSpan AgainAfter = TimeSpan.Zero;"),
        In("FailingBackPhase", "a failback does not end", "The run would stay open, and no other could begin.",
            "draft.ChangeRun(draft.Run with { EndedAt = draft.Now });", ""),
        new("way back", "a change's age is forgotten", "A read that lags a start says that there is nothing to undo.",
            "src/DrFunctions/Steps/StepKind.cs", "age < TimeSpan.FromSeconds(15)", "age < TimeSpan.Zero"),
        new("way back", "stops instances that ran before", "Only what we started is ours to stop.",
            "src/DrFunctions/Steps/Ec2StartStep.cs", "var ours = Ours(step);\n", "var ours = Ec2Found.Parse(step.Record.Ledger) is null ? [] : settings.Instances?.ToList() ?? Ours(step);\n"),
        new("way back", "lowers a count that a person has raised", "Undo restores only a value that is still ours.",
            "src/DrFunctions/Steps/EcsBack.cs", "Now.Desired > Goal && Now.Desired <= Set;", "Now.Desired > Goal;"),
        new("way back", "lowers a floor that a person has set", "Undo restores only a value that is still ours.",
            "src/DrFunctions/Steps/EcsBack.cs", "HadFloor && Now.MinCapacity == Set &&", "HadFloor && Now.MinCapacity != Before.MinCapacity &&"),
        new("way back", "users go back though the records are not ours", "Somebody has switched since, and would be overruled.",
            "src/DrFunctions/Steps/Route53Records.cs", "if (!DnsEpoch.IsOf(now.Epoch, at.Plan.Name, at.RunId))\n        {\n            return StepReading.Done($\"left",
            "if (now.Epoch is null)\n        {\n            return StepReading.Done($\"left"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) =>
        new("way back", name, why, $"src/DrFunctions.Core/Deciding/{file}.cs", find, replace);
}
