using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A signal that keeps changing sides is told: no outage of it lasts, so nothing else would ever say that users see one.
/// </summary>
static class Wavering
{
    const int Often = 6;

    /// <summary>
    /// Looks are counted from this change on, and each is saved then: a plan whose primary failed once is saved no more often.
    /// </summary>
    const int Counts = 3;

    static readonly TimeSpan Within = TimeSpan.FromMinutes(30);
    static readonly TimeSpan ToldAgainAfter = TimeSpan.FromHours(2);

    /// <summary>Remembers the signals that changed sides lately; of a plan whose signals do not, nothing.</summary>
    public static void Advance(Draft draft)
    {
        var (record, signals) = (draft.Record, draft.Signals.Observations);
        // Once the standby is needed, a primary that comes and goes is no news.
        if (signals.Count == 0 || draft.Phase is Phase.Recovering or Phase.Recovered or Phase.FailingBack or Phase.Stuck)
        {
            return;
        }

        List<WaveringSignal> wavering = [.. signals.Select(reading => Next(draft, reading)).OfType<WaveringSignal>()];
        if (!wavering.SequenceEqual(record.Wavering))
        {
            draft.Change(record with { Wavering = wavering });
        }

        var told = wavering.Where(signal => signal.Changes.Count >= Often).ToList();
        if (told.Count > 0 && !(draft.Now - record.WaveringToldAt < ToldAgainAfter))
        {
            var fact = new SignalsWaver([.. told.Select(signal => new SignalWavers(
                signals.First(reading => SeenUp.MarkOf(reading.Signal) == signal.Mark).Signal.Title,
                signal.Changes.Count, signal.Changes[^1] - signal.Changes[0], signal.Down, signal.Looks))]);
            draft.Change(draft.Record with { WaveringToldAt = draft.Now });
            draft.Note(fact);
            draft.Tell(WitnessEmails.Wavering(draft.EmailInput, fact));
        }
    }

    /// <summary>Null if the signal has not changed sides lately. One that cannot be read stays on its side.</summary>
    static WaveringSignal? Next(Draft draft, SignalObservation reading)
    {
        var mark = SeenUp.MarkOf(reading.Signal);
        var known = draft.Record.Wavering.FirstOrDefault(signal => signal.Mark == mark);
        var before = known?.Side ?? draft.Record.Signals.FirstOrDefault(seen => seen.Title == reading.Signal.Title)?.State;
        var isRead = reading.State != SignalState.Unknown;
        var changed = isRead && before is SignalState.Up or SignalState.Down && before != reading.State;
        List<DateTimeOffset> changes = [.. (known?.Changes ?? []).Where(at => draft.Now - at < Within)];
        if (changed)
        {
            changes = [.. changes.TakeLast(Often - 1), draft.Now];
        }
        else if (changes.Count < Counts)
        {
            return changes.Count == 0 ? null : known;
        }

        var counts = changes.Count >= Counts;
        return new WaveringSignal(
            mark,
            isRead ? reading.State : known!.Side,
            changes,
            counts ? (known?.Looks ?? 0) + (isRead ? 1 : 0) : 0,
            counts ? (known?.Down ?? 0) + (reading.State == SignalState.Down ? 1 : 0) : 0);
    }
}
