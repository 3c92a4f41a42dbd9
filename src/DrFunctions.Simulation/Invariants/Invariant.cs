namespace DrFunctions.Simulation.Invariants;

/// <summary>The simulations that check invariants.</summary>
[Flags]
public enum CheckedBy
{
    /// <summary>Wire seeds: the whole stack on the local AWS.</summary>
    Wire = 1,

    /// <summary>Core seeds: the decider alone.</summary>
    Core = 2,
}

/// <summary>
/// What must hold, whatever goes wrong. This is the one catalogue: both simulations check these invariants, and a test compares the table
/// of docs/SAFETY.md with it.
/// </summary>
public sealed class Invariant
{
    static readonly List<Invariant> all = [];

    public static readonly Invariant S1 = new("S1", CheckedBy.Wire | CheckedBy.Core,
        "Traffic is never switched unless an `http-check` saw the standby healthy within the last 60 s.");
    public static readonly Invariant S2 = new("S2", CheckedBy.Wire | CheckedBy.Core,
        "Of two racing invocations at most one acts on a decision.");
    public static readonly Invariant S3 = new("S3", CheckedBy.Wire | CheckedBy.Core,
        "A start that took effect is not repeated while reads may lag it, nor while its effect lasts.");
    public static readonly Invariant S4 = new("S4", CheckedBy.Wire,
        "Nothing in the primary is ever stopped, lowered, detached or deleted; the standby is never lowered, except by undoing a change of DrFunctions.");
    public static readonly Invariant S4Ours = new("S4a", CheckedBy.Core,
        "Only what DrFunctions decided to start, and AWS did not refuse, is undone.");
    public static readonly Invariant S4When = new("S4b", CheckedBy.Core,
        "An undo begins only by a person's failback, at a drill's end, after 2 minutes of holding, or after 15 healthy minutes.");
    public static readonly Invariant S4Left = new("S4c", CheckedBy.Core,
        "Where everything was undone, nothing that DrFunctions started is left.");
    public static readonly Invariant S5 = new("S5", CheckedBy.Core,
        "Data is promoted, and users are moved, only in a failover, while the primary may be down, or on a person's command.");
    public static readonly Invariant S6 = new("S6", CheckedBy.Wire,
        "At most one automatic failover per cooldown becomes Recovered or Stuck; none begins without an outage; no failback is automatic.");
    public static readonly Invariant S6Cooldown = new("S6a", CheckedBy.Core,
        "No failover begins by itself within a cooldown of one that became Recovered or Stuck, nor, without asking, after three that were stood down.");
    public static readonly Invariant S6Failback = new("S6b", CheckedBy.Core,
        "Once users or data have moved, only a person sends them back.");
    public static readonly Invariant S7 = new("S7", CheckedBy.Wire,
        "No call names a resource that the plan does not name.");
    public static readonly Invariant S8 = new("S8", CheckedBy.Wire | CheckedBy.Core,
        "Mode shadow makes no call that changes anything, except in a failover whose order overrides it.");
    public static readonly Invariant S9 = new("S9", CheckedBy.Wire,
        "No secret is in a log, record, history or email.");
    public static readonly Invariant S10 = new("S10", CheckedBy.Wire | CheckedBy.Core,
        "Every change follows a saved decision that is fresh, and is recorded in the history.");
    public static readonly Invariant S11 = new("S11", CheckedBy.Wire,
        "A step that is done is not started again, unless it fell back or is degraded; a step has no more starts than `attempts`, apart from one per 5 minutes of a run that was Stuck or degraded; `after` is respected.");
    public static readonly Invariant S11Attempts = new("S11a", CheckedBy.Core,
        "No step has more starts than its `attempts`, in a run or since a person let it continue; beyond that, a run that was Stuck and degraded capacity get one start per 5 minutes.");
    public static readonly Invariant S11Latch = new("S11b", CheckedBy.Core,
        "A step that is done is not started again in its run, unless it is capacity that two readings found fallen back while a step that depends on it is unfinished, or that is degraded.");
    public static readonly Invariant S11After = new("S11c", CheckedBy.Core,
        "No step starts before the steps of its `after` are done.");
    public static readonly Invariant S12 = new("S12", CheckedBy.Wire | CheckedBy.Core,
        "While a plan is paused, or the pause cannot be read, no call changes anything.");
    public static readonly Invariant L1 = new("L1", CheckedBy.Wire | CheckedBy.Core,
        "Every run ends within the sum of its limits, and reports its end truthfully. Not counted: pauses, waiting for a person, an unavailable store.");
    public static readonly Invariant L2 = new("L2", CheckedBy.Wire | CheckedBy.Core,
        "People are always notified of Stuck and Recovered, within 60 s while SNS can be reached, and the notification never delays a run.");
    public static readonly Invariant L3 = new("L3", CheckedBy.Wire,
        "Once faults stop, the run comes to its end. A confirmation makes no progress while signals that it needs cannot be read.");
    public static readonly Invariant L4 = new("L4", CheckedBy.Wire | CheckedBy.Core,
        "If the primary is down, enough signals can be read and no vantage says Up, a run begins even when every message is lost.");
    public static readonly Invariant L5 = new("L5", CheckedBy.Wire,
        "One poison target does not block the others; one plan never blocks another.");
    public static readonly Invariant L6 = new("L6", CheckedBy.Wire | CheckedBy.Core,
        "Every wake-up answers and logs one sentence.");
    public static readonly Invariant L7 = new("L7", CheckedBy.Wire,
        "No email subscription is suspended because of the messages of DrFunctions: AWS allows ten in one second.");
    public static readonly Invariant L8 = new("L8", CheckedBy.Wire,
        "If DNS does not lead all users to the standby after a switch, people are told; and they are told so only if it is true.");
    public static readonly Invariant Confirmed = new("D1", CheckedBy.Core,
        "Before each automatic failover two consecutive checks found the primary down, for as long as the plan asks, or as many of the last ones as its `down` asks.");
    public static readonly Invariant Healthy = new("D2", CheckedBy.Core,
        "A wait ends, or a hold begins, because the primary is healthy only if it was seen healthy for as long as it must be.");
    public static readonly Invariant Commands = new("D3", CheckedBy.Core,
        "A person's command is accepted only while it is fresh; a failover overrides a pause only if it says so, and a failback needs a healthy primary.");
    public static readonly Invariant Disarmed = new("D4", CheckedBy.Core,
        "A disarmed plan does nothing until a person arms it again.");
    public static readonly Invariant Resumes = new("D10", CheckedBy.Core,
        "A Stuck run goes on by itself only while the primary is surely down, no person has taken it over, and no failed step promotes data or asks a person.");
    public static readonly Invariant RegionLimit = new("D5", CheckedBy.Core,
        "Within an hour, automatic failovers begin in plans of one primary Region only.");
    public static readonly Invariant Transitions = new("D6", CheckedBy.Core,
        "Every transition of the table of phases occurs, and no other.");
    public static readonly Invariant Determinism = new("D7", CheckedBy.Core,
        "Equal inputs give equal decisions.");
    public static readonly Invariant HashChain = new("D8", CheckedBy.Core,
        "Each entry of the history carries the hash of the entry before it.");
    public static readonly Invariant Outbox = new("D9", CheckedBy.Core,
        "A notice stays in the outbox until it is published, or counted among those that do not fit.");
    public static readonly Invariant SentAtOnce = new("D11", CheckedBy.Core,
        "A start that was held back is sent in the next check that finds the step not started.");
    public static readonly Invariant Done = new("D12", CheckedBy.Core,
        "A step counts as done only in a check that saw it done, apart from capacity that is enough in part.");
    public static readonly Invariant Prewarms = new("D13", CheckedBy.Core,
        "At most one prewarm begins within a cooldown.");
    public static readonly Invariant Late = new("D14", CheckedBy.Core,
        "A step is late only by time in which the run was not paused.");

    Invariant(string id, CheckedBy by, string sentence)
    {
        (Id, By, Sentence) = (id, by, sentence);
        all.Add(this);
    }

    /// <summary>Every invariant, in the order of the catalogue.</summary>
    public static IReadOnlyList<Invariant> All => all;

    /// <summary>The invariants that this simulation checks.</summary>
    public static IEnumerable<Invariant> Of(CheckedBy simulation) => all.Where(one => one.By.HasFlag(simulation));

    /// <summary>The name in docs/SAFETY.md, in reports and in counts.</summary>
    public string Id { get; }

    public CheckedBy By { get; }

    public string Sentence { get; }

    public override string ToString() => Id;
}

/// <summary>An invariant did not hold.</summary>
public sealed class BrokenInvariantException(Invariant invariant, string detail) : Exception($"{invariant.Id}: {invariant.Sentence} Not so: {detail}")
{
    public Invariant Invariant => invariant;
}
