using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class WakeSentences
{
    public static string? Of(Fact fact) => fact switch
    {
        OtherInvocationLooks other => $"another invocation is already at work; its last check was {Durations.Say(other.Ago)} ago",
        OtherInvocationSaved => "another invocation saved first, so its decision stands",
        NothingAwaited => "an instance or a service has changed, and the plan waits for none",
        LookIsDue => "an instance or a service has changed, and a check that will see it is due within seconds",
        TableUnusable table => $"the state table cannot be used: {table.Error}; the next wake-up tries again",
        UnexpectedError error => $"an unexpected error, {error.Type}: {error.Message}; the log has its trace",
        StepsMove => "its steps are under way",
        FoundBySweep sweep => $"found by the sweep, before an invocation of its own: {Sentences.Say(sweep.Found)}",
        HandedOver handed => $"driven by an invocation of its own: {Sentences.Say(handed.Found)}",
        NoticesWait waiting => $"{Sentences.Say(waiting.Decided)}; {waiting.Notices} notice(s) could not be published yet",
        _ => null,
    };
}
