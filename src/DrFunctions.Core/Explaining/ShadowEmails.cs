using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>
/// The emails of a plan in mode shadow. They begin with what is true, the outage and that nothing was changed, and only then say what
/// would have been done.
/// </summary>
static class ShadowEmails
{
    public static EmailText IsDown(EmailInput input) => Emails.Write(
        input,
        NoticeKind.FailingOver,
        $"{input.Plan.Primary} IS DOWN. Nothing was changed",
        $"{input.Plan.Primary} IS DOWN, and {input.Plan.Name} was not failed over.",
        [Emails.Cause(input.Run), $"{Emails.FirstSeen(input)}.{Emails.Counts(input.Plan)}", .. Would(input)],
        "Act by hand, or let DrFunctions act this once:",
        [FailOver(input)],
        steps: false);

    public static EmailText WouldHaveMoved(EmailInput input) => Emails.Write(
        input,
        NoticeKind.Recovered,
        $"{input.Plan.Primary} IS DOWN, nothing changed; failover possible",
        $"{input.Plan.Primary} IS DOWN. A failover of {input.Plan.Name} to {input.Plan.Standby} would have begun at {Emails.At(input.Run.BeganAt)}, and nothing was seen that would have stopped it.",
        [Emails.Cause(input.Run), "The steps were only read: whether the standby would have served, mode shadow cannot know. A drill shows more."],
        $"Act by hand, or let DrFunctions act this once. When {input.Plan.Primary} is healthy again, the plan watches again by itself.",
        [FailOver(input)],
        steps: false);

    public static EmailText WouldBeStuck(EmailInput input, Fact because) => Emails.Write(
        input,
        NoticeKind.Stuck,
        $"{input.Plan.Primary} IS DOWN, nothing changed; failover would be STUCK",
        $"{input.Plan.Primary} IS DOWN, and a failover of {input.Plan.Name} to {input.Plan.Standby} would not have gone through.",
        [Sentences.Whole(because), Emails.Cause(input.Run)],
        "Act by hand, and repair what is named above before the plan leaves mode shadow.",
        [],
        steps: false);

    public static EmailText AnswersAgain(EmailInput input, Fact because) => Emails.Write(
        input,
        NoticeKind.PrimaryHealthy,
        $"{input.Plan.Primary} answers again. Nothing was changed",
        $"{input.Plan.Primary} answers again. Nothing was changed, and {input.Plan.Name} is watched again.",
        [Sentences.Whole(because)],
        "Nothing.",
        [],
        steps: false);

    /// <summary>Once a week.</summary>
    public static EmailText Weekly(EmailInput input, ShadowLog log) => Emails.Write(
        input,
        NoticeKind.ShadowReport,
        $"would have failed over {ShadowSentences.Times(Lately(log).Count)} in a week",
        $"Since {Emails.At(log.ReportedAt)} {input.Plan.Name} would have failed over {ShadowSentences.Times(Lately(log).Count)}. It is in mode shadow since {Emails.At(log.Since)}.",
        Lately(log).Count == 0 ? ["No outage was confirmed."] : [.. Lately(log).Select(failover => ShadowSentences.Of(failover, input.Plan.Primary))],
        "When you trust it, set \"mode\" to \"automatic\" or \"approval\" in the plan file, and deploy.",
        [("To see all that it would have done", input.Command("shadow-report"))],
        steps: false);

    static IReadOnlyList<ShadowFailover> Lately(ShadowLog log) => [.. log.Failovers.Where(failover => failover.BeganAt >= log.ReportedAt)];

    static IEnumerable<string> Would(EmailInput input) =>
        input.Plan.InOrder().Select(step => $"  would begin: {step.Id} ({step.Kind})").Prepend($"A failover to {input.Plan.Standby} would begin now, in this order:");

    static (string To, string Command) FailOver(EmailInput input) =>
        ("To fail over now, although the plan is in mode shadow", input.Command("failover", $" --override-shadow{Emails.WithReason}"));
}
