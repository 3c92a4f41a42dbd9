using DrFunctions.Core.Observations;

namespace DrFunctions.Core.Records.Facts;

/// <param name="Pause">Who paused, when and why.</param>
public sealed record Paused(string Pause) : Fact;

/// <param name="Trouble">Why the pause could not be read.</param>
public sealed record PauseUnreadable(string Trouble) : Fact;

/// <summary>A run that was held by a pause goes on.</summary>
public sealed record PauseOver : Fact
{
    /// <summary>Who resumed, when and why; null if the pause ended by itself, or if that is not known.</summary>
    public string? Resumed { get; init; }
}

/// <summary>A look found a pause for the first time, or found that it was changed.</summary>
/// <param name="Pause">Who paused, when and why.</param>
/// <param name="Until">When it ends by itself; null if only a person ends it.</param>
public sealed record PauseSeen(string Pause, DateTimeOffset? Until) : Fact;

/// <summary>A person ended the pause.</summary>
public sealed record PauseLifted : Fact
{
    /// <summary>Who resumed, when and why; null if that is not known.</summary>
    public string? Resumed { get; init; }
}

/// <summary>The pause ended by itself.</summary>
/// <param name="Asks">A signal was down then: the plan asks instead of acting.</param>
public sealed record PauseRanOut(SignalsCounted Signals, bool Asks) : Fact;

/// <summary>The plan asks because a pause ended by itself while a signal was down.</summary>
public sealed record AsksAfterPause : Fact;

public sealed record Disarmed(DateTimeOffset At, string By, string Standby) : Fact;

public sealed record RequestAnswered(string By, Command Command, string Reason, Fact Answer) : Fact;

public sealed record RequestRefused(Fact Why) : Fact;

/// <summary>An answer that did not change the phase.</summary>
public sealed record InPhase(Fact Answer, Phase Phase) : Fact;

public sealed record RequestTooOld(TimeSpan Age) : Fact;

/// <param name="MayOverride">The command is a failover, which may override the pause.</param>
public sealed record ResumeFirst(Fact Pause, bool MayOverride) : Fact;

public sealed record CommandUnfit(Unfit Why) : Fact;

/// <summary>Why a command does not fit the plan's state.</summary>
public enum Unfit
{
    Disarmed,
    StuckInFailover,
    FailoverUnderWay,
    NothingToApprove,
    NothingToAcknowledge,
    NoSuchStep,
    ChecksAreNotSkipped,
    OnlyStuckRunsChange,
    DrillNeedsWatching,
    DrillInShadow,
    DrillAfterPrewarm,
    NoDrillSteps,
    NothingToGoBackFrom,
    NothingToReset,
    NothingToArm,
    FailoverInShadow,
    FailbackUnderWay,
    FailedOverAlready,
}

public sealed record DrillNeedsAllUp(SignalsCounted Signals) : Fact;

public sealed record FailbackTooEarly(TimeSpan Up, TimeSpan Needed, SignalsCounted Signals) : Fact;

public sealed record MovedToStandby(string Standby) : Fact;

public sealed record Ordered(string By, string Reason) : Fact;

public sealed record Approved(SignalsCounted Signals, string By, string Reason) : Fact;

public sealed record Rejected(string By, string Reason) : Fact;

public sealed record LetGoOn(string By, string Reason) : Fact;

/// <summary>A person lets a run go on without a step.</summary>
public sealed record StepSkipped(string Step, string By, string Reason) : Fact;

/// <summary>A person has changed the run's plan.</summary>
/// <param name="Change">Such as <c>api.desired=4</c>.</param>
public sealed record PlanChanged(string Change, string By) : Fact
{
    /// <summary>Of the changed plan's bytes in the record; null in histories that are older than this rule.</summary>
    public string? Sha256 { get; init; }
}

/// <param name="Mistake">What is wrong with the plan as the person wants it.</param>
public sealed record ChangeUnfit(string Change, string Mistake) : Fact;

/// <summary>A person knows of the outage and wants no more reminders of it.</summary>
public sealed record Acknowledged(string By, string Reason) : Fact;

public sealed record ArmedAgain(Fact Because) : Fact;

/// <param name="AcceptedStandby">The standby that a person keeps, which disarms the plan; null for a plain reset.</param>
/// <param name="Left">Steps whose effect stays.</param>
public sealed record RunClosed(Fact Because, IReadOnlyList<string> Left, string? AcceptedStandby = null) : Fact;
