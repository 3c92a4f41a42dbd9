using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Telling;

namespace DrFunctions.Core.Deciding;

/// <summary>Carries the steps on, each as far as it can go; ends when all are done or when a person is needed.</summary>
static class RecoveringPhase
{
    public static string Look(Draft draft)
    {
        Gate.Look(draft);

        // Those that were ready when the look was made; what becomes ready by it is looked at next, and at once.
        var (steps, run) = (draft.Plan.Steps, draft.Run);
        foreach (var step in steps.Where(step => step.After.All(run.IsDone)))
        {
            RecoveringStep.Look(draft, step);
        }

        draft.LookAtOnce = steps.Any(step => step.After.All(draft.Run.IsDone) && !step.After.All(run.IsDone));
        if (steps.All(step => draft.Run.IsDone(step.Id)))
        {
            return Recovered(draft);
        }

        // What has failed calls a person only when nothing else can go on: one poison step must not hold up the others.
        var moving = steps.Any(step => draft.Of(step).Progress is StepProgress.Started
            || (draft.Of(step).Progress is StepProgress.Waiting && step.After.All(draft.Run.IsDone)));
        return moving ? $"failing over: {Progress(draft)}" : Stuck(draft, Failures(draft.Run));
    }

    public static string Stuck(Draft draft, string because)
    {
        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        draft.Enter(Phase.Stuck, because);
        draft.Tell(Letters.Stuck(draft.Plan, draft.Record, because, draft.Readings.CommandOptions));
        return because;
    }

    static string Recovered(Draft draft)
    {
        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        var because = $"{draft.Plan.Name} is served from {draft.Plan.Standby}: all {draft.Plan.Steps.Count} steps are done, "
            + $"{Durations.Say(draft.Now - draft.Run.DetectedAt)} after the outage was first seen";
        draft.Enter(Phase.Recovered, because);
        draft.Tell(Letters.Recovered(draft.Plan, draft.Record, draft.Readings.CommandOptions));
        return because;
    }

    /// <summary>What a person is needed for.</summary>
    public static string Failures(Run run) => string.Join("; ", run.Steps
        .Where(step => step.Value.Progress == StepProgress.Failed)
        .Select(step => $"step {step.Key} cannot go on: {step.Value.Because}"));

    static string Progress(Draft draft)
    {
        var done = draft.Plan.Steps.Count(step => draft.Run.IsDone(step.Id));
        var open = draft.Plan.Steps
            .Where(step => draft.Of(step) is { Progress: StepProgress.Started or StepProgress.Failed } or { Progress: StepProgress.Waiting, Because.Length: > 0 })
            .Select(step => $"{step.Id}: {draft.Of(step).Because}");
        return string.Join("; ", open.Prepend($"{done} of {draft.Plan.Steps.Count} steps done"));
    }
}
