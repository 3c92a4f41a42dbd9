using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Nothing begins automatically until the primary has been healthy for as long as the plan's <c>for</c>.</summary>
static class DeclinedPhase
{
    public static Fact Decide(Draft draft)
    {
        var (plan, up) = (draft.Plan, UpClock.Counted(draft));
        if (draft.Record.UpSince is null || up < plan.Trigger.For)
        {
            return new NoAction(new StaysDeclined(draft.Signals.Fact));
        }

        var because = new PrimaryUpFor(up);
        draft.Enter(Phase.Watching, because);
        return because;
    }
}
