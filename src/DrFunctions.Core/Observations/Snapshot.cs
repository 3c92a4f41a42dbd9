using System.Text.Json;
using DrFunctions.Core.Plans;

namespace DrFunctions.Core.Observations;

/// <summary>What one look at the world saw.</summary>
public sealed record Snapshot
{
    /// <summary>One for each signal of the plan, in its order; empty when the look did not ask for signals.</summary>
    public IReadOnlyList<SignalObservation> Signals { get; init; } = [];

    /// <summary>The plan's alarm about changes of the primary; null if it has none or it was not asked for.</summary>
    public SignalObservation? Deploying { get; init; }

    /// <summary>Whether an address outside both Regions answered in this look; null if none was asked.</summary>
    public bool? ReferenceAnswered { get; init; }

    /// <summary>By step id, those that the look asked for.</summary>
    public IReadOnlyDictionary<string, StepObservation> Steps { get; init; } = new Dictionary<string, StepObservation>();

    /// <summary>
    /// By step id, how far its undo has come: NotStarted while a value of ours is still to be restored, Done when none is.
    /// </summary>
    public IReadOnlyDictionary<string, StepObservation> Undos { get; init; } = new Dictionary<string, StepObservation>();

    /// <summary>By step id, what was seen of the primary that the step will need when the primary can no longer be asked.</summary>
    public IReadOnlyDictionary<string, JsonElement> Baseline { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What people asked for, oldest first.</summary>
    public IReadOnlyList<Request> Requests { get; init; } = [];

    /// <summary>The failovers of all plans; null if it was not asked for or could not be read.</summary>
    public RegionFailovers? RegionFailovers { get; init; }

    /// <summary>By step id, starts of the look before that were refused, and so had no effect.</summary>
    public IReadOnlyDictionary<string, Refusal> Refused { get; init; } = new Dictionary<string, Refusal>();

    /// <summary>By step id, what AWS gave for the starts of the look before.</summary>
    public IReadOnlyDictionary<string, string> Receipts { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of notices that were published since the look before.</summary>
    public IReadOnlyCollection<string> Published { get; init; } = [];

    /// <summary>What follows a dr command so that it finds this deployment, such as "--region … --table …"; emails give it.</summary>
    public string CommandOptions { get; init; } = "";

    /// <summary>Whether we may change anything.</summary>
    public Automation Automation { get; init; }

    /// <summary>Who paused, when and why, in one sentence; or why the pause could not be read.</summary>
    public string PauseSentence { get; init; } = "";
}

/// <summary>A change that AWS answered with no, or that we did not send in time.</summary>
/// <param name="MayPass">Asking again may help: a throttle, a server's error. Not so for a missing permission.</param>
public sealed record Refusal(string Because, bool MayPass)
{
    public Sent Sent { get; init; }
}

/// <summary>How much of a change was sent.</summary>
public enum Sent
{
    /// <summary>All, and AWS said no.</summary>
    All,

    /// <summary>Nothing, by our own pace or because its decision was old: the next look may try at once.</summary>
    None,

    /// <summary>A part, which AWS took; the rest is to follow, as the same attempt.</summary>
    Part,
}

public enum Automation
{
    /// <summary>The pause could not be read: holds, as Paused does.</summary>
    Unknown,

    On,

    Paused,
}

/// <param name="Because">What was seen, as the middle of a sentence: "is ALARM since 03:00:41Z".</param>
public sealed record SignalObservation(Signal Signal, SignalState State, string Because)
{
    /// <summary>Why the state is Unknown whatever was observed.</summary>
    public Discount Discount { get; init; }
}

/// <summary>Why an observation does not count.</summary>
public enum Discount
{
    None,

    /// <summary>A probe failed, but no <c>reference</c> answered either.</summary>
    NoReferenceAnswers,
}

public enum SignalState
{
    Unknown,
    Up,
    Down,
}

/// <summary>What is seen of the thing that a step is to bring about.</summary>
/// <param name="Because">What was seen, as a sentence's middle: "1 of 2 instances run".</param>
public sealed record StepObservation(StepState State, string Because)
{
    /// <summary>The values found, which the ledger keeps before a start changes them; null where there is nothing to undo.</summary>
    public JsonElement? Saw { get; init; }

    /// <summary>For Broken: starting it again may help.</summary>
    public bool StartMayHelp { get; init; }

    public static StepObservation Unknown(string because) => new(StepState.Unknown, because);

    public static StepObservation NotStarted(string because, JsonElement? saw = null) => new(StepState.NotStarted, because) { Saw = saw };

    public static StepObservation Working(string because, JsonElement? saw = null) => new(StepState.Working, because) { Saw = saw };

    public static StepObservation Done(string because, JsonElement? saw = null) => new(StepState.Done, because) { Saw = saw };

    public static StepObservation Broken(string because, bool startMayHelp = false) =>
        new(StepState.Broken, because) { StartMayHelp = startMayHelp };
}

public enum StepState
{
    /// <summary>Could not be read. Not down, not stopped, not anything: wait.</summary>
    Unknown,

    NotStarted,

    /// <summary>On its way.</summary>
    Working,

    Done,

    /// <summary>Waiting alone will not bring it about.</summary>
    Broken,
}
