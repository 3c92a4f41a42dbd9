using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Capacity that is started while the plan still confirms or awaits approval, and stood down only if the primary stays healthy.
/// </summary>
static class Prewarming
{
    /// <summary>Stopping gives up capacity, and outages often return.</summary>
    static readonly TimeSpan StandDownAfter = TimeSpan.FromMinutes(15);

    /// <summary>The steps of a prewarm that may move now.</summary>
    public static IReadOnlyList<Step> Open(Plan plan, Record record) => record.Run is { EndedAt: null } run
        ? [.. plan.Steps.Where(
            step => step.Prewarm && run.Of(step) is { Undo: null, Progress: StepProgress.Waiting or StepProgress.Started }
            && step.After.All(id => run.IsDone(id) && run.Steps[id].Undo is null))]
        : [];

    /// <summary>Advances the prewarm; its progress, or null if there is none.</summary>
    public static Fact? Advance(Draft draft)
    {
        var plan = draft.Plan;
        if (draft.IsShadow || !plan.Steps.Any(step => step.Prewarm))
        {
            return null;
        }

        if (draft.Record.Run is not { EndedAt: null })
        {
            // Two looks in a row must see the outage; the first one led here.
            var isSeenTwice = draft.Signals.IsSuspect(plan) && draft.Now - draft.Record.LookedAt <= DownClocks.LongestGap;
            if (!isSeenTwice || (draft.Record.PrewarmedAt is { } last && draft.Now - last < plan.Trigger.Cooldown))
            {
                return null;
            }

            draft.Change(draft.Record with { PrewarmedAt = draft.Now, Run = FailoverStart.NewRun(draft, RunPurpose.Prewarm) });
            draft.Tell(WitnessEmails.Prewarming(draft.EmailInput, draft.Signals.Fact));
            draft.LookAtOnce = true;
            return new PrewarmBegun();
        }

        foreach (var step in Open(plan, draft.Record).Where(step => draft.Snapshot.Steps.ContainsKey(step.Id)))
        {
            RecoveringStep.Advance(draft, step);
        }

        var warm = plan.Steps.Where(step => step.Prewarm).ToList();
        return new PrewarmProgress(warm.Count(step => draft.Run.IsDone(step.Id)), warm.Count);
    }

    /// <summary>
    /// Undoes a prewarm, or what an earlier run has left, once the primary has been healthy for long enough; its progress, or null if there
    /// is none.
    /// </summary>
    public static Fact? StandDown(Draft draft)
    {
        if (draft.Record.Run is not { EndedAt: null } run)
        {
            return SharedSteps.Undo(draft, StandDownAfter);
        }

        if (run.Undoing is null)
        {
            var up = UpClock.Counted(draft);
            if (up < StandDownAfter)
            {
                return new PrewarmKept(up, StandDownAfter);
            }

            draft.ChangeRun(run with { Undoing = Undoing.StandDown });
            draft.Note(new PrewarmStandsDown(up, null));
            draft.LookAtOnce = true;
            return new PrewarmStandsDown(null, null);
        }

        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return new PrewarmStandsDown(null, undo.Steps);
        }

        draft.Change(draft.Record with { UpSince = null, UpSeen = null, Run = draft.Run with { EndedAt = draft.Now } });
        draft.Note(new PrewarmStoodDown(undo.Steps, IsNote: true));
        if (undo.Failed)
        {
            draft.Tell(Emails.NotStoodDown(draft.EmailInput, undo.Steps));
        }

        return new PrewarmStoodDown(undo.Steps, IsNote: false);
    }
}
