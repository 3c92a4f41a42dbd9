using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>
/// How a plan stands, in one sentence, from its record. "Nothing is wrong" is said only where a recent look found every signal up and
/// nobody keeps the plan from acting; of an outage within the cooldown people are told when it comes.
/// </summary>
public static class StatusSentences
{
    /// <summary>A record at rest is saved each quarter of an hour; an older one proves nothing about now.</summary>
    static readonly TimeSpan Recent = TimeSpan.FromMinutes(20);

    /// <param name="isKnown">The table has the record.</param>
    public static string Of(Record record, Automation automation, bool isKnown, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        var unknown = !isKnown ? "UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs and was deployed with this plan."
            : record.LookedAt == default ? "UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs."
            : now - record.LookedAt > Recent
                ? $"UNKNOWN: the last check was saved {Durations.Say(now - record.LookedAt)} ago. Make sure that WatchFunction runs."
            : null;
        return Wording.Of((automation, unknown) switch
        {
            (Automation.On, _) => unknown ?? Acting(record),
            (_, null) => Paused(record),
            _ => $"PAUSED. {unknown}",
        });
    }

    /// <summary>"Watching", or "Watching (mode shadow)".</summary>
    public static string PhaseAndMode(this Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var overridden = record is { Mode: Mode.Shadow, Run: { OverridesShadow: true, EndedAt: null } } ? ", overridden" : "";
        return record.Mode == Mode.Automatic ? $"{record.Phase}" : $"{record.Phase} (mode {record.Mode.ToString().ToLowerInvariant()}{overridden})";
    }

    static string Acting(Record record) => InShadow(record)
        ?? (record.Phase == Phase.Watching ? Watching(record) : $"{record.Phase.Sentence()}{Found(record)}");

    /// <summary>What two readings found since the switch.</summary>
    static string Found(Record record) => record is not { Phase: Phase.Recovered, Run: { } run }
        || PostSwitchCheck.Known(run) is not { } found ? "" : $" BUT {string.Join("; ", found.Select(PostSwitchSentences.Of))}.";

    /// <summary>A pause holds in every phase, so what a phase says of its own progress would be untrue.</summary>
    static string Paused(Record record) => InShadow(record) is { } shadow ? $"PAUSED. {shadow}" : record.Phase switch
    {
        Phase.Watching when record.Disarmed is not null => "PAUSED, and DISARMED: nothing begins until you resume it and reset it.",
        Phase.Watching => $"PAUSED: if the primary fails, nothing is done. {Signals(record)}",
        Phase.Confirming => "PAUSED: the primary looks down, and nothing is done about it.",
        Phase.AwaitingApproval => "PAUSED: your approval is needed to fail over, and cannot be given before you resume; the time to answer stands still.",
        Phase.Recovering when record.Run is { OverridesPause: true } => $"PAUSED, but a person ordered this failover nevertheless. {record.Phase.Sentence()}",
        Phase.Recovering => "PAUSED in the middle of a failover: no further step is started.",
        Phase.FailingBack => "PAUSED: the changes of the failover are not undone any further.",
        Phase.Drilling => "PAUSED in the middle of a drill: nothing more is started or undone.",
        _ => $"PAUSED: nothing is changed. {record.Phase.Sentence()}",
    };

    static string? InShadow(Record record) =>
        record is { Mode: Mode.Shadow, Run: not { OverridesShadow: true }, Phase: Phase.Recovering or Phase.Recovered or Phase.Stuck }
            ? "The primary IS DOWN, or was; nothing was changed, because the plan is in mode shadow." : null;

    static string Watching(Record record) =>
        record.Disarmed is not null ? "DISARMED: nothing begins until you reset it."
            : record.Signals.Count == 0 || record.Signals.Any(seen => seen.State != SignalState.Up) ? Signals(record)
            : record.Run is { EndedAt: null } ? "Every signal is up; prewarmed capacity is still there."
            : "Nothing is wrong.";

    static string Signals(Record record)
    {
        int Count(SignalState state) => record.Signals.Count(seen => seen.State == state);
        return Signals(Count(SignalState.Down), Count(SignalState.Unknown), record.Signals.Count);
    }

    static string Signals(int down, int unknown, int all) =>
        all == 0 ? "UNKNOWN: no signal has been read yet."
        : down + unknown == 0 ? all == 1 ? "The only signal is up." : $"All {all} signals are up."
        : (down > 0 ? $"{down} of {all} signals {(down == 1 ? "is" : "are")} DOWN." : "")
            + (unknown > 0 ? $"{(down > 0 ? " " : "")}{unknown} of {all} signals cannot be read." : "");
}
