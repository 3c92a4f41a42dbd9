using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Counts how long the primary has been healthy again, where something depends on it: calling a question off, standing down, closing a
/// declined outage, failing back.
/// </summary>
static class UpClock
{
    /// <summary>
    /// The longest time that any rule requires, apart from the plan's own "for". Until then each look is saved, so that no gap opens; after
    /// that, only a change is.
    /// </summary>
    static readonly TimeSpan Enough = TimeSpan.FromMinutes(15);

    public static void Advance(Draft draft)
    {
        var record = draft.Record;
        if (draft.Snapshot.Signals.Count == 0 || !Matters(record))
        {
            return;
        }

        if (draft.Signals.MayBeDown(draft.Plan))
        {
            if (record.UpSince is not null)
            {
                draft.Change(record with { UpSince = null, UpSeen = null });
            }
        }
        else if (record.UpSince is not { } since
            || (!IsEnough(draft.Plan, record) && !(draft.Now - record.UpSeen <= DownClocks.LongestGap)))
        {
            draft.Change(record with { UpSince = draft.Now, UpSeen = draft.Now });
        }
        else if (!IsEnough(draft.Plan, record))
        {
            draft.Change(record with { UpSeen = draft.Now });
        }
    }

    /// <summary>How long the primary has been healthy; zero if it is not.</summary>
    public static TimeSpan Counted(Draft draft) => draft.Record.UpSince is { } since ? draft.Now - since : TimeSpan.Zero;

    static bool IsEnough(Plan plan, Record record) =>
        record.UpSeen - record.UpSince >= (plan.Trigger.For > Enough ? plan.Trigger.For : Enough);

    static bool Matters(Record record) => record switch
    {
        { Phase: Phase.Watching } => record.Run is { EndedAt: null } || SharedSteps.Any(record),
        { Phase: Phase.AwaitingApproval or Phase.Declined or Phase.Recovered or Phase.Stuck or Phase.FailingBack } => true,
        _ => false,
    };
}
