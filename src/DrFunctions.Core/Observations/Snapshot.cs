using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Observations;

/// <summary>What one look observed.</summary>
public sealed record Snapshot
{
    /// <summary>One per signal, in the plan's order; empty if this look did not read signals.</summary>
    public IReadOnlyList<SignalObservation> Signals { get; init; } = [];

    /// <summary>The plan's alarm about changes of the primary; null if the plan has none or this look did not read it.</summary>
    public SignalObservation? Deploying { get; init; }

    /// <summary>Whether an address outside both Regions answered in this look; null if no address was asked.</summary>
    public bool? ReferenceAnswered { get; init; }

    /// <summary>By step id, the steps that this look observed.</summary>
    public IReadOnlyDictionary<string, StepObservation> Steps { get; init; } = new Dictionary<string, StepObservation>();

    /// <summary>
    /// By step id, the progress of its undo: NotStarted while a value that the run set is still to be restored, Done when none is.
    /// </summary>
    public IReadOnlyDictionary<string, StepObservation> Undos { get; init; } = new Dictionary<string, StepObservation>();

    /// <summary>By step id, where the names of traffic steps lead; without those whose old answers have not expired yet.</summary>
    public IReadOnlyDictionary<string, NameObservation> Names { get; init; } = new Dictionary<string, NameObservation>();

    /// <summary>By step id, the steps that a drill leaves out, as they are; null if this look did not read them.</summary>
    public IReadOnlyDictionary<string, StepCheck>? LeftOut { get; init; }

    /// <summary>By step id, the baseline: what the step must know of the primary when the primary can no longer be read.</summary>
    public IReadOnlyDictionary<string, JsonElement> Baseline { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The open requests, oldest first.</summary>
    public IReadOnlyList<Request> Requests { get; init; } = [];

    /// <summary>The failovers of all plans; null if this look did not read them, or could not.</summary>
    public RegionFailovers? RegionFailovers { get; init; }

    /// <summary>The run's plan with the change that the oldest request asks for; null if it asks for none.</summary>
    public AlteredPlan? Altered { get; init; }

    /// <summary>By step id, the changes of the previous look that were refused or not sent in full.</summary>
    public IReadOnlyDictionary<string, Refusal> Refused { get; init; } = new Dictionary<string, Refusal>();

    /// <summary>By step id, whether AWS answered the changes of the previous look; without those that it refused.</summary>
    public IReadOnlyDictionary<string, CallAnswer> Answers { get; init; } = new Dictionary<string, CallAnswer>();

    /// <summary>The driver's slowest recent look, this one included.</summary>
    public TimeSpan SlowestLook { get; init; }

    /// <summary>By step id, other plans' claims on what an undo would take; a step is missing if that could not be read.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Holder>> Holders { get; init; } = new Dictionary<string, IReadOnlyList<Holder>>();

    /// <summary>By step id, the receipts that AWS gave for the changes of the previous look.</summary>
    public IReadOnlyDictionary<string, string> Receipts { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of the notices published since the previous look.</summary>
    public IReadOnlyCollection<string> Published { get; init; } = [];

    /// <summary>The options with which a dr command finds this deployment, such as "--region … --table …"; emails show them.</summary>
    public string CommandOptions { get; init; } = "";

    /// <summary>There is an escalation topic, which is told of what nobody answers.</summary>
    public bool Escalates { get; init; }

    /// <summary>Whether the functions may change anything.</summary>
    public Automation Automation { get; init; }

    /// <summary>Who paused, when and why, in one sentence; or why the pause could not be read.</summary>
    public string PauseSentence { get; init; } = "";

    /// <summary>When the pause ends by itself; null if only a person ends it, or there is none.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Who ended the pause that ended last, when and why; null if a pause stands, or if that one ended by itself.</summary>
    public string? ResumedSentence { get; init; }

    /// <summary>The pause of all plans is in force.</summary>
    public bool AllPaused { get; init; }
}

/// <param name="Plan">The changed plan; null if it cannot be used.</param>
/// <param name="Mistake">What is wrong with it, in a sentence; null if nothing is.</param>
public sealed record AlteredPlan(JsonElement? Plan, string? Mistake);

/// <summary>A change that AWS refused, or that we did not send in time.</summary>
/// <param name="MayPass">A later attempt may succeed: after a throttle or missing capacity, but not after a missing permission. Such a
/// refusal costs no attempt.</param>
public sealed record Refusal(string Because, bool MayPass)
{
    public Refusal(string because, RefusalCause cause)
        : this(because, cause == RefusalCause.Passing) => Cause = cause;

    public Sent Sent { get; init; }

    public RefusalCause Cause { get; init; } = MayPass ? RefusalCause.Passing : RefusalCause.Unclear;
}

/// <summary>What a refusal says about the next attempt.</summary>
public enum RefusalCause
{
    /// <summary>Nothing: each refusal costs an attempt.</summary>
    Unclear,

    /// <summary>Time may help: missing capacity, a quota, too many calls, expired credentials, a change by somebody else.</summary>
    Passing,

    /// <summary>
    /// The caller lacks a permission, or is not recognised. A grant takes a while to spread, and a person must know at once.
    /// </summary>
    Denied,

    /// <summary>The same request will get the same refusal, so no attempt and no waiting helps.</summary>
    Lasting,
}

/// <summary>How much of a change was sent.</summary>
public enum Sent
{
    /// <summary>All of it, and AWS refused.</summary>
    All,

    /// <summary>Nothing, because of our own pacing or because the decision was stale: the next look may try again at once.</summary>
    None,

    /// <summary>A part, which AWS accepted, so that it is ours to undo; the rest, if it may pass, follows as the same attempt.</summary>
    Part,
}

public enum Automation
{
    /// <summary>The pause could not be read, which counts as Paused.</summary>
    Unknown,

    On,

    Paused,
}

/// <param name="Because">What was observed, as the middle of a sentence: "is ALARM since 03:00:41Z".</param>
public sealed record SignalObservation(Signal Signal, SignalState State, string Because)
{
    /// <summary>Why the state is Unknown despite what was observed.</summary>
    public Discount Discount { get; init; }
}

/// <summary>Why an observation does not count.</summary>
public enum Discount
{
    None,

    /// <summary>A probe failed, but no <c>reference</c> answered either.</summary>
    NoReferenceAnswers,

    /// <summary>The signal is down, but was never seen up: perhaps its primary is not deployed yet.</summary>
    NeverUp,
}

public enum SignalState
{
    Unknown,
    Up,
    Down,
}

/// <summary>The observed state of what a step must bring about.</summary>
/// <param name="Because">What was observed, as the middle of a sentence: "1 of 2 instances run".</param>
public sealed record StepObservation(StepState State, string Because)
{
    /// <summary>The values found, which the ledger keeps before a start changes them; null where there is nothing to undo.</summary>
    public JsonElement? Saw { get; init; }

    /// <summary>For capacity: how much of it serves; null if that is not known.</summary>
    public Capacity? Serves { get; init; }

    /// <summary>For Broken: starting it again may help.</summary>
    public bool StartMayHelp { get; init; }

    public static StepObservation Unknown(string because) => new(StepState.Unknown, because);

    public static StepObservation NotStarted(string because, JsonElement? saw = null) => new(StepState.NotStarted, because) { Saw = saw };

    public static StepObservation Working(string because, JsonElement? saw = null) => new(StepState.Working, because) { Saw = saw };

    public static StepObservation Done(string because, JsonElement? saw = null) => new(StepState.Done, because) { Saw = saw };

    public static StepObservation Broken(string because, bool startMayHelp = false) =>
        new(StepState.Broken, because) { StartMayHelp = startMayHelp };
}

/// <param name="Serving">How much serves now.</param>
/// <param name="Needed">How much must serve for the step to be done.</param>
public sealed record Capacity(int Serving, int Needed);

public enum StepState
{
    /// <summary>Could not be read. This means neither down nor stopped nor anything else: wait.</summary>
    Unknown,

    NotStarted,

    /// <summary>Under way.</summary>
    Working,

    Done,

    /// <summary>Waiting alone will not help.</summary>
    Broken,
}
