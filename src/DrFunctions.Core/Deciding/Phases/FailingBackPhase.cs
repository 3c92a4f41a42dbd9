using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>The ledger is being undone, in reverse order: by a person's word, or because users were not moved and need not be.</summary>
static class FailingBackPhase
{
    public static string Begin(Draft draft, Undoing undoing, string because)
    {
        draft.ChangeRun(draft.Run with { Undoing = undoing, HeldSince = null, PausedSince = null });
        draft.Enter(Phase.FailingBack, because);
        draft.Tell(Emails.GoingBack(draft.EmailInput, because, UndoingSteps.Of(draft.Plan, draft.Run)));
        draft.LookAtOnce = true;
        return $"{(undoing == Undoing.Failback ? $"failing back to {draft.Plan.Primary}" : "standing down")}: {because}";
    }

    public static string Decide(Draft draft)
    {
        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return $"{(draft.Run.Undoing == Undoing.Failback ? "failing back" : "standing down")}: {undo.Because}";
        }

        if (undo.Failed)
        {
            return RecoveringPhase.Stuck(draft, RecoveringPhase.Failures(draft.Run));
        }

        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        var because = $"{draft.Plan.Name} is served from {draft.Plan.Primary}, and what the run changed is undone: {undo.Because}";
        draft.Enter(Phase.Watching, because);
        draft.Tell(Emails.IsBack(draft.EmailInput, because));
        return because;
    }
}
