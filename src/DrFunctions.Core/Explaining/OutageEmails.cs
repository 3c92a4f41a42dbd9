using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The emails about an outage that is seen and not acted on, and about a run that takes longer than its objective.</summary>
static class OutageEmails
{
    /// <param name="because">Why nothing is done, as this check decided it.</param>
    /// <param name="behind">The outage behind an undo that is stuck; null if there is none.</param>
    public static EmailText NotActedOn(EmailInput input, UnactedOutage outage, Fact because, SignalsCounted? behind)
    {
        if (outage.Why == Unacted.Stuck)
        {
            return StuckEmails.Still(input, outage, because, behind);
        }

        var (plan, isHeld) = (input.Plan, input.Record.Phase == Phase.Recovering);
        var split = input.UpAt.Count > 0;
        return Emails.Write(
            input,
            NoticeKind.OutageNotActedOn,
            isHeld ? $"ACTION NEEDED: failover to {plan.Standby} PAUSED" : $"ACTION NEEDED: {plan.Primary} looks {(split ? "down from one side" : "DOWN")}, no failover ({Short(outage.Why)})",
            isHeld ? $"The failover of {plan.Name} to {plan.Standby} has begun, and is held: {Reason(plan, outage.Why, because)}"
                : $"{plan.Primary} looks down{(split ? " from one side and up from another" : "")}, and {plan.Name} does not fail over: {Reason(plan, outage.Why, because)}",
            [
                Sentences.Whole(because),
                // A pause says nothing of the primary.
                .. because is Paused or PauseUnreadable && input.Signals is { } signals ? [Sentences.Whole(signals)] : (string[])[],
                .. input.OtherSide,
                $"{(isHeld ? "Held" : "Seen")} since {Emails.At(outage.Since)}{(outage.Told == 0 ? "" : $"; this is reminder {outage.Told}")}.",
            ],
            $"{Next(plan, outage.Why, isHeld)} {(outage.Told == 0 ? "Reminders follow after 15 min and then each hour" : "Reminders follow each hour")} while this lasts.",
            [.. Commands(input, outage.Why), Ack(input)]);
    }

    public static (string To, string Command) Ack(EmailInput input) =>
        ("To stop these reminders, because you know", input.Command("ack", Emails.WithReason));

    /// <summary>The run has used up its objective, or a step its limits, and still works.</summary>
    /// <param name="latest">When the run has recovered or called a person at the latest.</param>
    /// <param name="hindered">Steps beyond their limits, because AWS cannot be read or refuses for now.</param>
    public static EmailText Late(EmailInput input, TimeSpan since, DateTimeOffset latest, IReadOnlyList<Step> hindered) => Emails.Write(
        input,
        NoticeKind.Late,
        $"LATE: still failing over to {input.Plan.Standby}",
        $"The failover of {input.Plan.Name} to {input.Plan.Standby} is late, and still under way.",
        [
            $"The outage was first seen {Durations.Say(since)} ago{(input.Plan.Rto is { } rto ? $"; the objective is {Durations.Say(rto)}" : "")}.",
            .. hindered.Select(step => $"Step {step.Id} is beyond its limits and goes on, because AWS cannot be read or refuses for now."),
            $"Expected: it has recovered, or calls a person, by {Emails.At(latest)}.",
        ],
        "Nothing yet. Look at the steps above: what is still running may need a hand.",
        [("To stop all further changes at once", input.Command("pause", Emails.WithReason))]);

    /// <summary>Told at once, because only a person can grant it; tried again meanwhile, because a grant takes a while to spread.</summary>
    public static EmailText Denied(EmailInput input, IReadOnlyList<StepSaid> denied) => Emails.Write(
        input,
        NoticeKind.Denied,
        $"ACTION NEEDED: AWS denies step {string.Join(", ", denied.Select(step => step.Step))}",
        $"AWS does not allow DrFunctions to {(input.Run.Undoing is null ? "start" : "undo")} a part of {input.Plan.Name} in {input.Plan.Standby}. A person must grant it now.",
        [.. denied.Select(step => $"Step {step.Step}: {Sentences.Say(step.Because)}.")],
        "Grant the permission to the role of the functions, or do the step by hand. It is tried again meanwhile; if that comes to nothing, another email follows.",
        [("To stop all further changes at once", input.Command("pause", Emails.WithReason))]);

    static string Short(Unacted why) => why switch
    {
        Unacted.Cooldown => "cooldown",
        Unacted.Queued => "another Region first",
        Unacted.LimitUnreadable => "Regions unreadable",
        Unacted.Disarmed => "disarmed",
        Unacted.Paused => "paused",
        Unacted.Declined => "declined",
        Unacted.Deploying => "being deployed",
        Unacted.NeverUp => "signals never up",
        Unacted.Blind => "signals unreadable",
        Unacted.Undoing => "an undo is under way",
        _ => "see below",
    };

    static string Reason(Plan plan, Unacted why, Fact because) => why switch
    {
        Unacted.Cooldown => "another failover of this plan ended within the cooldown. It fails over by itself when the cooldown is over and the primary is still down.",
        Unacted.Queued => "another Region failed over within the last hour. It fails over by itself when that hour is over and the primary is still down.",
        Unacted.LimitUnreadable => "whether other Regions failed over cannot be read. It fails over by itself once that can be read.",
        Unacted.Disarmed => $"the plan is disarmed, because a person has accepted {plan.Standby} as the place of its users.",
        Unacted.Paused => because is PauseUnreadable ? "the pause cannot be read, which counts as paused." : "automation is paused.",
        Unacted.Declined => "the failover was declined.",
        Unacted.Deploying => "the primary was changed minutes ago. It fails over by itself once a probe fails too.",
        Unacted.NeverUp => "its signals were never seen up since the plan was deployed, so they do not count.",
        Unacted.Blind => "too few signals can be read to be sure.",
        Unacted.Undoing => "what was started before is still being undone. It watches and decides again when that is done.",
        _ => "the reason is below.",
    };

    static string Next(Plan plan, Unacted why, bool isHeld) => why switch
    {
        _ when isHeld => "Decide whether it goes on.",
        Unacted.Disarmed => $"Nothing, if users are served from {plan.Standby}.",
        _ => $"Look at {plan.Primary}, and decide whether to fail over.",
    };

    static IEnumerable<(string To, string Command)> Commands(EmailInput input, Unacted why) => why switch
    {
        Unacted.Disarmed => [($"To arm the plan again, so that it fails over from {input.Plan.Primary}", input.Command("reset", Emails.WithReason))],
        Unacted.Paused when input.Record.Phase == Phase.Recovering => [("To let the failover go on", input.Resume)],
        Unacted.Paused when input.Record.Phase == Phase.FailingBack => [("To let the undo go on", input.Resume)],
        Unacted.Undoing => [("To stop all further changes at once", input.Command("pause", Emails.WithReason))],
        Unacted.Paused =>
        [
            ("To let the plan decide again", input.Resume),
            ("To fail over although it is paused", input.Command("failover", $" --override-pause{Emails.WithReason}")),
        ],
        Unacted.NeverUp =>
        [
            ("To let these signals count", input.Command("arm", Emails.WithReason)),
            ("To fail over now", input.FailOver),
        ],
        Unacted.Queued => [("To fail over now", input.Command("approve", Emails.WithReason)), ("To decline", input.Command("reject", Emails.WithReason))],
        _ => [("To fail over now", input.FailOver)],
    };
}
