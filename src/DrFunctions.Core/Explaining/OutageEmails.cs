using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The emails about an outage that is seen and not acted on, and about a run that takes longer than its objective.</summary>
static class OutageEmails
{
    const string Ack = "To stop these reminders, because you know";

    /// <param name="because">Why nothing is done, as this check decided it.</param>
    public static EmailText NotActedOn(EmailInput input, UnactedOutage outage, Fact because)
    {
        var plan = input.Plan;
        return Emails.Write(
            input,
            outage.Why == Unacted.Stuck ? NoticeKind.StillStuck : NoticeKind.OutageNotActedOn,
            outage.Why == Unacted.Stuck ? "ACTION NEEDED: still STUCK" : $"ACTION NEEDED: {plan.Primary} looks DOWN, and nothing is done ({Short(outage.Why)})",
            outage.Why == Unacted.Stuck ? $"{plan.Name} has been Stuck for {Durations.Say(input.Now - outage.Since)}. A person is needed."
                : $"{plan.Primary} looks down, and {plan.Name} does not fail over: {Reason(outage.Why)}",
            [
                Emails.Sentence(Sentences.Say(because)),
                outage.Why == Unacted.Stuck ? $"Stuck since {Emails.At(outage.Since)}." : $"Seen since {Emails.At(outage.Since)}; this is notice {outage.Told + 1}.",
            ],
            $"Decide what is to be done. {(outage.Told == 0 ? "Reminders follow after 15 min and then each hour" : "Reminders follow each hour")} while this lasts.",
            [.. Commands(input, outage.Why), (Ack, input.Command("ack", Emails.WithReason))]);
    }

    /// <summary>The run has used up its objective, or a step its limit, and still works.</summary>
    /// <param name="latest">When the run has recovered or called a person at the latest.</param>
    public static EmailText Late(EmailInput input, TimeSpan since, DateTimeOffset latest) => Emails.Write(
        input,
        NoticeKind.Late,
        $"LATE: still failing over to {input.Plan.Standby}",
        $"The failover of {input.Plan.Name} to {input.Plan.Standby} takes longer than its objective, and still works.",
        [
            $"The outage was first seen {Durations.Say(since)} ago{(input.Plan.Rto is { } rto ? $"; the objective is {Durations.Say(rto)}" : "")}.",
            $"Expected: it has recovered, or calls a person, by {Emails.At(latest)}.",
        ],
        "Nothing yet. Look at the steps below: what is still running may need a hand.",
        [("To stop all further changes at once", input.Command("pause", Emails.WithReason))]);

    static string Short(Unacted why) => why switch
    {
        Unacted.Cooldown => "cooldown",
        Unacted.Queued => "another Region failed over",
        Unacted.LimitUnreadable => "other Regions cannot be read",
        Unacted.Disarmed => "disarmed",
        Unacted.Paused => "paused",
        Unacted.Declined => "declined",
        Unacted.Deploying => "being deployed",
        Unacted.NeverUp => "signals were never up",
        Unacted.Blind => "signals cannot be read",
        _ => "see below",
    };

    static string Reason(Unacted why) => why switch
    {
        Unacted.Cooldown => "another failover of this plan ended within the cooldown.",
        Unacted.Queued => "another Region failed over within the last hour. It fails over by itself when that hour is over and the primary is still down.",
        Unacted.LimitUnreadable => "whether other Regions failed over cannot be read.",
        Unacted.Disarmed => "the plan is disarmed.",
        Unacted.Paused => "automation is paused, or the pause cannot be read.",
        Unacted.Declined => "the failover was declined.",
        Unacted.Deploying => "the primary was changed minutes ago, and no probe agrees.",
        Unacted.NeverUp => "its signals were never seen up since the plan was deployed, so they do not count.",
        Unacted.Blind => "too few signals can be read to be sure.",
        _ => "the reason is below.",
    };

    static IEnumerable<(string To, string Command)> Commands(EmailInput input, Unacted why) => why switch
    {
        Unacted.Stuck =>
        [
            ("To continue after a repair", input.Command("approve", Emails.WithReason)),
            ("To undo its changes", input.Command("failback", Emails.WithReason)),
        ],
        Unacted.Disarmed => [("To arm the plan again", input.Command("reset", Emails.WithReason))],
        Unacted.Paused when input.Record.Phase == Phase.Recovering => [("To let the failover go on", input.Command("resume", Emails.WithReason))],
        Unacted.Paused =>
        [
            ("To let the plan decide again", input.Command("resume", Emails.WithReason)),
            ("To fail over although it is paused", input.Command("failover", $" --override-pause{Emails.WithReason}")),
        ],
        Unacted.NeverUp =>
        [
            ("To let these signals count", input.Command("arm", Emails.WithReason)),
            ("To fail over now", input.Command("failover", Emails.WithReason)),
        ],
        Unacted.Queued => [("To fail over now", input.Command("approve", Emails.WithReason)), ("To decline", input.Command("reject", Emails.WithReason))],
        _ => [("To fail over now", input.Command("failover", Emails.WithReason))],
    };
}
