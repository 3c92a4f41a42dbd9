using System.Text.Json;
using System.Text.Json.Serialization;
using DrFunctions.Core.Reading;

namespace DrFunctions.Core.Records;

/// <summary>All that is remembered of one plan between two looks. The loop is its only writer.</summary>
/// <remarks>
/// Generated JSON readers give null to a member that an older record lacks, past its initializer; so members that are never null
/// take their default at init.
/// </remarks>
public sealed record Record
{
    public required string Plan { get; init; }

    public Phase Phase { get; init; }

    public DateTimeOffset PhaseSince { get; init; }

    /// <summary>The newest sentence: what was decided and because of what.</summary>
    public string Because { get; init => field = value ?? ""; } = "";

    /// <summary>When an invocation last looked and saved; no decision is made for an earlier instant.</summary>
    public DateTimeOffset LookedAt { get; init; }

    public DownClock Down { get; init => field = value ?? new(); } = new();

    /// <summary>Since when something that is watched cannot be seen.</summary>
    public DateTimeOffset? BlindSince { get; init; }

    public DateTimeOffset? BlindToldAt { get; init; }

    /// <summary>The newest automatic failover, for the cooldown.</summary>
    public DateTimeOffset? AutomaticAt { get; init; }

    public Run? Run { get; init; }

    /// <summary>By step id, what was last seen of the primary while it was well; see <see cref="Reading.Readings.Observed"/>.</summary>
    public SortedDictionary<string, JsonElement> Observed { get; init => field = value ?? new(StringComparer.Ordinal); } = new(StringComparer.Ordinal);

    /// <summary>The plan's signals as the newest saved look saw them.</summary>
    public IReadOnlyList<SeenSignal> Seen { get; init => field = value ?? []; } = [];

    /// <summary>The newest request that was taken, with its answer.</summary>
    public AnsweredRequest? Answered { get; init; }

    /// <summary>Notices not yet published.</summary>
    public IReadOnlyList<Notice> Outbox { get; init => field = value ?? []; } = [];

    /// <summary>The number and hash of the newest entry in the history.</summary>
    public long HistoryCount { get; init; }

    public string HistoryHash { get; init => field = value ?? ""; } = "";
}

/// <summary>How long enough signals have been down, counted as safety asks.</summary>
public sealed record DownClock
{
    /// <summary>The first look of this spell that saw enough signals down.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The time counted so far: Down advances it, Unknown holds it, Up clears it.</summary>
    public TimeSpan Counted { get; init; }

    /// <summary>The newest look that saw enough signals down, or null if the newest look could not tell.</summary>
    public DateTimeOffset? LastDown { get; init; }
}

/// <param name="Title">The signal in words; a record outlives the plan file that named it.</param>
/// <param name="Because">What was seen, as the middle of a sentence.</param>
/// <param name="At">When it was seen.</param>
public sealed record SeenSignal(string Title, SignalState State, string Because, DateTimeOffset At);

/// <summary>What a person asked for, and what came of it.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="Because">The answer, in one sentence.</param>
public sealed record AnsweredRequest(string Id, Command Command, string By, string Reason, DateTimeOffset At, bool Accepted, string Because);

/// <summary>One failover, from the decision to the end.</summary>
public sealed record Run
{
    public required string Id { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    /// <summary>What was seen when the run was decided.</summary>
    public string Why { get; init => field = value ?? ""; } = "";

    /// <summary>The first look that saw enough signals down.</summary>
    public DateTimeOffset DetectedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Since when the run holds before traffic because the signals are up again.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Since when a pause holds the run; its limits stand still meanwhile.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>The plan as it was when the run began, as compact JSON.</summary>
    public required JsonElement Plan { get; init; }

    public SortedDictionary<string, StepRecord> Steps { get; init => field = value ?? new(StringComparer.Ordinal); } = new(StringComparer.Ordinal);
}

public sealed record StepRecord
{
    public StepProgress Progress { get; init; }

    /// <summary>Starts decided so far in this run.</summary>
    public int Attempts { get; init; }

    /// <summary>The first look that found all steps before it done: from here its limits bound it, whatever happens.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The newest look that learnt that a start was refused.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The newest start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The newest look that found a verification good.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>"Not started" was seen once after the newest start; reads lag, so only the second sight is believed.</summary>
    public bool Doubted { get; init; }

    /// <summary>The values found before the first start: what undo restores.</summary>
    public JsonElement? Ledger { get; init; }

    /// <summary>The values found before the newest start: what the start may expect.</summary>
    public JsonElement? Expected { get; init; }

    /// <summary>What AWS gave for the newest start, such as the id of a DNS change; null where its kind needs none.</summary>
    public string? Receipt { get; init; }

    /// <summary>How its undo stands; null while nothing is to be undone.</summary>
    public UndoRecord? Undo { get; init; }

    public string Because { get; init => field = value ?? ""; } = "";
}

/// <summary>The way back of one step.</summary>
public sealed record UndoRecord
{
    public StepProgress Progress { get; init; }

    /// <summary>Starts of the undo decided so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The first look that found all undone that must be undone before it.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The newest start; a kind that goes back gradually counts the time of a stage from here.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>What AWS gave for the newest start.</summary>
    public string? Receipt { get; init; }

    /// <summary>The values found before the newest start: what it may expect, and what decides the next stage.</summary>
    public JsonElement? Expected { get; init; }

    public string Because { get; init => field = value ?? ""; } = "";
}

public enum StepProgress
{
    Waiting,
    Started,

    /// <summary>Latched: never started again in this run.</summary>
    Done,

    /// <summary>Cannot go on by itself.</summary>
    Failed,
}

/// <summary>Something to tell the subscribers; stays in the outbox until it is published.</summary>
/// <param name="Subject">At most 100 ASCII characters.</param>
public sealed record Notice(string Id, DateTimeOffset At, string Subject, string Body);

/// <summary>The record as it lies in the table.</summary>
public static class RecordJson
{
    /// <summary>The schema that <see cref="Write"/> writes. An older one is read and carried on.</summary>
    public const int Schema = 1;

    public static string Write(Record record) => JsonSerializer.Serialize(record, RecordContext.Default.Record);

    /// <summary>Null when the text is not a record of a schema we know.</summary>
    public static Record? Read(string body, int schema)
    {
        try
        {
            return schema <= Schema ? JsonSerializer.Deserialize(body, RecordContext.Default.Record) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Record))]
sealed partial class RecordContext : JsonSerializerContext;
