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

    /// <summary>About the account, and so about every plan of the deployment.</summary>
    public static EmailText FewInvocations(string region, string because) => new(
        NoticeKind.NotReady,
        Wording.Of($"[DrFunctions] ACTION NEEDED: too few invocations at once in {region}"),
        Wording.Of($"""
            Nothing is wrong with any plan. But in a disaster the functions of DrFunctions in {region} may have to wait for each other, because AWS Lambda {ReadinessSentences.Of(Unready.FewInvocations, because)}.

            WHAT TO DO NEXT
              Ask AWS to raise the quota "Concurrent executions" of Lambda in {region}, free some that other functions reserve, or give the stack's parameter ReservedConcurrency a value that is large enough. This email is repeated each day until then.

              To see what the account has:
                aws lambda get-account-settings --region {region}

            """));
}
