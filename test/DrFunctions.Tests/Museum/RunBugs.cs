namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in carrying a run on.</summary>
static class RunBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("PreSwitchCheck", "Holds", "the gate forgets the checks", "Users would be sent to a standby that was healthy minutes ago.",
            "if (sick is not null && !draft.IsShadow)", "if (sick is not null && draft.Record is null)"),
        In("PreSwitchCheck", "Holds", "the gate forgets the signals", "Users would be moved away from a primary that is up again.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.All >= 0"),
        In("PreSwitchCheck", "Holds", "unknown holds the gate", "An unreachable us-east-1 would block the failover that it has caused.",
            "draft.Signals.MayBeDown(draft.Plan)", "draft.Signals.IsDown(draft.Plan)"),
        In("PreSwitchCheck", "Advance", "the hold is counted over breaks",
            "Two minutes of Up within an hour are not two minutes without a break.",
            "draft.Snapshot.Signals.Count > 0", "draft.Snapshot.Signals.Count > 99"),
        In("RecoveringStep", "Started", "starts again what may be an old sight", "Reads lag a start, so the step would be started twice.",
            "when !record.Doubted:",
            "when !record.Doubted: if (!overLimit && record.Attempts < step.Attempts && step.Traits.Role == "
            + "StepRole.Capacity) { draft.Start(step, reading); return; }"),
        In("RecoveringStep", "Started", "starts again at once",
            "A start that has not yet taken effect would be repeated every few seconds.",
            "or StepState.Broken when mayRepeat", "or StepState.Broken"),
        In("RecoveringStep", "Again", "attempts are unbounded", "A start that never helps would be repeated forever.",
            "record.Attempts >= step.Attempts", "record.Attempts > 99"),
        In("RecoveringStep", "IsTooLate", "a step has no limit", "A step that cannot succeed would be waited for until somebody notices.",
            "draft.Now - record.ReadyAt > limits", "draft.Now - record.ReadyAt > TimeSpan.FromDays(9) + limits"),
        In("RecoveringStep", "TakeBackRefusedStart", "a start that was refused counts as made",
            "The run would wait for a start that had no effect.",
            "record.Degraded ? StepProgress.Done : StepProgress.Waiting", "record.Degraded ? StepProgress.Done : StepProgress.Started"),
        In("RecoveringStep", "Waiting", "starts what cannot be seen", "Without a reading nobody knows what a start would do.",
            "case StepState.Unknown:", "case StepState.Unknown: StartIfAllowed(draft, step, reading); break;"),
        In("RecoveringStep", "Waiting", "a check is good before it was",
            "The standby would count as verified although it was never probed.",
            "when IsCheck(step):",
            "when IsCheck(step): Done(draft, step, reading); break;"),
        In("RecoveringPhase", "Decide", "one failed step stops the others", "One poison step would block all steps that can still succeed.",
            "return IsMoving(draft, steps) ?", "return IsMoving(draft, steps) && Failures(draft.Run).Steps.Count == 0 ?"),
        In("RecoveringPhase", "Stuck", "nobody is told of being stuck", "A person is needed, and nobody is notified.",
            "draft.Tell(StuckEmails.Stuck(draft.EmailInput, because));", ""),
        In("RecoveringPhase", "Recovered", "nobody is told of a recovery",
            "The standby serves, and people would still search for the outage.",
            "draft.Tell(Emails.Recovered(draft.EmailInput));", ""),
        In("PauseRule", "Decide", "an unknown pause is none", "A table that cannot be read would override a person's pause.",
            "if (draft.Snapshot.Automation == Automation.On)", "if (draft.Snapshot.Automation != Automation.Paused)"),
        In("PauseRule", "Decide", "an undo goes on while paused", "A pause stops every change, those of a failback too.",
            "if (draft.Record is {", "if (draft.Phase == Phase.FailingBack || draft.Record is {"),
        In("PauseRule", "Resume", "limits run on while paused", "A pause of an hour would make every step late.",
            "? step with { ReadyAt = step.ReadyAt + paused, StartedAt = step.StartedAt + paused }", "? step"),
        In("PauseRule", "Resume", "what is done is begun anew after a pause", "A step that is done would be started a second time.",
            ": step;", ": step with { Progress = StepProgress.Waiting };"),
        In("Runs", "IsDone", "what was begun counts as done", "Steps would not wait for those before them.",
            "record.Progress == StepProgress.Done", "record.Progress != StepProgress.Waiting"),
        In("Driver", "Yields", "a dead driver is never taken over", "A run whose invocation was killed would never continue.",
            "age < Drives(record)", "age < TimeSpan.FromDays(9)"),
        In("Driver", "Yields", "two drive at once", "Each driver would make the other's save fail.",
            "owner != mine", "owner == \"nobody\""),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("run", name, why, type, member, find, replace);
}
