using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>Since when the primary is up again, where something depends on it: standing down, closing a declined outage, failing back.</summary>
static class UpClock
{
    public static void Look(Draft draft)
    {
        if (draft.Readings.Signals.Count == 0 || !Matters(draft.Record))
        {
            return;
        }

        var up = !draft.Signals.MayBeDown(draft.Plan);
        if (up != draft.Record.UpSince is not null)
        {
            draft.Change(draft.Record with { UpSince = up ? draft.Now : null });
        }
    }

    /// <summary>For how long the primary has been seen up; zero if it is not.</summary>
    public static TimeSpan Counted(Draft draft) => draft.Record.UpSince is { } since ? draft.Now - since : TimeSpan.Zero;

    static bool Matters(Record record) => record switch
    {
        { Phase: Phase.Watching } => record.Run is { EndedAt: null },
        { Phase: Phase.Declined or Phase.Recovered or Phase.Stuck or Phase.FailingBack } => true,
        _ => false,
    };
}
