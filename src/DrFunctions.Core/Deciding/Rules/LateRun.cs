using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A failover that still works when its objective is over, or a step's limits because AWS cannot be reached, says so, once.
/// </summary>
static class LateRun
{
    public static void Advance(Draft draft)
    {
        if (draft.Record is not { Phase: Phase.Recovering, Run: { LateToldAt: null } run }
            || (!(draft.Now - run.DetectedAt >= draft.Plan.Rto) && !draft.Plan.Steps.Any(step => RecoveringStep.IsHindered(draft, step))))
        {
            return;
        }

        var latest = draft.Now + LongestLeft(draft);
        draft.ChangeRun(run with { LateToldAt = draft.Now });
        draft.Note(new RunLate(draft.Now - run.DetectedAt, latest));
        draft.Tell(OutageEmails.Late(draft.EmailInput, draft.Now - run.DetectedAt, latest));
    }

    /// <summary>The longest chain of limits that are still to run, with all their attempts.</summary>
    static TimeSpan LongestLeft(Draft draft)
    {
        var left = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var step in draft.Plan.InOrder())
        {
            var record = draft.Of(step);
            var own = draft.Run.IsDone(step.Id) || record.Progress == StepProgress.Failed ? TimeSpan.Zero
                : (step.Limit * step.Attempts) - (draft.Now - (record.ReadyAt ?? draft.Now));
            left[step.Id] = step.After.Select(id => left[id]).DefaultIfEmpty().Max() + (own > TimeSpan.Zero ? own : TimeSpan.Zero);
        }

        return left.Values.Max();
    }
}
