using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

static class ConfirmingPhase
{
    /// <summary>A look that answers a person, or is paused, counts for the clock all the same.</summary>
    public static void Count(Draft draft)
    {
        if (draft.Phase == Phase.Confirming)
        {
            draft.Change(draft.Record with { Down = DownClocks.Next(draft.Plan, draft.Record.Down, draft.Signals, draft.Now) });
        }
    }

    public static string Decide(Draft draft)
    {
        var (plan, signals, before) = (draft.Plan, draft.Signals, draft.Record.Down);
        var clock = DownClocks.Next(plan, before, signals, draft.Now);
        draft.Change(draft.Record with { Down = clock });
        var counted = $"for {Durations.Say(clock.Counted)} of {Durations.Say(plan.Trigger.For)}";
        if (!signals.MayBeDown(plan))
        {
            var up = $"{signals.Sentence}, {plan.Trigger.AtLeast} needed: the primary is up again";
            draft.Enter(Phase.Watching, up);
            return up;
        }

        var warm = Prewarming.Advance(draft) is { } prewarm ? $"; {prewarm}" : "";
        if (!signals.IsDown(plan))
        {
            var why = signals.LacksProbe ? "no probe agrees though the primary was changed minutes ago" : $"{signals.Unknown} cannot be read";
            return $"no action: {signals.Sentence}, {why}, which holds the clock at {counted[4..]}{warm}";
        }

        if (clock.Counted < plan.Trigger.For || !DownClocks.Follows(before, draft.Now))
        {
            return $"no action: {signals.Sentence} {counted}{warm}";
        }

        if (plan.Trigger.Mode != Mode.Approval && FailoverStart.Cooldown(draft) is { } cooling)
        {
            return $"no action: {signals.Sentence} {counted}, but {cooling}; a person may still fail over{warm}";
        }

        var because = $"{signals.Sentence} {counted}";
        return plan.Trigger.Mode == Mode.Approval ? AwaitingApprovalPhase.Ask(draft, because) : FailoverStart.Automatic(draft, because);
    }
}
