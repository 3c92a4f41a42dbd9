using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

static class WatchingPhase
{
    public static string Look(Draft draft)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (!signals.IsDown(plan))
        {
            return $"no action: {signals.Down} of {signals.All} signals down, {plan.Trigger.AtLeast} needed{signals.Words}";
        }

        if (draft.Record.AutomaticAt is { } last && draft.Now - last < plan.Trigger.Cooldown)
        {
            return $"no action: {signals.Down} of {signals.All} signals down{signals.Words}, but the last automatic failover was "
                + $"{Durations.Say(draft.Now - last)} ago and the cooldown is {Durations.Say(plan.Trigger.Cooldown)}; a person may still fail over";
        }

        draft.Change(draft.Record with { Down = DownClocks.Next(plan, new DownClock(), signals, draft.Now) });
        var because = $"{signals.Down} of {signals.All} signals down{signals.Words}; "
            + $"failing over if that lasts {Durations.Say(plan.Trigger.For)} and a second look agrees";
        draft.Enter(Phase.Confirming, because);
        return because;
    }
}
