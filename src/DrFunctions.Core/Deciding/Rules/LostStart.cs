using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>A start whose answer was lost, and of which nothing shows once its effect would: it may never have reached AWS.</summary>
static class LostStart
{
    /// <summary>
    /// The record with the start to be sent again as the same attempt, if the kind is idempotent; else as it is. The attempt stays counted,
    /// so what it may have left in the world is ours to undo.
    /// </summary>
    public static StepRecord SentAgain(Draft draft, Step step, StepObservation reading)
    {
        if (draft.Of(step) is { Answer: CallAnswer.Lost } record && step.Traits.IsIdempotent && reading.State == StepState.NotStarted)
        {
            draft.Set(step, record with { Unsent = true });
        }

        return draft.Of(step);
    }
}
