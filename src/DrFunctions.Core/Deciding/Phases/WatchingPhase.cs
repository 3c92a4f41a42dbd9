using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

static class WatchingPhase
{
    public static string Decide(Draft draft)
    {
        var (plan, signals, record) = (draft.Plan, draft.Signals, draft.Record);
        if (record.Disarmed is { } disarmed)
        {
            return $"no action: disarmed since {disarmed.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, when {disarmed.By} accepted {plan.Standby}; a person arms the plan again by reset";
        }

        if (!signals.IsDown(plan))
        {
            var missing = signals.LacksProbe && signals.Down >= plan.Trigger.AtLeast ? "; the primary was changed minutes ago, so a probe must agree" : "";
            var watching = $"no action: {signals.Down} of {signals.All} signals down, {plan.Trigger.AtLeast} needed{signals.Words}{missing}";
            return Prewarming.StandDown(draft) is { } standing ? $"{standing}; {watching}" : watching;
        }

        // A person who is asked may say yes at any time; only what begins by itself waits for the cooldown.
        if (plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is { } cooling)
        {
            return $"no action: {signals.Sentence}, but {cooling}; a person may still fail over";
        }

        draft.Change(draft.Record with { Down = DownClocks.Next(plan, new DownClock(), signals, draft.Now) });
        if (draft.Record.Run is { EndedAt: null, Undoing: not null } run)
        {
            draft.ChangeRun(run with { Undoing = null });
        }

        var next = plan.Trigger.Mode == Mode.Approval ? "asking a person" : "failing over";
        var because = $"{signals.Sentence}; {next} if that lasts {Durations.Say(plan.Trigger.For)} and a second look agrees";
        draft.Enter(Phase.Confirming, because);
        draft.LookAtOnce = plan.Steps.Any(step => step.Prewarm);
        return because;
    }
}
