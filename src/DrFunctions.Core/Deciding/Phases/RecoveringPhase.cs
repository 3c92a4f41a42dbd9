using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>Carries the steps on, each as far as it can go; ends when all are done or when a person is needed.</summary>
static class RecoveringPhase
{
    public static string Decide(Draft draft)
    {
        var steps = draft.Plan.Steps;
        AdvanceSteps(draft, steps);
        if (draft.StandsDown is { } because)
        {
            return FailingBackPhase.Begin(draft, Undoing.StandDown, because);
        }

        if (steps.All(step => draft.Run.IsDone(step.Id)))
        {
            return Recovered(draft);
        }

        return IsMoving(draft, steps) ? $"{(draft.IsShadow ? "would be failing" : "failing")} over: {Progress(draft, steps)}" : Stuck(draft, Failures(draft.Run));
    }

    /// <summary>Carries those on that were ready when the look was made; what becomes ready by it is looked at next, and at once.</summary>
    public static void AdvanceSteps(Draft draft, IReadOnlyList<Step> steps)
    {
        var run = draft.Run;
        foreach (var step in steps.Where(step => step.After.All(run.IsDone)))
        {
            RecoveringStep.Advance(draft, step);
        }

        draft.LookAtOnce |= steps.Any(step => step.After.All(draft.Run.IsDone) && !step.After.All(run.IsDone));
    }

    /// <summary>What has failed calls a person only when nothing else can go on: one poison step must not hold up the others.</summary>
    public static bool IsMoving(Draft draft, IReadOnlyList<Step> steps) => steps.Any(step => draft.Of(step).Progress is StepProgress.Started
        || (draft.Of(step).Progress is StepProgress.Waiting && step.After.All(draft.Run.IsDone)));

    public static string Stuck(Draft draft, string because)
    {
        draft.ChangeRun(draft.Run with { EndedAt = draft.Now, OverridesPause = false });
        draft.Enter(Phase.Stuck, because);
        draft.Tell(Emails.Stuck(draft.EmailInput, because));
        return because;
    }

    static string Recovered(Draft draft)
    {
        draft.ChangeRun(draft.Run with { RecoveredAt = draft.Now, EndedAt = draft.Now, OverridesPause = false });
        var took = $"{Durations.Say(draft.Now - draft.Run.DetectedAt)} after the outage was first seen";
        var because = draft.IsShadow
            ? $"{draft.Plan.Name} would now be served from {draft.Plan.Standby}; nothing was changed, {took}"
            : $"{draft.Plan.Name} is served from {draft.Plan.Standby}: all {draft.Plan.Steps.Count} steps are done, {took}";
        draft.Enter(Phase.Recovered, because);
        draft.Tell(Emails.Recovered(draft.EmailInput));
        return because;
    }

    /// <summary>What a person is needed for.</summary>
    public static string Failures(Run run) => string.Join("; ", run.Steps
        .Where(step => run.Undoing is null ? step.Value.Progress == StepProgress.Failed : step.Value.Undo is { Progress: StepProgress.Failed })
        .Select(step => run.Undoing is null
            ? $"step {step.Key} cannot go on: {step.Value.Because}"
            : $"step {step.Key} cannot be undone: {step.Value.Undo!.Because}"));

    public static string Progress(Draft draft, IReadOnlyList<Step> steps)
    {
        var done = steps.Count(step => draft.Run.IsDone(step.Id));
        var open = steps
            .Where(step => draft.Of(step) is { Progress: StepProgress.Started or StepProgress.Failed } or { Progress: StepProgress.Waiting, Because.Length: > 0 })
            .Select(step => $"{step.Id}: {draft.Of(step).Because}");
        return string.Join("; ", open.Prepend($"{done} of {steps.Count} steps done"));
    }
}
