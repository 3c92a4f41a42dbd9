using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>The email about steps that would fail on the day, written while there is time to repair them.</summary>
static class ReadinessEmails
{
    public static EmailText NotReady(EmailInput input, IReadOnlyList<ReadinessFinding> findings)
    {
        var fails = findings.Where(finding => !finding.IsDoubt).ToList();
        var (plan, steps) = (input.Plan, string.Join(", ", (fails.Count > 0 ? fails : findings).Select(finding => finding.Step)));
        return Emails.Write(
            input,
            NoticeKind.NotReady,
            fails.Count > 0 ? $"ACTION NEEDED: not ready to fail over ({steps})" : $"In doubt: a failover may lack capacity ({steps})",
            $"{plan.Name} is served from {plan.Primary}, and nothing is wrong there. But a failover to {plan.Standby} "
                + (fails.Count > 0 ? "would not succeed today." : "may not get what it needs."),
            [.. findings.Select(finding => $"{finding.Step} ({plan.Step(finding.Step).Kind}) {ReadinessSentences.Of(finding.Why, finding.Because)}.")],
            fails.Count > 0 ? "Repair what is named above while there is time. This email is repeated each day until then."
                : "Change what is named above, or accept the risk: this email is sent once.",
            [("To see every step as it is now", input.Command("status", " --steps"))],
            steps: false);
    }

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
