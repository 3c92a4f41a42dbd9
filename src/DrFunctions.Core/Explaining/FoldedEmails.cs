using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>The email about notices of which only their number was kept, because the topic could not be reached for long.</summary>
static class FoldedEmails
{
    public static EmailText Of(EmailInput input, IReadOnlyDictionary<NoticeKind, int> counts)
    {
        var all = counts.Values.Sum();
        return Emails.Write(
            input,
            NoticeKind.Folded,
            $"and {Plural.Of(all, "more notice")}",
            $"{Plural.Of(all, "notice")} about {input.Plan.Name} could not be sent for a long time, and {(all == 1 ? "is" : "are")} not kept. This email stands for {(all == 1 ? "it" : "them")}.",
            [.. counts.OrderByDescending(kind => kind.Key.Weight()).ThenBy(kind => kind.Key).Select(kind => $"{kind.Value} x {kind.Key.Word()}.")],
            "Find out why the notice topic could not be reached. The history of the plan has everything that happened.",
            [],
            steps: false);
    }
}
