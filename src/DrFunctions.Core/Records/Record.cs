using System.Text.Json;
using System.Text.Json.Serialization;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>All that is remembered of one plan between two looks. The loop is its only writer.</summary>
/// <remarks>
/// The reader passes null for a member that an older record lacks, which bypasses the initializer; so members that are never null take
/// their default at init.
/// </remarks>
public sealed record Record
{
    public required string Plan { get; init; }

    public Phase Phase { get; init; }

    public DateTimeOffset PhaseSince { get; init; }

    /// <summary>The newest decision and its reason; null before the first.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The sentence of <see cref="Fact"/>; empty before the first.</summary>
    public string Because => Fact is null ? "" : Sentences.Of(Fact);

    /// <summary>When an invocation last looked and saved; no decision is made for an earlier instant.</summary>
    public DateTimeOffset LookedAt { get; init; }

    /// <summary>
    /// Until then the invocation that saved this counts as alive, and only until then may it send what it decided; see
    /// <see cref="Deciding.Timing.Drives"/>. Null in records of version 0.1.
    /// </summary>
    public DateTimeOffset? LookUntil { get; init; }

    public DownClock Down { get; init => field = value ?? new(); } = new();

    /// <summary>Since when a signal cannot be read.</summary>
    public DateTimeOffset? BlindSince { get; init; }

    public DateTimeOffset? BlindToldAt { get; init; }

    /// <summary>
    /// When the newest run that no person ordered became Recovered or Stuck: the cooldown counts from here. (In records of version 0.1:
    /// when
    /// it began.)
    /// </summary>
    public DateTimeOffset? AutomaticAt { get; init; }

    /// <summary>
    /// When automatic failovers ended without effect, because the primary answered again: those within a cooldown, oldest first.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> StoodDownAt { get; init => field = value ?? []; } = [];

    /// <summary>Since when every look has found the primary healthy; recorded only while something depends on it.</summary>
    public DateTimeOffset? UpSince { get; init; }

    /// <summary>
    /// The newest look that found the primary healthy, while that is counted: two looks too far apart prove nothing about the time between
    /// them.
    /// </summary>
    public DateTimeOffset? UpSeen { get; init; }

    /// <summary>When the newest prewarm began. Stopping it gives up capacity, so there is at most one per cooldown.</summary>
    public DateTimeOffset? PrewarmedAt { get; init; }

    /// <summary>In AwaitingApproval: the automatic failover waits because another Region failed over within the hour.</summary>
    public bool Queued { get; init; }

    /// <summary>
    /// In AwaitingApproval: asked because the last failovers were stood down; an outage that lasts begins without an answer.
    /// </summary>
    public bool Flapping { get; init; }

    /// <summary>In AwaitingApproval: how often people were reminded of the question.</summary>
    public int RemindedTimes { get; init; }

    /// <summary>An outage that is seen and not acted on, or a Stuck run: people are reminded of it. Null while there is none.</summary>
    public UnactedOutage? Unacted { get; init; }

    /// <summary>What a person is needed for, while an escalation topic is to be told of it; null while nobody is needed.</summary>
    public NeededPerson? Needed { get; init; }

    /// <summary>The pause that the newest looks found; null while there is none.</summary>
    public SeenPause? Pause { get; init; }

    /// <summary>
    /// A pause ended by itself while a signal was down: until no signal is down any more, the plan asks instead of acting.
    /// </summary>
    public bool AsksAfterPause { get; init; }

    /// <summary>The mode of the plan, as the newest saved look found it.</summary>
    public Mode Mode { get; init; }

    /// <summary>What the plan would have done in mode shadow; null in every other mode.</summary>
    public ShadowLog? Shadow { get; init; }

    /// <summary>Since when one vantage says that the primary is down, and another that it is up.</summary>
    public DateTimeOffset? DisputedSince { get; init; }

    /// <summary>In AwaitingApproval: asked because the vantages have disagreed for long.</summary>
    public bool Disputed { get; init; }

    /// <summary>A person accepted the standby, so nothing begins until the plan is armed again; null while it is armed.</summary>
    public Disarming? Disarmed { get; init; }

    /// <summary>The newest answered request, with its answer.</summary>
    public AnsweredRequest? Answered { get; init; }

    /// <summary>The signals as the newest saved look found them.</summary>
    public IReadOnlyList<RecordedSignal> Signals { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The marks of the signals that were once seen up, or armed: only these can be down. Null in a record that is older than this rule,
    /// and then all were.
    /// </summary>
    public IReadOnlyList<string>? SeenUp { get; init; } = [];

    /// <summary>The signals that changed sides within the last half hour.</summary>
    public IReadOnlyList<WaveringSignal> Wavering { get; init => field = value ?? []; } = [];

    /// <summary>When people were last told of signals that keep changing sides.</summary>
    public DateTimeOffset? WaveringToldAt { get; init; }

    public Run? Run { get; init; }

    /// <summary>
    /// By step id, the baseline last observed while the primary was healthy; see <see cref="Observations.Snapshot.Baseline"/>.
    /// </summary>
    public SortedDictionary<string, JsonElement> Baseline { get; init => field = value ?? new(StringComparer.Ordinal); } =
        new(StringComparer.Ordinal);

    /// <summary>Notices not yet published.</summary>
    public IReadOnlyList<Notice> Outbox { get; init => field = value ?? []; } = [];

    /// <summary>The number and hash of the newest entry in the history.</summary>
    public long HistoryCount { get; init; }

    public string HistoryHash { get; init => field = value ?? ""; } = "";
}

/// <summary>An outage that people are told about again and again, because nothing is done about it without them.</summary>
public sealed record UnactedOutage(Unacted Why, DateTimeOffset Since)
{
    /// <summary>The newest notice about it; null before the first.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>How often people were notified of it.</summary>
    public int Told { get; init; }

    /// <summary>Since when every look has found the primary up again; null while it is down.</summary>
    public DateTimeOffset? UpSince { get; init; }

    /// <summary>Who wants no more reminders; null if nobody said so.</summary>
    public string? AckedBy { get; init; }

    /// <summary>How many signals were down when they said so; null if nobody has, or an earlier version did not write it.</summary>
    public int? AckedDown { get; init; }
}

/// <summary>Why an outage is seen and not acted on.</summary>
public enum Unacted
{
    /// <summary>A reason that only a later version knows.</summary>
    Unknown,

    Cooldown,

    /// <summary>Another Region failed over within the hour.</summary>
    Queued,

    /// <summary>The failovers of other Regions cannot be read.</summary>
    LimitUnreadable,

    Disarmed,
    Paused,
    Declined,

    /// <summary>The primary was changed minutes ago, and no probe agrees.</summary>
    Deploying,

    /// <summary>Signals are down that were never seen up, so that they do not count.</summary>
    NeverUp,

    /// <summary>Some signals are down, and others that would decide it cannot be read.</summary>
    Blind,

    /// <summary>The run under way cannot go on by itself.</summary>
    Stuck,

    /// <summary>What an earlier run or a drill has started is being undone.</summary>
    Undoing,
}

/// <summary>A pause as the looks found it; how it ends decides what happens then.</summary>
/// <param name="Since">When a look first found it.</param>
/// <param name="Until">When it ends by itself; null if only a person ends it.</param>
/// <param name="ToldAt">When people were last reminded of it, or when it was first found.</param>
/// <param name="EndTold">People were told that it ends soon.</param>
public sealed record SeenPause(DateTimeOffset Since, DateTimeOffset? Until, DateTimeOffset ToldAt, bool EndTold);

public sealed record Disarming(string By, DateTimeOffset At, string Reason);

public sealed record AnsweredRequest(string Id, Command Command, string By, string Reason, DateTimeOffset At, bool Accepted, Fact Fact)
{
    public string Because => Sentences.Text(Fact);
}

/// <param name="Observed">What was observed, as the middle of a sentence.</param>
public sealed record RecordedSignal(string Title, SignalState State, string Observed, DateTimeOffset At, Discount Discount = Discount.None)
{
    public string Because => SignalSentences.Of(Observed, Discount);
}

/// <summary>How long enough signals have been down, by the clock rules of docs/SAFETY.md.</summary>
public sealed record DownClock
{
    /// <summary>The first look of this outage that found enough signals down.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time counted so far: Down advances it, Unknown holds it, Up clears it.</summary>
    public TimeSpan Counted { get; init; }

    /// <summary>The newest look that found enough signals down; null if the newest look was not sure.</summary>
    public DateTimeOffset? LastDown { get; init; }

    /// <summary>
    /// With <c>trigger.down</c>, the newest looks that count, oldest first, a letter each: see <see cref="Deciding.BrownOut"/>. Empty in
    /// records that are older than this rule.
    /// </summary>
    public string Looks { get; init => field = value ?? ""; } = "";

    /// <summary>When the newest of these looks was.</summary>
    public DateTimeOffset? CountedAt { get; init; }
}

[JsonSerializable(typeof(JsonElement))]
sealed partial class PlainJson : JsonSerializerContext;

/// <summary>The record as stored in the table.</summary>
public static class RecordJson
{
    /// <summary>The schema that <see cref="Write"/> writes. Records of older schemas are read, and saved in this one.</summary>
    public const int Schema = 1;

    public static string Write(Record record) => RecordWriter.Write(record);

    /// <summary>Null if the text is not a record of a known schema, or contradicts itself.</summary>
    public static Record? Read(string body, long schema)
    {
        try
        {
            return schema <= Schema && RecordReader.Read(body) is { } record && IsWhole(record, body) ? record : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Checks what every rule relies on, but the JSON reader lets through.</summary>
    static bool IsWhole(Record record, string body) =>
        record.Plan is not null
        && Enum.IsDefined(record.Phase)
        && (record.Run is not null || record.Phase is Phase.Watching or Phase.Confirming or Phase.AwaitingApproval or Phase.Declined)
        && record.Signals.All(seen => seen is not null)
        && record.Outbox.All(notice =>
            notice is { Id: not null, Subject: not null, Body: not null } && notice.Folded.Values.All(count => count > 0))
        && record.Wavering.All(signal => signal is { Mark: not null })
        && (record.Run is null || IsWhole(record.Run))
        && CanBeWritten(record, body);

    // The reader accepts any number as an enum member.
    static bool IsWhole(Run run) =>
        run.Id is not null
        && run.Plan.ValueKind == JsonValueKind.Object
        && Enum.IsDefined(run.Purpose)
        && (run.Undoing is not { } undoing || Enum.IsDefined(undoing))
        && run.Steps.Values.All(step => step is { Attempts: >= 0, Ineffective: >= 0, Extra: >= 0, Claimed: >= 0 }
            && Enum.IsDefined(step.Progress)
            && (step.Progress != StepProgress.Done || step.DoneAt is not null)
            && (step.Undo is not { } undo || Enum.IsDefined(undo.Progress)));

    /// <summary>JSON allows a lone surrogate, valid Unicode does not: we did not write a record that cannot be written again.</summary>
    static bool CanBeWritten(Record record, string body) =>
        !body.Contains("\\ud", StringComparison.OrdinalIgnoreCase)
        || (Write(record).Length > 0
            && (record.Run is not { } run || JsonSerializer.Serialize(run.Plan, PlainJson.Default.JsonElement).Length > 0));
}
