using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>
/// How a plan stands, in one sentence, from its record. "Nothing is wrong" is said only where a recent look found every signal up and
/// nothing keeps the plan from acting.
/// </summary>
public static class StatusSentences
{
    /// <summary>A record at rest is saved each quarter of an hour; an older one proves nothing about now.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromMinutes(20);

    /// <param name="isKnown">The table has the record.</param>
    public static string Of(Record record, Automation automation, bool isKnown, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Wording.Of(!isKnown ? "UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs and was deployed with this plan."
            : record.LookedAt == default ? "UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs."
            : now - record.LookedAt > Recent
                ? $"UNKNOWN: the last check was saved {Durations.Say(now - record.LookedAt)} ago. Make sure that WatchFunction runs."
            : record is { Mode: Mode.Shadow, Run: not { OverridesShadow: true }, Phase: Phase.Recovering or Phase.Recovered or Phase.Stuck }
                ? "The primary IS DOWN, or was; nothing was changed, because the plan is in mode shadow."
            : record.Phase != Phase.Watching ? record.Phase.Sentence()
            : Watching(record, automation));
    }

    /// <summary>"Watching", or "Watching (mode shadow)".</summary>
    public static string PhaseAndMode(this Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var overridden = record is { Mode: Mode.Shadow, Run: { OverridesShadow: true, EndedAt: null } } ? ", overridden" : "";
        return record.Mode == Mode.Automatic ? $"{record.Phase}" : $"{record.Phase} (mode {record.Mode.ToString().ToLowerInvariant()}{overridden})";
    }

    static string Watching(Record record, Automation automation)
    {
        int Count(SignalState state) => record.Signals.Count(seen => seen.State == state);
        var (down, unknown, all) = (Count(SignalState.Down), Count(SignalState.Unknown), record.Signals.Count);
        return record.Disarmed is not null ? "DISARMED: nothing begins until you reset it."
            : automation != Automation.On ? $"PAUSED: if the primary fails, nothing is done. {Signals(down, unknown, all)}"
            : down + unknown > 0 || all == 0 ? Signals(down, unknown, all)
            : record.Run is { EndedAt: null } ? "Every signal is up; prewarmed capacity is still there."
            : "Nothing is wrong.";
    }

    static string Signals(int down, int unknown, int all) =>
        all == 0 ? "UNKNOWN: no signal has been read yet."
        : down + unknown == 0 ? all == 1 ? "The only signal is up." : $"All {all} signals are up."
        : (down > 0 ? $"{down} of {all} signals {(down == 1 ? "is" : "are")} DOWN." : "")
            + (unknown > 0 ? $"{(down > 0 ? " " : "")}{unknown} of {all} signals cannot be read." : "");
}
