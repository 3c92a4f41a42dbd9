using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// The run's changes are undone in reverse order: a person ordered it, or the primary was healthy again before users moved.
/// </summary>
static class FailingBackPhase
{
    public static Fact Begin(Draft draft, Undoing undoing, Fact because)
    {
        foreach (var step in draft.Plan.Steps.Where(step => draft.Of(step).Undo is { Progress: StepProgress.Failed }))
        {
            draft.Set(step, draft.Of(step) with { Undo = new UndoRecord { Fact = draft.Of(step).Undo!.Fact } });
        }

        draft.ChangeRun(draft.Run with { Undoing = undoing, HeldSince = null, PausedSince = null });
        draft.Enter(Phase.FailingBack, because);
        draft.Tell(Emails.GoingBack(draft.EmailInput, because, draft.Run.ToUndo(draft.Plan)));
        draft.LookAtOnce = true;
        return new GoingBack(undoing, draft.Plan.Primary, because);
    }

    public static Fact Decide(Draft draft)
    {
        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return new UndoProgressed(draft.Run.Undoing ?? Undoing.StandDown, undo.Steps);
        }

        if (undo.Failed)
        {
            return RecoveringPhase.Stuck(draft, RecoveringPhase.Failures(draft.Run));
        }

        var shadow = draft.IsShadow;
        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        if (draft.Run.Undoing == Undoing.StandDown)
        {
            FailoverStart.CountStandDown(draft);
        }

        var because = new BackInPrimary(draft.Plan.Name, draft.Plan.Primary, undo.Steps, !draft.Plan.MovesUsers());
        draft.Enter(Phase.Watching, because);
        if (shadow)
        {
            ShadowRule.IsWell(draft);
        }
        else
        {
            draft.Tell(Emails.IsBack(draft.EmailInput, undo.Steps));
        }

        return because;
    }
}
