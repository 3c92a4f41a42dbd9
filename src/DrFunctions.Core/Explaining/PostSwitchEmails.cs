using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

/// <summary>
/// The emails about what is found after a switch. DrFunctions changes nothing because of it, so each says what a person may do.
/// </summary>
static class PostSwitchEmails
{
    public const string NotAllUsers = " BUT DNS does not lead all users there.";

    public const string LookAtDns = "Find out at once why DNS does not follow: the delegation at the registrar, secondary name servers, health checks. Going";

    /// <param name="findings">All of one kind of notice.</param>
    public static EmailText Found(EmailInput input, NoticeKind kind, IReadOnlyList<PostSwitchSaid> findings)
    {
        var (plan, standby) = (input.Plan, input.Plan.Standby);
        var (subject, lead, next) = kind switch
        {
            NoticeKind.UsersElsewhere => (
                $"ACTION NEEDED: users do not all reach {standby}",
                $"{plan.Name} was switched to {standby}, and what was switched is as the plan wants it. But users follow DNS, and it is not so for all of them.",
                "Compare the name's delegation at its registrar with the hosted zone (dig NS, dig +trace), and look for secondary name servers that do "
                    + "not follow, for a health check that fails, and for a certificate that lacks the name. DrFunctions changes nothing more by itself."),
            NoticeKind.PutBack => (
                $"ACTION NEEDED: what sends users to {standby} was changed",
                $"{plan.Name} was switched to {standby}, and somebody or something, such as a deployment, has changed it since. Users may be led to {plan.Primary}.",
                $"Find out who changed it. While {plan.Primary} is not well, put it back by hand as the plan wants it: DrFunctions does not, while the standby serves. "
                    + "This email is repeated each day while it lasts."),
            _ => (
                $"ACTION NEEDED: {standby} serves and FAILS its checks",
                $"{plan.Name} is served from {standby}, and a check of it that passed before the switch fails now.",
                $"Look at the application in {standby}: repair it there, or roll back what was deployed. DrFunctions goes back to {plan.Primary} on a person's command only."),
        };
        return Emails.Write(
            input, kind, subject, lead, [.. findings.Select(finding => $"{PostSwitchSentences.Of(finding)}."), .. Primary(input)], next,
            [
                ($"To go back to {plan.Primary}, if that is well (it says beforehand what it will do)", input.Command("failback", Emails.WithReason)),
            ],
            steps: false);
    }

    public static EmailText Over(EmailInput input, IReadOnlyList<PostSwitchSaid> findings) => Emails.Write(
        input,
        NoticeKind.PostSwitchOver,
        $"{input.Plan.Standby} is as it should be again",
        $"What was found of {input.Plan.Name} after the switch to {input.Plan.Standby} is over.",
        [.. findings.Select(finding => $"{finding.Step}: {finding.Because}.")],
        "Nothing.",
        [],
        steps: false);

    /// <summary>What the email about a recovery says of users by DNS: the answer, or when it will be asked.</summary>
    public static IEnumerable<string> AtRecovery(EmailInput input)
    {
        var found = input.Run.PostSwitch;
        foreach (var step in input.Plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic))
        {
            yield return found.Names.FirstOrDefault(name => name.Step == step.Id) is { } seen
                ? $"{PostSwitchSentences.Of(new NameSaid(step.Id, seen.State, seen.Because))}."
                : $"{step.Id}: DNS is asked once the old answers have expired; another email follows if users are not led to {input.Plan.Standby}.";
        }

        foreach (var finding in found.Findings.Where(
            finding => finding is { IsConfirmed: true, What: not PostSwitchTrouble.NameElsewhere }))
        {
            yield return $"{PostSwitchSentences.Of(new PostSwitchSaid(finding.Step, finding.What, finding.Because))}.";
        }
    }

    /// <summary>Whether it is known, by two readings, that not all users get the standby.</summary>
    public static bool UsersAreElsewhere(Run run) =>
        run.PostSwitch.Findings.Any(finding => finding is { IsConfirmed: true, What: PostSwitchTrouble.NameElsewhere });

    static IEnumerable<string> Primary(EmailInput input) => input.Signals is null ? [] : [Sentences.Whole(input.Signals)];
}
