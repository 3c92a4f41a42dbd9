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

    /// <summary>In the order of the file, which is the order in which equal candidates are started and told.</summary>
    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>The file as compact JSON, by which a run pins the plan as it was when it began.</summary>
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

    /// <summary>Addresses outside both Regions; if none answers either, our own network may be the problem.</summary>
    public IReadOnlyList<Uri> Reference { get; init; } = [];

    /// <summary>Signals that must be down together.</summary>
    public int AtLeast { get; init; }

    /// <summary>For how long they must be down.</summary>
    public TimeSpan For { get; init; }

    /// <summary>The least time between automatic failovers.</summary>
    public TimeSpan Cooldown { get; init; }

    public TimeSpan ApprovalTimeout { get; init; }

    public OnApprovalTimeout OnApprovalTimeout { get; init; }

    public bool AlarmOnly { get; init; }

    /// <summary>
    /// In ALARM while the primary was changed minutes ago: then an alarm alone is no proof, and a probe must agree. Null if there is none.
    /// </summary>
    public AlarmSignal? Deploying { get; init; }
}

public enum Mode
{
    /// <summary>Decides and acts.</summary>
    Automatic,

    /// <summary>Decides, and a person says go.</summary>
    Approval,

    /// <summary>Decides and tells, and never acts.</summary>
    Shadow,
}

public enum OnApprovalTimeout
{
    Stop,
    Proceed,
}

/// <summary>A witness of the primary's health.</summary>
public abstract record Signal
{
    /// <summary>The witness in words, such as "alarm shop-primary-unhealthy".</summary>
    public abstract string Title { get; }
}

public sealed record AlarmSignal(string Alarm, string Region) : Signal
{
    public override string Title => $"alarm {Alarm}";
}

/// <summary>Our own request to the primary's front door, from the standby Region.</summary>
public sealed record ProbeSignal(Probe Probe) : Signal
{
    public override string Title => $"probe {Probe.Url}";
}

/// <summary>What is asked over HTTP, and which answer is good.</summary>
/// <param name="Contains">A text that the body must contain, or null.</param>
public sealed record Probe(Uri Url, int Status, string? Contains, TimeSpan Timeout);

/// <summary>One thing to do.</summary>
public sealed record Step
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required StepTraits Traits { get; init; }

    /// <summary>Ids that must be done first.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    public required string Region { get; init; }

    /// <summary>The longest time that the step may take once started.</summary>
    public TimeSpan Limit { get; init; }

    public OnLimit OnLimit { get; init; }

    /// <summary>The most starts in one run.</summary>
    public int Attempts { get; init; }

    public bool Drill { get; init; }

    public bool Prewarm { get; init; }

    /// <summary>
    /// What the kind's parser made of the settings that are the kind's own; null where the plan was read without a parser. Only the kind
    /// knows the type: Core never learns about kinds.
    /// </summary>
    public object? Settings { get; init; }

    /// <summary>The whole object of the step as written: for the plan's reading alone, which parses it once.</summary>
    internal LocatedObject Source { get; init; } = new(1, []);
}

public enum OnLimit
{
    /// <summary>Start it again, up to the step's attempts.</summary>
    Again,

    /// <summary>Stop and call a person.</summary>
    Ask,
}

/// <summary>What Core must know of a step's kind, and all it may know.</summary>
/// <param name="Limit">The default of the step's limit.</param>
public sealed record StepTraits(StepRole Role, TimeSpan Limit, bool CanUndo)
{
    /// <summary>Users or data move by it: then signals and checks are asked once more right before it starts.</summary>
    public bool IsGated => Role is StepRole.Traffic or StepRole.Data;
}

public enum StepRole
{
    /// <summary>Gives the standby what it needs to serve.</summary>
    Capacity,

    /// <summary>Only looks: the standby is healthy when it is done.</summary>
    Verification,

    /// <summary>Makes the standby's data the true data.</summary>
    Data,

    /// <summary>Sends users to the standby.</summary>
    Traffic,
}
