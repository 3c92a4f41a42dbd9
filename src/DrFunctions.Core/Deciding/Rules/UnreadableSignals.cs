using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Notifies people once a signal has been unreadable for ten minutes, and daily while that lasts.</summary>
static class UnreadableSignals
{
    static readonly TimeSpan ToldAfter = TimeSpan.FromMinutes(10);
    static readonly TimeSpan ToldAgainAfter = TimeSpan.FromDays(1);

    public static void Advance(Draft draft)
    {
        // Once the standby serves, or a person has been called, an unreadable primary is no news.
        if (draft.Snapshot.Signals.Count == 0 || draft.Phase is Phase.Recovered or Phase.FailingBack or Phase.Stuck)
        {
            return;
        }

        var record = draft.Record;
        if (draft.Signals.Unknown == 0)
        {
            if (record.BlindSince is not null)
            {
                draft.Change(record with { BlindSince = null, BlindToldAt = null });
                draft.Note(new SignalsReadable());
            }

            return;
        }

        if (record.BlindSince is not { } since)
        {
            draft.Change(record with { BlindSince = draft.Now, BlindToldAt = null });
            draft.Note(new SignalsUnreadable(draft.Signals.Fact));
        }
        else if (draft.Now - since >= ToldAfter && (record.BlindToldAt is not { } told || draft.Now - told >= ToldAgainAfter))
        {
            draft.Change(record with { BlindToldAt = draft.Now });
            draft.Note(new SignalsUnreadable(draft.Signals.Fact, draft.Now - since));
            draft.Tell(Emails.CannotSee(draft.EmailInput, draft.Now - since, draft.Signals.Fact));
        }
    }
}
