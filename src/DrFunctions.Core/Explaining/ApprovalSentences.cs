using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class ApprovalSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        ApprovalAsked asked => $"approval is requested to fail over to {asked.Standby}: {Sentences.Say(asked.Because)}",
        ApprovalPending pending => $"approval was requested {Durations.Say(pending.Waited)} ago, and {Durations.Say(pending.Left)} are left; {Sentences.Say(pending.Signals)}",
        QuestionStands stands => $"{Sentences.Say(stands.Signals)}: the primary has answered for {Durations.Say(stands.Up)} of the {Durations.Say(stands.Needed)} after which no approval is needed",
        Unanswered unanswered => $"nobody answered within {Durations.Say(unanswered.Within)}",
        UnansweredProceeds unanswered => $"nobody answered within {Durations.Say(unanswered.Within)}, so the plan proceeds; {Sentences.Say(unanswered.Signals)}",
        StoodDownOften often => $"the last {often.Times} failovers within {Durations.Say(often.Within)} were stood down, because the primary answered again",
        UnreadableHolds holds => $"{Sentences.Say(holds.Because)}; signals that cannot be read keep the plan waiting",
        FailoverDeclined declined => $"not failing over: {Sentences.Say(declined.Because)}",
        StaysDeclined declined => $"the failover was declined; {Sentences.Say(declined.Signals)}; you can still order a failover",
        RegionsUnreadable => "the failovers of other Regions cannot be read, so the plan waits",
        OtherRegionsFailedOver others => $"{string.Join(" and ", others.Regions)} failed over within the last hour; a second Region at once is more likely an error of our own",
        OtherPlanWaitsLonger other => $"{other.Plan} of {other.Primary} has waited longer",
        Queueing queueing => $"{Sentences.Say(queueing.Outage)}, but {Sentences.Say(queueing.Hold)}; queued for {Durations.Say(queueing.Waited)}",
        _ => null,
    };
}
