using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>Nothing begins by itself until the primary has been up for as long as it must be down to begin.</summary>
static class DeclinedPhase
{
    public static string Decide(Draft draft)
    {
        var (plan, up) = (draft.Plan, UpClock.Counted(draft));
        if (draft.Record.UpSince is null || up < plan.Trigger.For)
        {
            return $"no action: failing over was declined; {draft.Signals.Sentence}; a person may still fail over";
        }

        var because = $"the primary has been up for {Durations.Say(up)}";
        draft.Enter(Phase.Watching, because);
        return because;
    }
}
