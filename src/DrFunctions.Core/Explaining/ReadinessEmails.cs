using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>The email about steps that would fail on the day, written while there is time to repair them.</summary>
static class ReadinessEmails
{
    public static EmailText NotReady(EmailInput input, IReadOnlyList<ReadinessFinding> findings) => Emails.Write(
        input,
        NoticeKind.NotReady,
        $"ACTION NEEDED: not ready to fail over ({string.Join(", ", findings.Select(finding => finding.Step))})",
        $"{input.Plan.Name} is served from {input.Plan.Primary}, and nothing is wrong there. But a failover to {input.Plan.Standby} would not succeed today.",
        [.. findings.Select(finding => $"{finding.Step} ({input.Plan.Step(finding.Step).Kind}) {ReadinessSentences.Of(finding.Why, finding.Because)}.")],
        "Repair what is named above while there is time. This email is repeated each day until then.",
        [("To see every step as it is now", input.Command("status", " --steps"))],
        steps: false);
}
