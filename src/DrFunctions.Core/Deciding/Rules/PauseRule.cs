using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>While paused, or while the pause cannot be read, nothing is changed, and the limits of a run stand still.</summary>
static class PauseRule
{
    /// <summary>Why nothing happens; null if automation is on or the run overrides the pause.</summary>
    public static Fact? Decide(Draft draft)
    {
        if (draft.Snapshot.Automation == Automation.On)
        {
            Resume(draft);
            return null;
        }

        if (draft.Record is { Phase: Phase.Recovering, Run.OverridesPause: true })
        {
            return null;
        }

        if (draft.Phase == Phase.AwaitingApproval)
        {
            // The time to answer does not run during a pause.
            draft.Change(draft.Record with { PhaseSince = draft.Record.PhaseSince + (draft.Now - draft.Record.LookedAt) });
        }

        var because = new NoAction(Because(draft.Snapshot.Automation, draft.Snapshot.PauseSentence));
        draft.Rests = true;
        if (draft.Record.Run is { PausedSince: null } run && draft.Record.Moves())
        {
            draft.ChangeRun(run with { PausedSince = draft.Now });
            draft.Note(because);
        }

        return because;
    }

    public static Fact Because(Automation automation, string pause) =>
        automation == Automation.Paused ? new Paused(pause) : new PauseUnreadable(pause);

    public static void Resume(Draft draft)
    {
        if (draft.Record.Run is not { PausedSince: { } since } run)
        {
            return;
        }

        var paused = draft.Now - since;
        var steps = run.Steps.ToBuilder();
        foreach (var (id, step) in run.Steps)
        {
            var moved = step.Progress is StepProgress.Started or StepProgress.Waiting
                ? step with { ReadyAt = step.ReadyAt + paused, StartedAt = step.StartedAt + paused }
                : step;
            steps[id] = moved with { Undo = step.Undo is { } undo
                ? undo with { ReadyAt = undo.ReadyAt + paused, StartedAt = undo.StartedAt + paused } : null };
        }

        draft.ChangeRun(run with { PausedSince = null, HeldSince = run.HeldSince + paused, Steps = steps.ToImmutable() });
        draft.Note(new PauseOver { Resumed = draft.Snapshot.ResumedSentence });
    }
}
