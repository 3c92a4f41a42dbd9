using DrFunctions.Core.Observations;

namespace DrFunctions.Core.Records.Facts;

/// <summary>The signals of one look, counted.</summary>
/// <param name="NotUp">The signals that are down or unreadable, with what was observed.</param>
public sealed record SignalsCounted(int Down, int Unknown, int All, IReadOnlyList<SignalSaid> NotUp) : Fact;

/// <param name="Because">What was observed, as the middle of a sentence.</param>
/// <param name="Discount">Why what was observed does not count.</param>
public sealed record SignalSaid(string Title, SignalState State, string Because, Discount Discount = Discount.None);

/// <param name="Since">How long they have been unreadable; null if that has just begun.</param>
public sealed record SignalsUnreadable(SignalsCounted Signals, TimeSpan? Since = null) : Fact;

public sealed record SignalsReadable : Fact;

/// <param name="ProbeMustAgree">Enough signals are down, but the primary was changed minutes ago and no probe agrees.</param>
/// <param name="Prewarm">The progress of undoing a prewarm; null if there is none.</param>
public sealed record NotEnoughDown(SignalsCounted Signals, int Needed, bool ProbeMustAgree, Fact? Prewarm = null) : Fact;

/// <param name="Asks">If the outage lasts, approval is requested instead of failing over.</param>
/// <param name="VantagesMustAgree">The plan has several vantages, and none of them may say that the primary is up.</param>
public sealed record OutageSuspected(SignalsCounted Signals, TimeSpan For, bool Asks, bool VantagesMustAgree = false) : Fact;

/// <summary>How long enough signals have been down, out of the time that the plan requires.</summary>
public sealed record DownFor(SignalsCounted Signals, TimeSpan Counted, TimeSpan For, Fact? Prewarm = null) : Fact
{
    internal override Fact Uncounted() => this with { Counted = default, Prewarm = Prewarm?.Uncounted() };
}

/// <summary>How many of the last looks that count found the primary down, and how many the plan requires.</summary>
/// <param name="Looks">How many there are so far.</param>
public sealed record MostlyDown(
    SignalsCounted Signals, int Down, int Looks, int Needed, int Of, TimeSpan For, Fact? Prewarm = null) : Fact
{
    internal override Fact Uncounted() => this with { Down = default, Looks = default, Prewarm = Prewarm?.Uncounted() };
}

/// <summary>People were told of signals that keep changing sides.</summary>
public sealed record SignalsWaver(IReadOnlyList<SignalWavers> Signals) : Fact;

/// <param name="Within">From the first of the changes to the last.</param>
/// <param name="Down">Of the last <paramref name="Looks"/> looks, those that found it down.</param>
public sealed record SignalWavers(string Title, int Changes, TimeSpan Within, int Down, int Looks);

/// <summary>The primary may be down, so the clock stands still.</summary>
public sealed record ClockHeld(SignalsCounted Signals, bool NoProbeAgrees, TimeSpan Counted, TimeSpan For, Fact? Prewarm = null) : Fact
{
    internal override Fact Uncounted() => this with { Counted = default, Prewarm = Prewarm?.Uncounted() };
}

public sealed record PersonMayFailOver(Fact Why, Fact? Prewarm = null) : Fact
{
    internal override Fact Uncounted() => this with { Why = Why.Uncounted(), Prewarm = Prewarm?.Uncounted() };
}

public sealed record CoolingDown(TimeSpan LastFailover, TimeSpan Cooldown) : Fact
{
    internal override Fact Uncounted() => this with { LastFailover = default };
}

/// <summary>People were notified of an outage that is not acted on.</summary>
/// <param name="Times">How often by now.</param>
public sealed record OutageTold(Unacted Why, int Times) : Fact;

/// <summary>People were notified that the run takes longer than its objective.</summary>
public sealed record RunLate(TimeSpan Since, DateTimeOffset Latest) : Fact;

public sealed record PrimaryAnswersAgain(SignalsCounted Signals, int Needed) : Fact;

public sealed record PrimaryUpFor(TimeSpan Up) : Fact;

public sealed record FailbackPossible(TimeSpan Up) : Fact;
