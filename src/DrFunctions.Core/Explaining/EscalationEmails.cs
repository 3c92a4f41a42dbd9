using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The email to whoever is called when nobody has answered the first one.</summary>
static class EscalationEmails
{
    public static EmailText Of(EmailInput input, NeededPerson needed, Fact because)
    {
        var (plan, since) = (input.Plan, Durations.Say(input.Now - needed.Since));
        return Emails.Write(
            input,
            NoticeKind.Escalation,
            $"NOBODY HAS ANSWERED for {since}: {What(plan, needed.For)}",
            $"A person is needed for {plan.Name}, and nobody has given it a command for {since}.",
            [Sentences.Whole(because is PersonNeeded person ? person.For : because), $"Since {Emails.At(needed.Since)}: {What(plan, needed.For)}{(needed.For == NoticeKind.ApprovalNeeded ? "" : ".")}"],
            "Any command of a person on this plan counts as an answer. This email is repeated each hour until then.",
            [.. Commands(input, needed.For), ("To say that somebody knows", input.Command("ack", Emails.WithReason))]) with
        {
            Channel = NoticeChannel.Escalation,
        };
    }

    /// <summary>What nobody has answered, as the middle of a sentence.</summary>
    public static string What(NoticeKind need) => need switch
    {
        NoticeKind.Stuck => "a run is stuck",
        NoticeKind.ApprovalNeeded => "a failover waits for approval",
        NoticeKind.OutageNotActedOn => "an outage is not acted on",
        NoticeKind.Denied => "AWS denies a step",
        NoticeKind.CapacityLost => "capacity of the standby is lost",
        NoticeKind.UsersElsewhere => "users do not all reach the standby",
        NoticeKind.StandbyFails => "the standby serves and fails its checks",
        NoticeKind.PutBack => "what was switched is put back",
        NoticeKind.Recovered => "users are to be moved by hand",
        _ => need.Word(),
    };

    static string What(Plan plan, NoticeKind need) => need switch
    {
        NoticeKind.Stuck => $"{plan.Name} is STUCK",
        NoticeKind.ApprovalNeeded => $"fail over to {plan.Standby}?",
        NoticeKind.OutageNotActedOn => $"{plan.Primary} looks DOWN, no failover",
        NoticeKind.Denied => "AWS denies a step",
        NoticeKind.CapacityLost => $"capacity in {plan.Standby} is lost",
        NoticeKind.UsersElsewhere => $"users do not all reach {plan.Standby}",
        NoticeKind.StandbyFails => $"{plan.Standby} serves and FAILS its checks",
        NoticeKind.PutBack => $"users may be sent back to {plan.Primary}",
        _ => $"move users to {plan.Standby} by hand",
    };

    static IEnumerable<(string To, string Command)> Commands(EmailInput input, NoticeKind need) => need switch
    {
        NoticeKind.Stuck => [("To continue after the repair", input.Command("approve", Emails.WithReason))],
        NoticeKind.ApprovalNeeded =>
        [
            ("To fail over", input.Command("approve", Emails.WithReason)),
            ("To decline", input.Command("reject", Emails.WithReason)),
        ],
        NoticeKind.OutageNotActedOn => [("To fail over now", input.FailOver)],
        _ => [],
    };
}
