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
        if (draft.Record is not { Phase: Phase.Recovering, Run: { LateToldAt: null } run })
        {
            return;
        }

        if (draft.Snapshot.Automation != Observations.Automation.On && !run.OverridesPause)
        {
            return;
        }

        var hindered = draft.Plan.Steps.Where(step => RecoveringStep.IsHindered(draft, step)).ToList();
        if (!(draft.Now - run.DetectedAt >= draft.Plan.Rto) && hindered.Count == 0)
        {
            return;
        }

        var latest = draft.Now + LongestLeft(draft);
        draft.ChangeRun(run with { LateToldAt = draft.Now });
        draft.Note(new RunLate(draft.Now - run.DetectedAt, latest));
        draft.Tell(OutageEmails.Late(draft.EmailInput, draft.Now - run.DetectedAt, latest, hindered));
    }

    /// <summary>The longest chain of limits that are still to run, with all their attempts.</summary>
    static TimeSpan LongestLeft(Draft draft) => CriticalPath.Of(draft.Plan, _ => TimeSpan.Zero, step => Left(draft, step)).Ends;

    static TimeSpan Left(Draft draft, Step step)
    {
        var record = draft.Of(step);
        var left = draft.Run.IsDone(step.Id) || record.Progress == StepProgress.Failed ? TimeSpan.Zero
            : (step.Limit * step.Attempts * (record.Hindered > TimeSpan.Zero ? 2 : 1)) - (draft.Now - (record.ReadyAt ?? draft.Now));
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
