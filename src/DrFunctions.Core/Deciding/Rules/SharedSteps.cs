using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// What a run has started, and its undo has left because another plan counts on it. It stays this plan's: the next run takes it over, and
/// without one it is undone once no other plan counts on it.
/// </summary>
static class SharedSteps
{
    /// <summary>The steps that the newest run has left, as far as the plan still names the same resources.</summary>
    public static IReadOnlyList<Step> Of(Plan plan, Record record) => record.Run is { EndedAt: not null } run
        ? [.. plan.Steps.Where(step => run.Of(step).Undo?.Shared is { } mark && mark == Claims.MarkOf(step))]
        : [];

    public static bool Any(Record record) =>
        record.Run is { EndedAt: not null } run && run.Steps.Values.Any(step => step.Undo?.Shared is not null);

    /// <summary>Opens the run again to undo what no other plan counts on any more; null if there is nothing of that.</summary>
    /// <param name="after">How long the primary must have been healthy.</param>
    public static Fact? Undo(Draft draft, TimeSpan after)
    {
        var free = Of(draft.Plan, draft.Record)
            .Where(step => draft.Snapshot.Holders.TryGetValue(step.Id, out var holders) && !holders.Any(holder => holder.Holds)).ToList();
        if (free.Count == 0 || draft.IsShadow || UpClock.Counted(draft) < after)
        {
            return null;
        }

        draft.ChangeRun(draft.Run with { EndedAt = null, Undoing = Undoing.StandDown });
        free.ForEach(step => draft.Set(step, draft.Of(step) with { Undo = new UndoRecord() }));
        var because = new NoLongerShared([.. free.Select(step => step.Id)]);
        draft.Note(because);
        draft.LookAtOnce = true;
        return because;
    }

    /// <summary>The records with which a new run takes over what the one before has left.</summary>
    public static IEnumerable<KeyValuePair<string, StepRecord>> TakenOver(Plan plan, Record record) => Of(plan, record)
        .Select(step => KeyValuePair.Create(step.Id, new StepRecord { Ledger = record.Run!.Of(step).Ledger, Carried = true }));
}
