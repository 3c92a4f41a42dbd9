using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <param name="Moving">Something is still under way.</param>
/// <param name="Failed">Something cannot be undone without a person.</param>
sealed record UndoProgress(bool Moving, bool Failed, UndoneSteps Steps);

/// <summary>Restores the ledgers' values, last step first, each step as far as possible.</summary>
static class UndoingSteps
{
    /// <summary>Whether it is the step's turn: everything that depends on it is undone, and the step itself is not.</summary>
    public static bool IsReady(Plan plan, Run run, Step step) => step.Traits.CanUndo && IsOpen(run, step)
        && !plan.Steps.Where(run.IsLeft)
            .Any(later => plan.Before(later).Contains(step) && later.Traits.CanUndo
                && run.Of(later).Undo is not { Progress: StepProgress.Done });

    public static UndoProgress Advance(Draft draft)
    {
        var (plan, before) = (draft.Plan, draft.Run);
        var ready = before.ToUndo(plan).Where(step => IsReady(plan, before, step)).ToList();
        foreach (var step in ready)
        {
            UndoingStep.Advance(draft, step);
        }

        var run = draft.Run;
        var steps = run.ToUndo(plan);
        draft.LookAtOnce |= steps.Any(step => IsReady(plan, run, step) && !ready.Contains(step));
        var moving = steps.Any(step => IsReady(plan, run, step));
        var undone = steps.Select(step => new UndoneStep(step.Id, step.Kind, step.Traits.CanUndo, run.Of(step).Undo?.Fact));
        return new UndoProgress(
            moving,
            steps.Any(step => step.Traits.CanUndo && run.Of(step).Undo is not { Progress: StepProgress.Done }),
            new UndoneSteps([.. undone]));
    }

    static bool IsOpen(Run run, Step step) => run.Of(step).Undo is null or { Progress: StepProgress.Waiting or StepProgress.Started };
}
