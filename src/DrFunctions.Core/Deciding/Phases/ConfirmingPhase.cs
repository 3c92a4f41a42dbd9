using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

static class ConfirmingPhase
{
    /// <summary>Advances the clock also in a look that answers a request or is paused.</summary>
    public static void Count(Draft draft)
    {
        if (draft.Phase == Phase.Confirming)
        {
            draft.Change(draft.Record with { Down = DownClocks.Next(draft.Plan, draft.Record.Down, draft.Signals, draft.Now) });
        }
    }

    public static Fact Decide(Draft draft)
    {
        var (plan, signals, before) = (draft.Plan, draft.Signals, draft.Record.Down);
        var clock = DownClocks.Next(plan, before, signals, draft.Now);
        draft.Change(draft.Record with { Down = clock });
        if (!signals.MayBeDown(plan))
        {
            if (BrownOut.Survives(plan, clock))
            {
                return new NoAction(BrownOut.Fact(plan, clock, signals));
            }

            var up = new PrimaryAnswersAgain(signals.Fact, plan.Trigger.AtLeast);
            draft.Enter(Phase.Watching, up);
            return up;
        }

        var prewarm = Prewarming.Advance(draft);
        if (signals.IsDisputed(plan))
        {
            return Disagreement.Decide(draft, prewarm);
        }

        if (!signals.IsDown(plan))
        {
            return new NoAction(new ClockHeld(signals.Fact, signals.LacksProbe, clock.Counted, plan.Trigger.For, prewarm));
        }

        var isUnbroken = clock.Counted >= plan.Trigger.For && DownClocks.Follows(before, draft.Now);
        if (isUnbroken || BrownOut.Is(plan, clock, draft.Now))
        {
            return Begin(draft, isUnbroken ? new DownFor(signals.Fact, clock.Counted, plan.Trigger.For)
                : BrownOut.Fact(plan, clock, signals), prewarm);
        }

        return new NoAction(plan.Trigger.Down is null ? new DownFor(signals.Fact, clock.Counted, plan.Trigger.For, prewarm)
            : BrownOut.Fact(plan, clock, signals, prewarm));
    }

    /// <summary>The outage is confirmed.</summary>
    static Fact Begin(Draft draft, Fact because, Fact? prewarm)
    {
        var plan = draft.Plan;
        if (draft.Record.AsksAfterPause)
        {
            return AwaitingApprovalPhase.Ask(draft, new But(because, new AsksAfterPause()));
        }

        if (plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is { } cooling)
        {
            return new NoAction(new PersonMayFailOver(new But(because, cooling), prewarm));
        }

        return plan.Trigger.Mode == Mode.Approval ? AwaitingApprovalPhase.Ask(draft, because)
            : FailoverStart.Flaps(draft) is { } flaps ? AwaitingApprovalPhase.AskFlapping(draft, new But(because, flaps))
            : FailoverStart.Automatic(draft, because);
    }
}
