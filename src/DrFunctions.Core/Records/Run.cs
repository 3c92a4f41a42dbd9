using System.Collections.Immutable;
using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>All that is done from one decision, until it has come to its end or was undone.</summary>
public sealed record Run
{
    public required string Id { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public RunPurpose Purpose { get; init; }

    /// <summary>The person who ordered the run, or its going on: then the signals are not asked again before users move.</summary>
    public string? OrderedBy { get; init; }

    /// <summary>The order said that it overrides the pause.</summary>
    public bool OverridesPause { get; init; }

    /// <summary>Why what was done is being undone; null while nothing is.</summary>
    public Undoing? Undoing { get; init; }

    /// <summary>The person who ordered the failback did not want to wait for the primary.</summary>
    public bool SkipsHealth { get; init; }

    /// <summary>Why the run began.</summary>
    public Fact? Cause { get; init; }

    /// <summary>The sentence of <see cref="Cause"/>.</summary>
    public string Why => Sentences.Text(Cause);

    /// <summary>The first look that saw enough signals down.</summary>
    public DateTimeOffset DetectedAt { get; init; }

    /// <summary>When the standby served.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>When nothing of the run moved any more: recovered, stuck, or undone.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When people were told that the primary is up again and a failback possible.</summary>
    public DateTimeOffset? BackToldAt { get; init; }

    /// <summary>What a drill has shown; null until it is being undone.</summary>
    public Fact? DrillResult { get; init; }

    /// <summary>Since when the run holds before traffic because the signals are up again.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Since when a pause holds the run; its limits stand still meanwhile.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>The plan as it was when the run began, as compact JSON.</summary>
    public required JsonElement Plan { get; init; }

    /// <summary>
    /// By step id, in ordinal order. A look sets many of a large plan's steps one by one, so that a copy of all for each would be
    /// quadratic.
    /// </summary>
    public ImmutableSortedDictionary<string, StepRecord> Steps { get; init => field = value ?? NoSteps; } = NoSteps;

    public static ImmutableSortedDictionary<string, StepRecord> NoSteps { get; } =
        ImmutableSortedDictionary.Create<string, StepRecord>(StringComparer.Ordinal);
}

public enum RunPurpose
{
    Failover,

    /// <summary>Capacity that was started before the decision, or that a drill left when the primary went down.</summary>
    Prewarm,

    Drill,
}

public enum Undoing
{
    /// <summary>The primary is up again before users were moved.</summary>
    StandDown,

    /// <summary>A person sends users back.</summary>
    Failback,

    /// <summary>The drill has shown what it was to show.</summary>
    DrillEnd,
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

    /// <summary>A part of the newest start is still to be sent; which, the receipt says.</summary>
    public bool Unsent { get; init; }

    /// <summary>Starts that AWS refused for good: they had no effect, so nothing of them is to be undone.</summary>
    public int Ineffective { get; init; }

    /// <summary>The run went on while this step was being undone: its ledger is older than its starts.</summary>
    public bool Carried { get; init; }

    /// <summary>How its undo stands; null while nothing is to be undone.</summary>
    public UndoRecord? Undo { get; init; }

    /// <summary>What was observed of it, or decided about it; null before the first look.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The sentence of <see cref="Fact"/>; empty before the first look.</summary>
    public string Because => Sentences.Text(Fact);
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

    /// <summary>What was observed of it, or decided about it; null before the first look.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The sentence of <see cref="Fact"/>; empty before the first look.</summary>
    public string Because => Sentences.Text(Fact);
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
