using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>The emails about capacity that is lost, or complete at last, while the standby serves.</summary>
static class CapacityEmails
{
    public static EmailText Lost(EmailInput input, IReadOnlyList<StepSaid> lost) => Emails.Write(
        input,
        NoticeKind.CapacityLost,
        $"ACTION NEEDED: capacity lost in {input.Plan.Standby}",
        $"{input.Plan.Name} is served from {input.Plan.Standby}, and some of the capacity that was started there does not run any more.",
        [.. lost.Select(step => $"Step {step.Step} was done, and now {Sentences.Say(step.Because)}.")],
        "Find out who or what stopped it, such as a schedule or an autoscaler, and start it again by hand: DrFunctions does not, while the standby serves.",
        [($"To go back once {input.Plan.Primary} is well", input.Command("failback", Emails.WithReason))],
        steps: false);

    public static EmailText NotKept(EmailInput input, IReadOnlyList<string> steps) => Emails.Write(
        input,
        NoticeKind.NotKept,
        "ACTION NEEDED later: an undo will leave what was started",
        $"{input.Plan.Name} found so many resources in {input.Plan.Standby} that their list does not fit into its record. The run goes on all the same.",
        [$"A failback or a stand-down will leave as it is what was started for {string.Join(", ", steps)}."],
        "Nothing now. After the run stop by hand what is not needed, and split the plan.",
        [("To see what was started and when", input.Command("status"))],
        steps: false);

    /// <summary>People were told that the standby serves with a part of its capacity; this is the end of that.</summary>
    public static EmailText Complete(EmailInput input, IReadOnlyList<StepSaid> steps) => Emails.Write(
        input,
        NoticeKind.Recovered,
        $"no longer degraded in {input.Plan.Standby}",
        $"{input.Plan.Name} in {input.Plan.Standby} is no longer degraded: the capacity that was missing has arrived.",
        [.. steps.Select(step => $"{step.Step}: {Sentences.Say(step.Because)}.")],
        "Nothing.",
        [($"To go back once {input.Plan.Primary} is well", input.Command("failback", Emails.WithReason))],
        steps: false);
}
