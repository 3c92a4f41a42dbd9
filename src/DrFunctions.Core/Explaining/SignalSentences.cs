using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class SignalSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        SignalsCounted signals => $"{Count(signals)}{NotUp(signals)}",
        SignalsUnreadable blind => Blind(blind),
        SignalsReadable => "all signals can be read again",
        NotEnoughDown few => NotEnough(few),
        OutageTold told => $"people were notified that an outage is not acted on{(told.Times == 1 ? "" : $", by now {told.Times} times")}",
        RunLate late => $"people were notified that the failover is late: the outage was first seen {Durations.Say(late.Since)} ago",
        OutageSuspected outage => $"{Of(outage.Signals)}; {(outage.Asks ? "requesting approval" : "failing over")} if this lasts {Durations.Say(outage.For)}"
            + (outage.VantagesMustAgree ? ", a second check agrees and no vantage says up" : " and a second check agrees"),
        DownFor down when down.Counted >= down.For => $"{Of(down.Signals)} for the full {Durations.Say(down.For)}{Sentences.AndThen(down.Prewarm)}",
        DownFor down => $"{Of(down.Signals)} for {Durations.Say(down.Counted)} of {Durations.Say(down.For)}{Sentences.AndThen(down.Prewarm)}",
        MostlyDown some when some.Down >= some.Needed && some.Looks == some.Of =>
            $"{Checks(some)} found the primary down, over at least {Durations.Say(some.For)}: {Of(some.Signals)}{Sentences.AndThen(some.Prewarm)}",
        MostlyDown some => $"{Of(some.Signals)}; {Checks(some)} found the primary down, and {some.Needed} of {some.Of} over {Durations.Say(some.For)} confirm it{Sentences.AndThen(some.Prewarm)}",
        SignalsWaver waver => $"people were notified of signals that keep changing sides: {string.Join("; ", waver.Signals.Select(Of))}",
        ClockHeld held => $"{Of(held.Signals)}, {Unsure(held)}, which holds the count at {Durations.Say(held.Counted)} of {Durations.Say(held.For)}{Sentences.AndThen(held.Prewarm)}",
        PersonMayFailOver person => $"{Sentences.Say(person.Why)}; you can still order a failover{Sentences.AndThen(person.Prewarm)}",
        CoolingDown cooling => $"the last automatic failover was {Durations.Say(cooling.LastFailover)} ago and the cooldown is {Durations.Say(cooling.Cooldown)}",
        PrimaryAnswersAgain again => $"the primary answers again: {Of(again.Signals)}{Then(again.Signals)}{again.Needed} needed",
        PrimaryUpFor up => $"the primary has been healthy for {Durations.Say(up.Up)}",
        FailbackPossible possible => $"the primary has been healthy for {Durations.Say(possible.Up)}; you can fail back",
        _ => null,
    };

    /// <summary>"2 of 3 signals down"; what looks down and does not count is said as such, so that nobody reads 0 as "all is up".</summary>
    static string Count(SignalsCounted signals)
    {
        var discounted = signals.NotUp.Where(IsDiscounted).ToList();
        return discounted.Count == 0 ? $"{signals.Down} of {signals.All} signals down"
            : $"{signals.Down + discounted.Count} of {signals.All} signals look down, {(signals.Down == 0 ? "none counts" : $"only {signals.Down} of them {(signals.Down == 1 ? "counts" : "count")}")}{WhyNot(discounted)}";
    }

    static string WhyNot(IReadOnlyList<SignalSaid> discounted) =>
        discounted.All(signal => signal.Discount == Discount.NeverUp) ? " yet: never seen up"
        : discounted.All(signal => signal.Discount == Discount.NoReferenceAnswers) ? ": no reference answers"
        : "";

    /// <summary>What joins a count and what it is compared with.</summary>
    static string Then(SignalsCounted signals) => signals.NotUp.Any(IsDiscounted) ? "; " : ", ";

    /// <summary>The signals that are not up, in brackets, each with what was observed; empty if all are up.</summary>
    public static string NotUp(SignalsCounted signals)
    {
        var read = signals.NotUp.Where(signal => !IsUnreadable(signal)).Select(Said).ToList();
        var unread = signals.NotUp.Where(IsUnreadable).Select(Said).ToList();
        return (read.Count, unread.Count) switch
        {
            (0, 0) => "",
            (_, 0) => $" ({string.Join("; ", read)})",
            (0, _) => $" (cannot be read: {string.Join("; ", unread)})",
            _ => $" ({string.Join("; ", read)}; cannot be read: {string.Join("; ", unread)})",
        };
    }

    /// <summary>What was read, but does not count, is no trouble with reading.</summary>
    static string Blind(SignalsUnreadable blind)
    {
        var unknown = blind.Signals.NotUp.Where(signal => signal.State == SignalState.Unknown).ToList();
        var what = unknown.TrueForAll(IsDiscounted) ? (Now: "signals do not count", Long: "signals have not counted")
            : unknown.Exists(IsDiscounted) ? (Now: "signals cannot be read or do not count", Long: "signals have not been readable, or have not counted,")
            : (Now: "signals cannot be read", Long: "signals have not been readable");
        return $"{(blind.Since is { } since ? $"{what.Long} for {Durations.Say(since)}" : what.Now)}{(unknown.Count == 0 ? "" : $" ({string.Join("; ", unknown.Select(Said))})")}";
    }

    public static bool IsDiscounted(SignalSaid signal) => signal.Discount != Discount.None;

    static bool IsUnreadable(SignalSaid signal) => signal is { State: SignalState.Unknown, Discount: Discount.None };

    static string Said(SignalSaid signal) => $"{signal.Title} {Of(signal.Because, signal.Discount)}";

    public static string Of(string observed, Discount discount) => discount switch
    {
        Discount.None => observed,
        Discount.NoReferenceAnswers => $"{observed}, but no reference answers either: our own network may be the problem",
        Discount.NeverUp => $"{observed}, but was never seen up, so it does not count",
        _ => $"{observed} ({discount})",
    };

    public static string Of(SignalWavers signal) =>
        $"{signal.Title} changed sides {Plural.Times(signal.Changes)} within {Durations.Say(signal.Within)}: {signal.Down} of the last {signal.Looks} checks were down";

    static string Checks(MostlyDown some) => $"{some.Down} of the last {some.Looks} checks that count";

    static string NotEnough(NotEnoughDown few)
    {
        var missing = few.ProbeMustAgree ? "; the primary was changed minutes ago, so a probe must agree" : "";
        var watching = $"no action: {Count(few.Signals)}{Then(few.Signals)}{few.Needed} needed{NotUp(few.Signals)}{missing}";
        return few.Prewarm is null ? watching : $"{Sentences.Say(few.Prewarm)}; {watching}";
    }

    static string Unsure(ClockHeld held) =>
        held.NoProbeAgrees ? "no probe agrees though the primary was changed minutes ago" : $"{held.Signals.Unknown} cannot be read";
}
