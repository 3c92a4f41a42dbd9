using System.Text;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>One email for the notices of many plans: a line each, with what a person may do about it.</summary>
public static class DigestEmails
{
    /// <param name="notices">Of one channel, the most important first.</param>
    /// <param name="region">The standby of all these plans.</param>
    /// <param name="options">The options with which a dr command finds this deployment.</param>
    public static EmailText Of(IReadOnlyList<WaitingNotice> notices, string region, string options)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var kinds = notices.GroupBy(notice => notice.Kind).ToList();
        var plans = notices.DistinctBy(notice => notice.Plan).Count();
        var body = new StringBuilder();
        body.Append(Lead(kinds, plans, region)).Append(". More than five plans move or tell at once, so a short email stands for theirs.\n");
        foreach (var kind in kinds)
        {
            body.Append('\n').Append(kind.Key.Word().ToUpperInvariant()).Append('\n');
            foreach (var notice in kind)
            {
                body.Append("  ").Append(Emails.At(notice.At)).Append("  ").Append(Line(notice.Subject)).Append('\n');
                body.Append(notice.Command is { } command ? $"    {command}\n" : "");
            }
        }

        body.Append("\nTo see the current state of one of them:\n    dr status PLAN ").Append(options).Append('\n');
        var subject = Emails.Ascii(Emails.Opening + Subject(kinds, plans, region));
        return new EmailText(NoticeKind.Digest, Wording.Of(subject), Wording.Of(body.ToString()))
        {
            Channel = notices[0].Channel,
        };
    }

    static string Subject(List<IGrouping<NoticeKind, WaitingNotice>> kinds, int plans, string region) => kinds switch
    {
        [{ Key: NoticeKind.Escalation }] => $"NOBODY HAS ANSWERED: {Plural.Of(plans, "plan")} need{(plans == 1 ? "s" : "")} a person",
        _ => Lead(kinds, plans, region),
    };

    static string Lead(List<IGrouping<NoticeKind, WaitingNotice>> kinds, int plans, string region) => kinds switch
    {
        [{ Key: NoticeKind.FailingOver }] => $"{Plural.Are(plans, "plan")} failing over to {region}",
        [{ Key: NoticeKind.Recovered }] => $"{Plural.Of(plans, "plan")} recovered in {region}",
        [{ Key: NoticeKind.Stuck }] => $"ACTION NEEDED: {Plural.Are(plans, "plan")} STUCK on the way to {region}",
        _ => $"{Plural.Of(plans, "plan")} of {region}: {string.Join(", ", kinds.Select(kind => $"{kind.Count()} {Of(kind.Key)}"))}",
    };

    static string Of(NoticeKind kind) => kind == NoticeKind.Stuck ? "STUCK" : kind == NoticeKind.ApprovalNeeded ? "APPROVAL NEEDED" : kind.Word();

    /// <summary>A subject without its opening, which each of them has.</summary>
    static string Line(string subject) =>
        subject.StartsWith(Emails.Opening, StringComparison.OrdinalIgnoreCase) ? subject[Emails.Opening.Length..] : subject;
}
