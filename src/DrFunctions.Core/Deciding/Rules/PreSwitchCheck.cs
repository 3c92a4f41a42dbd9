using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <param name="IsFinal">The primary has answered for so long that the switch is called off.</param>
sealed record PreSwitchHold(Fact Because, bool IsFinal = false);

/// <summary>
/// What is checked once more right before users or data move: is the standby still healthy, and is the primary still down?
/// </summary>
static class PreSwitchCheck
{
    /// <summary>A primary that answers for this long is not down.</summary>
    static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    /// <summary>Why the step must wait, or null if it may start now.</summary>
    public static PreSwitchHold? Holds(Draft draft, Step step)
    {
        var sick = draft.Plan.Before(step)
            .Where(before => before.Traits.Role == StepRole.Verification)
            .FirstOrDefault(check => Read(draft, check)?.State != StepState.Done);
        if (sick is not null && !draft.IsShadow)
        {
            return new PreSwitchHold(new CheckFailsAgain(sick.Id, step.Id, Read(draft, sick)?.Because ?? "it was not looked at"));
        }

        // Unknown does not block: an unreachable us-east-1 must not delay the failover that it caused. A person's order skips the signals.
        if (draft.Run.OrderedBy is not null)
        {
            return null;
        }

        if (draft.Signals.MayBeDown(draft.Plan))
        {
            return draft.Run.Disputed || draft.Signals.UpAt.Count == 0 ? null : new PreSwitchHold(new VantagesDisagree(
                draft.Signals.Fact, draft.Signals.UpAt, draft.Now - (draft.Of(step).ReadyAt ?? draft.Now), step.Limit * step.Attempts));
        }

        if (draft.Run.HeldSince is null || draft.Now - draft.Record.LookedAt > DownClocks.LongestGap)
        {
            draft.ChangeRun(draft.Run with { HeldSince = draft.Now });
            draft.Note(new StepHeld(step.Id, draft.Signals.Down, draft.Signals.All));
        }

        var held = draft.Now - draft.Run.HeldSince!.Value;
        var isFinal = held >= LongestHold;
        return new PreSwitchHold(
            new SwitchHeld(held, draft.Signals.Down, draft.Signals.All, draft.Plan.Trigger.AtLeast, ServesAgain: isFinal), isFinal);
    }

    /// <summary>The two minutes must be uninterrupted: a look that finds the primary down, or cannot read its signals, ends them.</summary>
    public static void Advance(Draft draft)
    {
        if (draft.Phase == Phase.Recovering && draft.Run.HeldSince is not null && draft.Snapshot.Signals.Count > 0
            && draft.Signals.MayBeDown(draft.Plan))
        {
            draft.ChangeRun(draft.Run with { HeldSince = null });
        }
    }

    static StepObservation? Read(Draft draft, Step check) => draft.Snapshot.Steps.TryGetValue(check.Id, out var reading) ? reading : null;
}
