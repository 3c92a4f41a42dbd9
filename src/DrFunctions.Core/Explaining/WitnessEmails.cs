using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>Emails about how signals are counted.</summary>
static class WitnessEmails
{
    public static EmailText Prewarming(EmailInput input, SignalsCounted signals) => Emails.Write(
        input,
        NoticeKind.Prewarming,
        $"prewarming {input.Plan.Standby}; users are not moved",
        $"{input.Plan.Primary} looks down. {input.Plan.Name} starts capacity in {input.Plan.Standby} while this is being confirmed; no user is moved yet.",
        [
            Sentences.Whole(signals),
            $"Started: {string.Join(", ", input.Plan.Steps.Where(step => step.Prewarm).Select(step => step.Id))}.",
        ],
        $"Nothing. If the outage is confirmed, another email says so. Else this capacity is stopped once {input.Plan.Primary} has been healthy for 15 min.",
        [("To stop all further changes at once", input.Command("pause", Emails.WithReason))],
        steps: false);

    public static EmailText Wavering(EmailInput input, SignalsWaver waver) => Emails.Write(
        input,
        NoticeKind.Wavering,
        $"signals of {input.Plan.Primary} keep changing sides",
        $"Signals of {input.Plan.Name} keep changing between up and down. Users may see errors, though no outage may last long enough to fail over.",
        [.. waver.Signals.Select(signal => Sentences.Whole(SignalSentences.Of(signal)))],
        $"Find out whether users are served. {(input.Plan.Trigger.Down is { } share ? $"It is an outage for the plan once {share} checks over at least {Durations.Say(input.Plan.Trigger.For)} find the primary down."
            : "It is an outage for the plan only if the primary is down without a break; with \"down\": \"7 of 10\" in its trigger, 7 of the last 10 checks are enough (docs/PLAN.md).")} "
            + "This is told again in 2 h at the earliest.",
        [("To fail over now", input.Command("failover", Emails.WithReason))],
        steps: false);

    public static EmailText DefaultsChanged(EmailInput input, DefaultsChanged changed) => Emails.Write(
        input,
        NoticeKind.DefaultsChanged,
        "the new version has other defaults",
        $"A new version of DrFunctions watches {input.Plan.Name}, and the plan leaves to it what has changed.",
        [Sentences.Whole(changed)],
        "Read docs/PLAN.md about these fields, and write into the plan what you want. dr check names them too.",
        [],
        steps: false);
}
