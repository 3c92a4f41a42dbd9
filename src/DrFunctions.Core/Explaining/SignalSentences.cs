using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class SignalSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        SignalsCounted signals => $"{signals.Down} of {signals.All} signals down{NotUp(signals)}",
        SignalsUnreadable { Since: null } blind => $"cannot see{NotUp(blind.Signals)}",
        SignalsUnreadable blind => $"cannot see for {Durations.Say(blind.Since.Value)}{NotUp(blind.Signals)}",
        SignalsReadable => "all signals can be read again",
        NotEnoughDown few => NotEnough(few),
        OutageSuspected outage => $"{Of(outage.Signals)}; {(outage.Asks ? "asking a person" : "failing over")} if that lasts {Durations.Say(outage.For)} and a second look agrees",
        DownFor down => $"{Of(down.Signals)} for {Durations.Say(down.Counted)} of {Durations.Say(down.For)}{Sentences.AndThen(down.Prewarm)}",
        ClockHeld held => $"{Of(held.Signals)}, {Unsure(held)}, which holds the clock at {Durations.Say(held.Counted)} of {Durations.Say(held.For)}{Sentences.AndThen(held.Prewarm)}",
        PersonMayFailOver person => $"{Sentences.Say(person.Why)}; a person may still fail over{Sentences.AndThen(person.Prewarm)}",
        CoolingDown cooling => $"the last automatic failover was {Durations.Say(cooling.LastFailover)} ago and the cooldown is {Durations.Say(cooling.Cooldown)}",
        PrimaryAnswersAgain again => $"{Of(again.Signals)}, {again.Needed} needed: the primary is up again",
        PrimaryUpFor up => $"the primary has been up for {Durations.Say(up.Up)}",
        FailbackPossible possible => $"the primary has been up for {Durations.Say(possible.Up)}; a person may fail back",
        _ => null,
    };

    /// <summary>What each signal says that is not up, in brackets; empty if all are.</summary>
    public static string NotUp(SignalsCounted signals) =>
        signals.NotUp.Count == 0 ? "" : $" ({string.Join("; ", signals.NotUp.Select(signal => $"{signal.Title} {signal.Because}"))})";

    static string NotEnough(NotEnoughDown few)
    {
        var missing = few.ProbeMustAgree ? "; the primary was changed minutes ago, so a probe must agree" : "";
        var watching = $"no action: {few.Signals.Down} of {few.Signals.All} signals down, {few.Needed} needed{NotUp(few.Signals)}{missing}";
        return few.Prewarm is null ? watching : $"{Sentences.Say(few.Prewarm)}; {watching}";
    }

    static string Unsure(ClockHeld held) =>
        held.NoProbeAgrees ? "no probe agrees though the primary was changed minutes ago" : $"{held.Signals.Unknown} cannot be read";
}
