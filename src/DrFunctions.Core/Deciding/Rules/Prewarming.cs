using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>Capacity that is started while still confirming or asking, and stood down exactly when the primary stays up.</summary>
static class Prewarming
{
    /// <summary>Stopping gives capacity away, and an outage seldom comes alone.</summary>
    static readonly TimeSpan StandDownAfter = TimeSpan.FromMinutes(15);

    /// <summary>The steps of a prewarm that may move now.</summary>
    public static IReadOnlyList<Step> Open(Plan plan, Record record) => record.Run is { EndedAt: null } run
        ? [.. plan.Steps.Where(step => step.Prewarm && run.Of(step) is { Undo: null, Progress: StepProgress.Waiting or StepProgress.Started }
            && step.After.All(id => run.IsDone(id) && run.Steps[id].Undo is null))]
        : [];

    /// <summary>What the prewarm has come to, or null if there is none.</summary>
    public static string? Advance(Draft draft)
    {
        var plan = draft.Plan;
        if (draft.IsShadow || !plan.Steps.Any(step => step.Prewarm))
        {
            return null;
        }

        if (draft.Record.Run is not { EndedAt: null })
        {
            if (draft.Record.PrewarmedAt is { } last && draft.Now - last < plan.Trigger.Cooldown)
            {
                return null;
            }

            draft.Change(draft.Record with { PrewarmedAt = draft.Now, Run = FailoverStart.NewRun(draft, RunPurpose.Prewarm) });
            draft.LookAtOnce = true;
            return "prewarming";
        }

        foreach (var step in Open(plan, draft.Record).Where(step => draft.Snapshot.Steps.ContainsKey(step.Id)))
        {
            RecoveringStep.Advance(draft, step);
        }

        var warm = plan.Steps.Where(step => step.Prewarm).ToList();
        return $"{warm.Count(step => draft.Run.IsDone(step.Id))} of {warm.Count} prewarm steps done";
    }

    /// <summary>Undoes a prewarm once the primary has been up for long enough; what that has come to, or null if there is none.</summary>
    public static string? StandDown(Draft draft)
    {
        if (draft.Record.Run is not { EndedAt: null } run)
        {
            return null;
        }

        if (run.Undoing is null)
        {
            var up = UpClock.Counted(draft);
            if (up < StandDownAfter)
            {
                return $"what was prewarmed is kept until the primary has been up for {Durations.Say(StandDownAfter)}, now {Durations.Say(up)}";
            }

            draft.ChangeRun(run with { Undoing = Undoing.StandDown });
            draft.Note($"standing down what was prewarmed: the primary has been up for {Durations.Say(up)}");
            draft.LookAtOnce = true;
            return "standing down what was prewarmed";
        }

        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return $"standing down: {undo.Because}";
        }

        draft.Change(draft.Record with { UpSince = null, UpSeen = null, Run = draft.Run with { EndedAt = draft.Now } });
        draft.Note($"what was prewarmed is stood down: {undo.Because}");
        if (undo.Failed)
        {
            draft.Tell(Emails.NotStoodDown(draft.EmailInput, undo.Because));
        }

        return $"stood down: {undo.Because}";
    }
}
