using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class NoticeSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        Escalated escalated => $"nobody has answered for {Durations.Say(escalated.Since)} that {EscalationEmails.What(escalated.For)}, so the escalation was notified",
        LedgersGivenUp given => $"too many resources were found to keep their list, so an undo leaves what was started: {string.Join(", ", given.Steps)}",
        FactsLeftOut left => $"and {left.Count} more, which did not fit",
        _ => null,
    };
}
