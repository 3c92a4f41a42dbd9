using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Telling;

namespace DrFunctions.Core.Deciding;

static class ConfirmingPhase
{
    public static string Look(Draft draft)
    {
        var (plan, signals, before) = (draft.Plan, draft.Signals, draft.Record.Down);
        var clock = DownClocks.Next(plan, before, signals, draft.Now);
        draft.Change(draft.Record with { Down = clock });
        var seen = $"{signals.Down} of {signals.All} signals down{signals.Words}";
        var counted = $"for {Durations.Say(clock.Counted)} of {Durations.Say(plan.Trigger.For)}";
        if (!signals.MayBeDown(plan))
        {
            var up = $"{seen}, {plan.Trigger.AtLeast} needed: the primary is up again";
            draft.Enter(Phase.Watching, up);
            return up;
        }

        if (!signals.IsDown(plan))
        {
            return $"no action: {seen}, {signals.Unknown} cannot be read, which holds the clock at {counted[4..]}";
        }

        if (clock.Counted < plan.Trigger.For || !DownClocks.Follows(before, draft.Now))
        {
            return $"no action: {seen} {counted}";
        }

        return Begin(draft, clock, $"{seen} {counted}");
    }

    static string Begin(Draft draft, DownClock clock, string because)
    {
        using var pinned = JsonDocument.Parse(draft.Plan.Source);
        draft.Change(draft.Record with
        {
            AutomaticAt = draft.Now,
            BlindSince = null,
            BlindToldAt = null,
            Down = new DownClock(),
            Run = new Run
            {
                Id = $"{draft.Now:yyyyMMdd'T'HHmmss'Z'}",
                BeganAt = draft.Now,
                Why = because,
                DetectedAt = clock.Since!.Value,
                Plan = pinned.RootElement.Clone(),
            },
        });
        draft.Enter(Phase.Recovering, because);
        draft.Tell(Letters.Began(draft.Plan, draft.Record, draft.Readings.CommandOptions));
        return $"failing over to {draft.Plan.Standby}: {because}";
    }
}
