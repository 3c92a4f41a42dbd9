using System.Collections.Immutable;
using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Records;

/// <summary>One failover, drill or prewarm, from its decision to its end.</summary>
public sealed record Run
{
    public required string Id { get; init; }

    public DateTimeOffset BeganAt { get; init; }

    public RunPurpose Purpose { get; init; }

    /// <summary>The person who ordered the run, or let it continue; the signals are then not checked again before users move.</summary>
    public string? OrderedBy { get; init; }

    /// <summary>The order overrides the pause.</summary>
    public bool OverridesPause { get; init; }

    /// <summary>The order overrides mode shadow: the run acts.</summary>
    public bool OverridesShadow { get; init; }

    /// <summary>It began although one vantage said that the primary is up: a person, or the plan's timeout, decided so.</summary>
    public bool Disputed { get; init; }

    /// <summary>Why the run is being undone; null while it is not.</summary>
    public Undoing? Undoing { get; init; }

    /// <summary>The person who ordered the failback did not want to wait until the primary was healthy.</summary>
    public bool SkipsHealth { get; init; }

    /// <summary>Why the run began.</summary>
    public Fact? Cause { get; init; }

    /// <summary>The sentence of <see cref="Cause"/>.</summary>
    public string Why => Sentences.Text(Cause);

    /// <summary>
    /// The first look of the outage that led to the run: enough signals were down, and no look, or with <c>trigger.down</c> not too many
    /// looks, found the primary up since. Looks before it may have found it down as well.
    /// </summary>
    public DateTimeOffset DetectedAt { get; init; }

    /// <summary>When the standby began to serve.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>When the run came to rest: recovered, stuck or undone.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>When people were notified that the primary is healthy again and a failback is possible.</summary>
    public DateTimeOffset? BackToldAt { get; init; }

    /// <summary>
    /// Since when the run has been Stuck, or has tried by itself to get on from there; null if it was not, or a person took over.
    /// </summary>
    public DateTimeOffset? StuckSince { get; init; }

    /// <summary>The steps that people were notified of as Stuck.</summary>
    public IReadOnlyList<string> StuckTold { get; init => field = value ?? []; } = [];

    /// <summary>The steps that people were notified of because AWS denies them.</summary>
    public IReadOnlyList<string> DeniedTold { get; init => field = value ?? []; } = [];

    /// <summary>The person who let the run continue, or orders its failback: it does not resume by itself after that.</summary>
    public string? TakenOverBy { get; init; }

    /// <summary>When the capacity of a recovered standby was last observed.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>What was found since users were moved.</summary>
    public PostSwitch PostSwitch { get; init => field = value ?? PostSwitch.None; } = PostSwitch.None;

    /// <summary>When people were notified that the run takes longer than its objective.</summary>
    public DateTimeOffset? LateToldAt { get; init; }

    /// <summary>The drill's result; null until its undo begins.</summary>
    public Fact? DrillResult { get; init; }

    /// <summary>
    /// Since when a move of users or data waits because of the signals: up again before a switch, perhaps down before a failback.
    /// </summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Since when the run is paused; its limits stand still meanwhile.</summary>
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>
    /// The run is Stuck because its pause ended by itself while a signal was down: nothing but a person lets it continue.
    /// </summary>
    public bool StoppedByPause { get; init; }

    /// <summary>How often a person has changed the run's plan.</summary>
    public int Alterations { get; init; }

    /// <summary>The plan as it was when the run began, with what a person has changed since, as compact JSON.</summary>
    public required JsonElement Plan { get; init; }

    /// <summary>
    /// The <see cref="Records.PlanHash"/> of <see cref="Plan"/>, which the history has too; null in records that are older than this rule.
    /// </summary>
    public string? PlanHash { get; init; }

    /// <summary>
    /// By step id, in ordinal order. Immutable, because a look sets many steps of a large plan one by one, and copying all of them for each
    /// would be quadratic.
    /// </summary>
    public ImmutableSortedDictionary<string, StepRecord> Steps { get; init => field = value ?? NoSteps; } = NoSteps;

    public static ImmutableSortedDictionary<string, StepRecord> NoSteps { get; } =
        ImmutableSortedDictionary.Create<string, StepRecord>(StringComparer.Ordinal);
}

public enum RunPurpose
{
    Failover,

    /// <summary>Capacity started before the decision to fail over, or left by a drill that an outage interrupted.</summary>
    Prewarm,

    Drill,
}

public enum Undoing
{
    /// <summary>The primary is healthy again before users were moved.</summary>
    StandDown,

    /// <summary>A person ordered the failback.</summary>
    Failback,

    /// <summary>The drill has its result.</summary>
    DrillEnd,
}

public sealed record StepRecord
{
    public StepProgress Progress { get; init; }

    /// <summary>Starts decided so far in this run.</summary>
    public int Attempts { get; init; }

    /// <summary>The first look that found all earlier steps done: the step's limits count from here.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>The newest look that found a start refused.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The newest start.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The newest look that found the verification good.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>"Not started" was observed once after the newest start. Reads lag, so only the second observation counts.</summary>
    public bool Doubted { get; init; }

    /// <summary>The values found before the first start: what undo restores.</summary>
    public JsonElement? Ledger { get; init; }

    /// <summary>The values found before the newest start: what the start may expect.</summary>
    public JsonElement? Expected { get; init; }

    /// <summary>AWS's receipt for the newest start, such as the id of a DNS change; null if the kind needs none.</summary>
    public string? Receipt { get; init; }

    /// <summary>Whether AWS answered the newest start.</summary>
    public CallAnswer Answer { get; init; }

    /// <summary>A part of the newest start is still to be sent; the receipt says which. Or all of it, if its answer was lost.</summary>
    public bool Unsent { get; init; }

    /// <summary>Starts that AWS refused for good: they had no effect, so they leave nothing to undo.</summary>
    public int Ineffective { get; init; }

    /// <summary>
    /// Starts outside of <see cref="Attempts"/>: of a run that had been Stuck, and for what was missing of degraded capacity.
    /// </summary>
    public int Extra { get; init; }

    /// <summary>Done with less than all of its capacity: enough to serve, and what is missing is still started.</summary>
    public bool Degraded { get; init; }

    /// <summary>For Failed: the cause may pass, so the step is tried again by itself.</summary>
    public bool MayPass { get; init; }

    /// <summary>The run has been Stuck because of this step, and tries it again: one start per five minutes.</summary>
    public bool Resumed { get; init; }

    /// <summary>How long the step could not be read, or AWS refused it for now; this much, its limit is longer.</summary>
    public TimeSpan Hindered { get; init; }

    /// <summary>Since when capacity of a recovered standby is known to be lost; null if it is not.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>Who accepted the step as it is, although this run did not bring it about; null if nobody did.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Attempts were counted anew after some had taken effect: the ledger is older than the counted starts.</summary>
    public bool Carried { get; init; }

    /// <summary>How many of the step's resources are claimed, from the first on.</summary>
    public int Claimed { get; init; }

    /// <summary>The progress of the step's undo; null while nothing is to be undone.</summary>
    public UndoRecord? Undo { get; init; }

    /// <summary>What was observed of the step, or decided about it; null before the first look.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The sentence of <see cref="Fact"/>; empty before the first look.</summary>
    public string Because => Sentences.Text(Fact);
}

/// <summary>The undo of one step.</summary>
public sealed record UndoRecord
{
    public StepProgress Progress { get; init; }

    /// <summary>It failed for a cause that may pass, so that waiting may help.</summary>
    public bool MayPass { get; init; }

    /// <summary>Starts of the undo decided so far.</summary>
    public int Attempts { get; init; }

    /// <summary>The first look that found everything undone that must be undone before this step.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The newest start; a kind that goes back in stages counts a stage's time from here.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>
    /// It is done because another plan counts on the resources, which are left: a mark of the resources. Null if nothing was left for that.
    /// </summary>
    public string? Shared { get; init; }

    /// <summary>AWS's receipt for the newest start.</summary>
    public string? Receipt { get; init; }

    /// <summary>Whether AWS answered the newest start.</summary>
    public CallAnswer Answer { get; init; }

    /// <summary>The values found before the newest start: what the start may expect, and what decides the next stage.</summary>
    public JsonElement? Expected { get; init; }

    /// <summary>What was observed of the undo, or decided about it; null before the first look.</summary>
    public Fact? Fact { get; init; }

    /// <summary>The sentence of <see cref="Fact"/>; empty before the first look.</summary>
    public string Because => Sentences.Text(Fact);
}

/// <summary>What became of the newest call that changes something.</summary>
public enum CallAnswer
{
    /// <summary>Nobody wrote it down: the driver was killed, or the look after the call is still to come.</summary>
    NotKnown,

    /// <summary>AWS accepted the change.</summary>
    Given,

    /// <summary>No answer came in time, or the connection broke: the change may or may not have taken effect.</summary>
    Lost,
}

public enum StepProgress
{
    Waiting,
    Started,

    /// <summary>Latched: never started again in this run.</summary>
    Done,

    /// <summary>Cannot continue without a person.</summary>
    Failed,
}
