namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in carrying a run on.</summary>
static class RunBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("PreSwitchCheck", "Holds", "the gate forgets the checks", "Users would be sent to a standby that was well minutes ago.",
            "if (sick is not null && !draft.IsShadow)", "if (sick is not null && draft.Record is null)"),
        In("PreSwitchCheck", "Holds", "the gate forgets the signals", "Users would be moved away from a primary that is up again.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.All >= 0"),
        In("PreSwitchCheck", "Holds", "unknown holds the gate", "A dark us-east-1 would hold up the failover that it has caused.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.IsDown(draft.Plan)"),
        In("PreSwitchCheck", "Advance", "the hold is counted over breaks", "Two minutes up within an hour are not two minutes without a break.",
            "draft.Snapshot.Signals.Count > 0", "draft.Snapshot.Signals.Count > 99"),
        In("RecoveringStep", "Started", "starts again what may be an old sight", "Reads lag a start, so it would be started twice.",
            "when !record.Doubted:",
            "when !record.Doubted: if (!overLimit && record.Attempts < step.Attempts && step.Traits.Role == "
            + "StepRole.Capacity) { draft.Start(step, reading); return; }"),
        In("RecoveringStep", "Started", "starts again at once",
            "A start that has not taken effect yet would be repeated every few seconds.",
            "when draft.Now - record.StartedAt >= RestartAfter", ""),
        In("RecoveringStep", "Again", "attempts are unbounded", "A start that never helps would be repeated for ever.",
            "record.Attempts >= step.Attempts", "record.Attempts > 99"),
        In("RecoveringStep", "IsTooLate", "a step has no limit", "What cannot be done would be waited for until somebody notices.",
            "> step.Limit * step.Attempts", "> TimeSpan.FromDays(9)"),
        In("RecoveringStep", "TakeBackRefusedStart", "a start that was refused counts as made", "What had no effect would be waited for.",
            "Progress = StepProgress.Waiting", "Progress = StepProgress.Started"),
        In("RecoveringStep", "Waiting", "starts what cannot be seen", "Without having looked nobody knows what a start would do.",
            "case StepState.Unknown:", "case StepState.Unknown: StartIfAllowed(draft, step, reading); break;"),
        In("RecoveringStep", "Waiting", "a check is good before it was", "The standby would count as verified by our not having asked.",
            "when step.Traits.Role == StepRole.Verification:",
            "when step.Traits.Role == StepRole.Verification: Done(draft, step, reading); break;"),
        In("RecoveringPhase", "Decide", "one failed step stops the others", "One poison step would hold up all that could still be saved.",
            "return IsMoving(draft, steps) ?", "return IsMoving(draft, steps) && Failures(draft.Run).Length == 0 ?"),
        In("RecoveringPhase", "Stuck", "nobody is told of being stuck", "A person is needed, and no person knows.",
            "draft.Tell(Emails.Stuck(draft.EmailInput, because));", ""),
        In("RecoveringPhase", "Recovered", "nobody is told of a recovery", "The standby serves, and people would look for the outage.",
            "draft.Tell(Emails.Recovered(draft.EmailInput));", ""),
        In("PauseRule", "Decide", "an unknown pause is none", "Whoever has paused would be overruled by a table that cannot be read.",
            "if (draft.Snapshot.Automation == Automation.On)", "if (draft.Snapshot.Automation != Automation.Paused)"),
        In("PauseRule", "Decide", "an undo goes on while paused", "A pause stops all that is automatic, the way back too.",
            "if (draft.Record is {", "if (draft.Phase == Phase.FailingBack || draft.Record is {"),
        In("PauseRule", "Resume", "limits run on while paused", "A pause of an hour would make every step late.",
            "? step with { ReadyAt = step.ReadyAt + paused, StartedAt = step.StartedAt + paused }", "? step"),
        In("PauseRule", "Resume", "what is done is begun anew after a pause", "What is done stays done: it would be started a second time.",
            ": step;", ": step with { Progress = StepProgress.Waiting };"),
        In("Runs", "IsDone", "what was begun counts as done", "Steps would not wait for those before them.",
            "record.Progress == StepProgress.Done", "record.Progress != StepProgress.Waiting"),
        In("Driver", "Yields", "a dead driver is never taken over", "A run whose invocation was killed would stay where it is.",
            "age < Pace * 2", "age < TimeSpan.FromDays(9)"),
        In("Driver", "Yields", "two drive at once", "Each would overrule the other's save.",
            "owner != mine", "owner == \"nobody\""),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("run", name, why, type, member, find, replace);
}
