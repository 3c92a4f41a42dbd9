using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks how the record of each step goes on: what makes it done, late, or sent once more.</summary>
sealed class StepChecker(CoreFigures figures)
{
    public void Check(PlanTruth plan, DecidedLook look)
    {
        Prewarms(plan, look);
        if (look.After.Run is not { } run || look.Before.Run?.Id != run.Id || IsShadow(plan))
        {
            return;
        }

        var isHeld = look.Snapshot.Automation != Automation.On && look.Before is not { Phase: Phase.Recovering, Run.OverridesPause: true };
        foreach (var truth in plan.Steps)
        {
            var (was, now) = (look.Before.Run.Of(truth.Step), run.Of(truth.Step));
            CountsAsDone(look, truth.Step, was, now);
            IsSentAtOnce(look, truth.Step, was, now);
            IsLate(look, truth, was, now, plan.WasHeld || isHeld);
        }

        plan.WasHeld = isHeld;
    }

    static bool IsShadow(PlanTruth plan) => plan.Plan.Trigger.Mode == Mode.Shadow && !plan.OverridesShadow;

    /// <summary>Nothing but a look makes a step done.</summary>
    void CountsAsDone(DecidedLook look, Step step, StepRecord was, StepRecord now)
    {
        if (was.Progress != StepProgress.Done && now is { Progress: StepProgress.Done, Degraded: false })
        {
            figures.Ask(Invariant.Done, Reading(look, step)?.State == StepState.Done, $"{step.Id} counts as done: {Reading(look, step)}");
        }
    }

    /// <summary>A start that never left has no effect that could be late.</summary>
    void IsSentAtOnce(DecidedLook look, Step step, StepRecord was, StepRecord now)
    {
        var isHeldBack = look.Snapshot.Refused.TryGetValue(step.Id, out var refusal) && refusal.Sent == Sent.None;
        if (isHeldBack && step.Traits.Role == StepRole.Capacity && Reading(look, step)?.State == StepState.NotStarted
            && was is { Progress: StepProgress.Started, Attempts: > 0, Degraded: false, Resumed: false, RefusedAt: null, Undo: null }
            && now.Progress is StepProgress.Waiting or StepProgress.Started && look.Before.Phase == Phase.Recovering
            && look.After.Phase == Phase.Recovering && step.After.All(id => look.After.Run!.IsDone(id))
            && look.Decision.Taken is null && look.Snapshot.Automation == Automation.On)
        {
            figures.Ask(Invariant.SentAtOnce, look.Decision.Actions.Any(action => action.Step.Id == step.Id), $"{step.Id} was held back, and is not sent");
        }
    }

    /// <summary>Only time in which the run could go on counts against a limit.</summary>
    void IsLate(DecidedLook look, StepTruth truth, StepRecord was, StepRecord now, bool isHeld)
    {
        var gap = look.Clock - look.Before.LookedAt;
        (truth.Waited, truth.LongestGap) = was.ReadyAt is null || was.Progress is StepProgress.Done or StepProgress.Failed
            ? (TimeSpan.Zero, gap) : (truth.Waited + (isHeld ? TimeSpan.Zero : gap), gap > truth.LongestGap ? gap : truth.LongestGap);
        if (was is { Progress: not StepProgress.Failed, Resumed: false }
            && now is { Progress: StepProgress.Failed, Fact: OverLimit { OfAllAttempts: true } })
        {
            // Two looks may be late: the one that began to count, and the one after a pause.
            var limit = truth.Step.Limit * truth.Step.Attempts;
            figures.Ask(Invariant.Late, truth.Waited + (2 * truth.LongestGap) >= limit, $"{truth.Step.Id} is late after {truth.Waited} of {limit}");
        }
    }

    void Prewarms(PlanTruth plan, DecidedLook look)
    {
        if (look.After.Run is not { Purpose: RunPurpose.Prewarm } run || look.Before.Run?.Id == run.Id)
        {
            return;
        }

        figures.Ask(
            Invariant.Prewarms, !(look.Clock - plan.PrewarmedAt < plan.Plan.Trigger.Cooldown),
            $"a prewarm at {look.Clock:HH:mm:ss}, after one at {plan.PrewarmedAt:HH:mm:ss}");
        plan.PrewarmedAt = look.Clock;
    }

    static StepObservation? Reading(DecidedLook look, Step step) =>
        look.Snapshot.Steps.TryGetValue(step.Id, out var reading) ? reading : null;
}
