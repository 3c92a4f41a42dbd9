using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

static class WatchingPhase
{
    public static Fact Decide(Draft draft)
    {
        var (plan, signals, record) = (draft.Plan, draft.Signals, draft.Record);
        if (record.Disarmed is { } disarmed)
        {
            return new NoAction(new Disarmed(disarmed.At, disarmed.By, plan.Standby));
        }

        if (!signals.IsSuspect(plan))
        {
            var probeMustAgree = signals.LacksProbe && signals.Down >= plan.Trigger.AtLeast;
            return new NotEnoughDown(signals.Fact, plan.Trigger.AtLeast, probeMustAgree, Prewarming.StandDown(draft));
        }

        // A person may approve at any time; only automatic failovers wait for the cooldown.
        if (plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is { } cooling)
        {
            return new NoAction(new PersonMayFailOver(new But(signals.Fact, cooling)));
        }

        draft.Change(draft.Record with { Down = DownClocks.Next(plan, new DownClock(), signals, draft.Now) });
        if (draft.Record.Run is { EndedAt: null, Undoing: not null } run)
        {
            draft.ChangeRun(run with { Undoing = null });
        }

        var mustAgree = plan.Trigger.Witnesses == Witnesses.All && plan.Trigger.LoneVantage is null;
        var because = new OutageSuspected(signals.Fact, plan.Trigger.For, plan.Trigger.Mode == Mode.Approval, mustAgree);
        draft.Enter(Phase.Confirming, because);
        draft.LookAtOnce = plan.Steps.Any(step => step.Prewarm);
        return because;
    }
}
