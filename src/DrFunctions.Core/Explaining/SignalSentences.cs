using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class SignalSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        SignalsCounted signals => $"{signals.Down} of {signals.All} signals down{NotUp(signals)}",
        SignalsUnreadable { Since: null } blind => $"signals cannot be read{NotUp(blind.Signals)}",
        SignalsUnreadable blind => $"signals have not been readable for {Durations.Say(blind.Since.Value)}{NotUp(blind.Signals)}",
        SignalsReadable => "all signals can be read again",
        NotEnoughDown few => NotEnough(few),
        OutageTold told => $"people were notified that an outage is not acted on{(told.Times == 1 ? "" : $", by now {told.Times} times")}",
        RunLate late => $"people were notified that the failover is late: the outage was first seen {Durations.Say(late.Since)} ago",
        OutageSuspected outage => $"{Of(outage.Signals)}; {(outage.Asks ? "requesting approval" : "failing over")} if this lasts {Durations.Say(outage.For)} and a second check agrees",
        DownFor down when down.Counted >= down.For => $"{Of(down.Signals)} for the full {Durations.Say(down.For)}{Sentences.AndThen(down.Prewarm)}",
        DownFor down => $"{Of(down.Signals)} for {Durations.Say(down.Counted)} of {Durations.Say(down.For)}{Sentences.AndThen(down.Prewarm)}",
        MostlyDown some when some.Down >= some.Needed && some.Looks == some.Of =>
            $"{Checks(some)} found the primary down, over at least {Durations.Say(some.For)}: {Of(some.Signals)}{Sentences.AndThen(some.Prewarm)}",
        MostlyDown some => $"{Of(some.Signals)}; {Checks(some)} found the primary down, and {some.Needed} of {some.Of} over {Durations.Say(some.For)} confirm it{Sentences.AndThen(some.Prewarm)}",
        SignalsWaver waver => $"people were notified of signals that keep changing sides: {string.Join("; ", waver.Signals.Select(Of))}",
        ClockHeld held => $"{Of(held.Signals)}, {Unsure(held)}, which holds the count at {Durations.Say(held.Counted)} of {Durations.Say(held.For)}{Sentences.AndThen(held.Prewarm)}",
        PersonMayFailOver person => $"{Sentences.Say(person.Why)}; you can still order a failover{Sentences.AndThen(person.Prewarm)}",
        CoolingDown cooling => $"the last automatic failover was {Durations.Say(cooling.LastFailover)} ago and the cooldown is {Durations.Say(cooling.Cooldown)}",
        PrimaryAnswersAgain again => $"the primary answers again: {Of(again.Signals)}, {again.Needed} needed",
        PrimaryUpFor up => $"the primary has been healthy for {Durations.Say(up.Up)}",
        FailbackPossible possible => $"the primary has been healthy for {Durations.Say(possible.Up)}; you can fail back",
        _ => null,
    };

    /// <summary>The signals that are not up, in brackets, each with what was observed; empty if all are up.</summary>
    public static string NotUp(SignalsCounted signals) =>
        signals.NotUp.Count == 0 ? "" : $" ({string.Join("; ", signals.NotUp.Select(signal => $"{signal.Title} {Of(signal.Because, signal.Discount)}"))})";

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
        var watching = $"no action: {few.Signals.Down} of {few.Signals.All} signals down, {few.Needed} needed{NotUp(few.Signals)}{missing}";
        return few.Prewarm is null ? watching : $"{Sentences.Say(few.Prewarm)}; {watching}";
    }

    static string Unsure(ClockHeld held) =>
        held.NoProbeAgrees ? "no probe agrees though the primary was changed minutes ago" : $"{held.Signals.Unknown} cannot be read";
}
