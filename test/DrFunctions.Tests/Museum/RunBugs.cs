namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in carrying a run on.</summary>
static class RunBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("Gate", "the gate forgets the checks", "Users would be sent to a standby that was well minutes ago.",
            "if (sick is not null && !draft.IsShadow)", "if (sick is not null && draft.Record is null)"),
        In("Gate", "the gate forgets the signals", "Users would be moved away from a primary that is up again.",
            "if (draft.Run.OrderedBy is not null || draft.Signals.MayBeDown(draft.Plan))", "if (draft.Run.OrderedBy is not null || draft.Signals.All >= 0)"),
        In("Gate", "unknown holds the gate", "A dark us-east-1 would hold up the failover that it has caused.",
            "if (draft.Run.OrderedBy is not null || draft.Signals.MayBeDown(draft.Plan))", "if (draft.Run.OrderedBy is not null || draft.Signals.IsDown(draft.Plan))"),
        In("Gate", "the hold is counted over breaks", "Two minutes up within an hour are not two minutes without a break.",
            "draft.Run.HeldSince is not null && draft.Readings.Signals.Count > 0", "draft.Run.HeldSince is not null && draft.Readings.Signals.Count > 99"),
        In("RecoveringStep", "starts again what may be an old sight", "Reads lag a start, so it would be started twice.",
            "case StepState.NotStarted when !record.Doubted:",
            "case StepState.NotStarted when !overLimit && record.Attempts < step.Attempts && step.Traits.Role == StepRole.Capacity:\n                draft.Start(step, reading);\n                return;\n            case StepState.NotStarted when !record.Doubted:"),
        In("RecoveringStep", "starts again at once", "A start that has not taken effect yet would be repeated every few seconds.",
            "case StepState.NotStarted or StepState.Broken when draft.Now - record.StartedAt >= RestartAfter:", "case StepState.NotStarted or StepState.Broken:"),
        In("RecoveringStep", "attempts are unbounded", "A start that never helps would be repeated for ever.",
            "var record = draft.Of(step);\n        if (record.Attempts >= step.Attempts)\n        {\n            Fail(draft, step, $\"{because} (after",
            "var record = draft.Of(step);\n        if (record.Attempts > 99)\n        {\n            Fail(draft, step, $\"{because} (after"),
        In("RecoveringStep", "a step has no limit", "What cannot be done would be waited for until somebody notices.",
            "draft.Now - draft.Of(step).ReadyAt > step.Limit * step.Attempts;", "draft.Now - draft.Of(step).ReadyAt > TimeSpan.FromDays(9);"),
        In("RecoveringStep", "a start that was refused counts as made", "What had no effect would be waited for.",
            "var waits = record with { Progress = StepProgress.Waiting,", "var waits = record with { Progress = StepProgress.Started,"),
        In("RecoveringStep", "starts what cannot be seen", "Without having looked nobody knows what a start would do.",
            "Wait(draft, step, $\"cannot see: {reading.Because}\");", "StartIfAllowed(draft, step, reading);"),
        In("RecoveringStep", "a check is good before it was", "The standby would count as verified by our not having asked.",
            "draft.Set(step, draft.Of(step) with { Progress = StepProgress.Started, Attempts = 1, StartedAt = draft.Now, Because = reading.Because });",
            "Done(draft, step, reading);"),
        In("RecoveringPhase", "one failed step stops the others", "One poison step would hold up all that could still be saved.",
            "return IsMoving(draft, steps) ?", "return IsMoving(draft, steps) && Failures(draft.Run).Length == 0 ?"),
        In("RecoveringPhase", "nobody is told of being stuck", "A person is needed, and no person knows.",
            "draft.Tell(Letters.Stuck(draft.Letter, because));", ""),
        In("RecoveringPhase", "nobody is told of a recovery", "The standby serves, and people would look for the outage.",
            "draft.Tell(Letters.Recovered(draft.Letter));", ""),
        In("Holding", "an unknown pause is none", "Whoever has paused would be overruled by a table that cannot be read.",
            "if (draft.Readings.Automation == Automation.On)", "if (draft.Readings.Automation != Automation.Paused)"),
        In("Holding", "an undo goes on while paused", "A pause stops all that is automatic, the way back too.",
            "if (draft.Record is { Phase: Phase.Recovering, Run.OverridesPause: true })", "if (draft.Phase == Phase.FailingBack || draft.Record is { Phase: Phase.Recovering, Run.OverridesPause: true })"),
        In("Holding", "limits run on while paused", "A pause of an hour would make every step late.",
            "? step with { ReadyAt = step.ReadyAt + paused, StartedAt = step.StartedAt + paused }", "? step"),
        In("Holding", "what is done is begun anew after a pause", "What is done stays done: it would be started a second time.",
            "                : step;\n", "                : step with { Progress = StepProgress.Waiting };\n"),
        new("run", "what was begun counts as done", "Steps would not wait for those before them.",
            "src/DrFunctions.Core/Records/Runs.cs", "record.Progress == StepProgress.Done;", "record.Progress != StepProgress.Waiting;"),
        In("Driver", "a dead driver is never taken over", "A run whose invocation was killed would stay where it is.",
            "age < Looks.Pace * 2", "age < TimeSpan.FromDays(9)"),
        In("Driver", "two drive at once", "Each would overrule the other's save.",
            "return drives && owner != mine &&", "return drives && owner == \"nobody\" &&"),
    ];

    static PlantedBug In(string file, string name, string why, string find, string replace) =>
        new("run", name, why, $"src/DrFunctions.Core/Deciding/{file}.cs", find, replace);
}
