using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class ApprovalSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        ApprovalAsked asked => $"a person is asked whether to fail over to {asked.Standby}: {Sentences.Say(asked.Because)}",
        ApprovalPending pending => $"a person was asked {Durations.Say(pending.Waited)} ago and has {Durations.Say(pending.Left)} left; {Sentences.Say(pending.Signals)}",
        Unanswered unanswered => $"nobody answered within {Durations.Say(unanswered.Within)}",
        UnansweredProceeds unanswered => $"nobody answered within {Durations.Say(unanswered.Within)}, and the plan then proceeds; {Sentences.Say(unanswered.Signals)}",
        UnreadableHolds holds => $"{Sentences.Say(holds.Because)}; what cannot be read holds",
        FailoverDeclined declined => $"not failing over: {Sentences.Say(declined.Because)}",
        StaysDeclined declined => $"failing over was declined; {Sentences.Say(declined.Signals)}; a person may still fail over",
        RegionsUnreadable => "how many Regions fail over cannot be read, and that holds",
        OtherRegionsFailedOver others => $"{string.Join(" and ", others.Regions)} failed over within the hour, and two Regions at once more likely means that we are wrong",
        OtherPlanWaitsLonger other => $"{other.Plan} of {other.Primary} waits for longer",
        Queueing queueing => $"{Sentences.Say(queueing.Outage)}, but {Sentences.Say(queueing.Hold)}; waiting in the queue for {Durations.Say(queueing.Waited)}",
        _ => null,
    };
}
