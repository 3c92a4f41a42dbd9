namespace DrFunctions.Core.Plans;

/// <summary>What people wrote: how one application fails over from its primary Region to its standby Region.</summary>
public sealed record Plan
{
    public required string Name { get; init; }

    public required string Primary { get; init; }

    public required string Standby { get; init; }

    public Strategy Strategy { get; init; }

    public TimeSpan? Rto { get; init; }

    public TimeSpan? Rpo { get; init; }

    public required Trigger Trigger { get; init; }

    /// <summary>For how long a Stuck run is tried again by itself, where the cause may pass.</summary>
    public TimeSpan KeepTrying { get; init; } = TimeSpan.FromHours(6);

    /// <summary>In the order of the file. Steps that may start together are started and reported in this order.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The file as compact JSON; a run stores it to pin the plan as it was when the run began.</summary>
    public required string Source { get; init; }

    public Step Step(string id) => Steps.First(step => step.Id == id);
}

public enum Strategy
{
    BackupAndRestore,
    PilotLight,
    WarmStandby,
    MultiSite,
}

/// <summary>When the plan is carried out.</summary>
public sealed record Trigger
{
    public Mode Mode { get; init; }

    public required IReadOnlyList<Signal> Signals { get; init; }

    public Witnesses Witnesses { get; init; }

    /// <summary>Addresses outside both Regions; if none answers either, our own network may be the problem.</summary>
    public IReadOnlyList<Uri> Reference { get; init; } = [];

    /// <summary>Signals that must be down together.</summary>
    public int AtLeast { get; init; }

    /// <summary>How long the signals must be down.</summary>
    public TimeSpan For { get; init; }

    /// <summary>
    /// The share of checks that is enough, where the primary answers some of them; null if only an outage without a break counts.
    /// </summary>
    public DownShare? Down { get; init; }

    /// <summary>The minimum time between automatic failovers.</summary>
    public TimeSpan Cooldown { get; init; }

    public TimeSpan ApprovalTimeout { get; init; }

    public OnApprovalTimeout OnApprovalTimeout { get; init; }

    public bool AlarmOnly { get; init; }

    /// <summary>
    /// The alarm that is in ALARM for some minutes after a change of the primary: then an alarm alone proves nothing, and a probe must
    /// agree. Null if the plan names none.
    /// </summary>
    public AlarmSignal? Deploying { get; init; }

    /// <summary>The fields that the plan leaves to a default which earlier versions did not have.</summary>
    public IReadOnlyList<string> NewDefaults { get; init; } = [];

    /// <summary>
    /// While the plan is read: the fields whose value has a mistake. What is here in their place was not written by anybody.
    /// </summary>
    internal IReadOnlySet<string> Refused { get; init; } = new HashSet<string>();

    /// <summary>From where the signals look at the primary, each once.</summary>
    public IReadOnlyList<string> Vantages => [.. Signals.Select(signal => signal.Vantage).Distinct(StringComparer.Ordinal)];

    /// <summary>The plan may fail over without a person.</summary>
    public bool ActsUnasked => Mode == Mode.Automatic || (Mode == Mode.Approval && OnApprovalTimeout == OnApprovalTimeout.Proceed);

    /// <summary>
    /// The one vantage from which all signals look, so that with "all" nobody can object to what is seen from there; null if there is
    /// another, or if the plan has accepted it with "any".
    /// </summary>
    public string? LoneVantage => Witnesses == Witnesses.All && Vantages is [var one] ? one : null;
}

/// <summary>"7 of 10": so many of the last checks that count must find the primary down.</summary>
public sealed record DownShare(int Down, int Of)
{
    public override string ToString() => $"{Down} of {Of}";
}

public enum Mode
{
    /// <summary>Decides and acts.</summary>
    Automatic,

    /// <summary>Decides, and acts once a person approves.</summary>
    Approval,

    /// <summary>Decides and reports, but never acts.</summary>
    Shadow,
}

/// <summary>Which vantages must agree before a run begins, and before users or data move.</summary>
public enum Witnesses
{
    /// <summary>No vantage says that the primary is up.</summary>
    All,

    /// <summary>Enough signals are down, from wherever they look.</summary>
    Any,
}

public enum OnApprovalTimeout
{
    Stop,
    Proceed,
}

/// <summary>A witness of the primary's health.</summary>
public abstract record Signal
{
    /// <summary>The signal's name in sentences, such as "alarm shop-primary-unhealthy".</summary>
    public abstract string Title { get; }

    /// <summary>What makes it the same signal in another version of the plan: the alarm and its Region, or the URL alone.</summary>
    public abstract string Identity { get; }

    /// <summary>From where the signal looks at the primary: signals of one vantage fail together when their own network does.</summary>
    public abstract string Vantage { get; init; }
}

public sealed record AlarmSignal(string Alarm, string Region) : Signal
{
    public override string Title => $"alarm {Alarm}";

    public override string Identity => $"{Alarm} in {Region}";

    public override string Vantage { get; init; } = "aws";
}

/// <summary>Our own request to the primary's front door, from the standby Region.</summary>
public sealed record ProbeSignal(Probe Probe) : Signal
{
    public override string Title => $"probe {Probe.Url}";

    public override string Identity => Probe.Url.ToString();

    public override string Vantage { get; init; } = "standby";
}

/// <summary>An HTTP request, and the answer that counts as good.</summary>
/// <param name="Contains">A text that the body must contain; null for any body.</param>
public sealed record Probe(Uri Url, int Status, string? Contains, TimeSpan Timeout)
{
    /// <summary>
    /// The front door that is asked for the url, instead of the one to which the url's name leads; the Host header, TLS's server name and
    /// the name in the certificate stay the url's. Null to go where the name leads.
    /// </summary>
    public FrontDoorAddress? ConnectTo { get; init; }

    /// <summary>Where the request goes.</summary>
    public Uri Target => ConnectTo?.Instead(Url) ?? Url;

    /// <summary>The address in sentences.</summary>
    public string Title => ConnectTo is null ? Url.ToString() : $"{Url} at {ConnectTo}";
}

/// <summary>One thing to do.</summary>
public sealed record Step
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required StepTraits Traits { get; init; }

    /// <summary>Ids of the steps that must be done first.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public required string Region { get; init; }

    /// <summary>The longest time that the step may take once started.</summary>
    public TimeSpan Limit { get; init; }

    public OnLimit OnLimit { get; init; }

    /// <summary>The maximum number of starts in one run.</summary>
    public int Attempts { get; init; }

    public bool Drill { get; init; }

    public bool Prewarm { get; init; }

    /// <summary>The share of a capacity step, in percent, with which a run may go on degraded; 100 if it may not.</summary>
    public int Acceptable { get; init; } = 100;

    /// <summary>
    /// The kind's own settings, as its parser returned them; null if the plan was read without a parser. Only the kind knows the type: Core
    /// knows nothing about kinds.
    /// </summary>
    public object? Settings { get; init; }

    /// <summary>
    /// What the step changes, in words that are equal where two steps mean the same: "ap-northeast-1/i-0123". Empty if nothing, or if the
    /// plan was read without a parser.
    /// </summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The step's whole object as written. Only the reading of the plan uses it, and parses it once.</summary>
    internal LocatedObject Source { get; init; } = new(1, []);
}

public enum OnLimit
{
    /// <summary>Start the step again, up to its number of attempts.</summary>
    Again,

    /// <summary>Stop and call a person.</summary>
    Ask,
}

/// <summary>Everything that Core knows about a step's kind.</summary>
/// <param name="Limit">The step's default limit.</param>
public sealed record StepTraits(StepRole Role, TimeSpan Limit, bool CanUndo)
{
    /// <summary>
    /// A change that is made twice has the effect of one: it names a target state, or carries a token. A start whose answer was lost may
    /// then be repeated as the same attempt.
    /// </summary>
    public bool IsIdempotent { get; init; }

    /// <summary>The step moves users or data, so signals and checks are read once more right before it starts.</summary>
    public bool IsGated => Role is StepRole.Traffic or StepRole.Data;
}

public enum StepRole
{
    /// <summary>Gives the standby what it needs to serve.</summary>
    Capacity,

    /// <summary>Only observes: once it is done, the standby is healthy.</summary>
    Verification,

    /// <summary>Makes the standby's data the authoritative copy.</summary>
    Data,

    /// <summary>Sends users to the standby.</summary>
    Traffic,
}
