using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// One vantage says that the primary is down, and another that it is up: either may be wrong, so nothing begins. If that lasts, a person is
/// asked.
/// </summary>
static class Disagreement
{
    /// <summary>An alarm lags behind a probe by one to three minutes; what lasts this much longer than <c>for</c> is no lag.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Counts how long it lasts. Signals that cannot be read do not end it.</summary>
    public static void Advance(Draft draft)
    {
        if (draft.Snapshot.Signals.Count == 0)
        {
            return;
        }

        var (plan, signals, since) = (draft.Plan, draft.Signals, draft.Record.DisputedSince);
        if (draft.Phase is Phase.Confirming or Phase.AwaitingApproval && signals.IsDisputed(plan))
        {
            if (since is null)
            {
                draft.Change(draft.Record with { DisputedSince = draft.Now });
            }
        }
        else if (since is not null && !(draft.Phase.Moves() && signals.MayBeDown(plan) && !signals.IsSuspect(plan)))
        {
            draft.Change(draft.Record with { DisputedSince = null });
        }
    }

    public static bool Lasts(Draft draft) => Since(draft) >= draft.Plan.Trigger.For + Patience;

    public static VantagesDisagree Fact(Draft draft, Fact? prewarm = null) =>
        new(draft.Signals.Fact, draft.Signals.UpAt, Since(draft), draft.Plan.Trigger.For + Patience, prewarm);

    /// <summary>While it lasts, in Confirming.</summary>
    public static Fact Decide(Draft draft, Fact? prewarm)
    {
        var because = Fact(draft, prewarm);
        if (!Lasts(draft))
        {
            return new NoAction(because);
        }

        if (draft.Plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is { } cooling)
        {
            return new NoAction(new PersonMayFailOver(new But(because, cooling)));
        }

        draft.Change(draft.Record with { Disputed = true });
        return AwaitingApprovalPhase.Ask(draft, because with { Prewarm = null });
    }

    static TimeSpan Since(Draft draft) => draft.Record.DisputedSince is { } since ? draft.Now - since : TimeSpan.Zero;
}
