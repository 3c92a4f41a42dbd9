using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Carries the steps on, each as far as it can go; ends when all are done or when a person is needed.</summary>
static class RecoveringPhase
{
    public static Fact Decide(Draft draft)
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

        return IsMoving(draft, steps) ? new FailoverProgress(draft.IsShadow, Progress(draft, steps)) : Stuck(draft, Failures(draft.Run));
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

    public static Fact Stuck(Draft draft, Fact because)
    {
        draft.ChangeRun(draft.Run with { EndedAt = draft.Now, OverridesPause = false });
        draft.Enter(Phase.Stuck, because);
        draft.Tell(Emails.Stuck(draft.EmailInput, because));
        return because;
    }

    static Fact Recovered(Draft draft)
    {
        draft.ChangeRun(draft.Run with { RecoveredAt = draft.Now, EndedAt = draft.Now, OverridesPause = false });
        var because =
            new Recovery(draft.Plan.Name, draft.Plan.Standby, draft.Plan.Steps.Count, draft.Now - draft.Run.DetectedAt, draft.IsShadow);
        draft.Enter(Phase.Recovered, because);
        draft.Tell(Emails.Recovered(draft.EmailInput));
        return because;
    }

    /// <summary>What a person is needed for.</summary>
    public static StepsFailed Failures(Run run)
    {
        var isUndo = run.Undoing is not null;
        var failed = run.Steps.Where(
            step => isUndo ? step.Value.Undo is { Progress: StepProgress.Failed } : step.Value.Progress == StepProgress.Failed);
        return new StepsFailed(
            [.. failed.Select(step => new StepSaid(step.Key, Said(isUndo ? step.Value.Undo!.Fact : step.Value.Fact)))], isUndo);
    }

    /// <summary>A record that somebody else wrote may lack it.</summary>
    static Fact Said(Fact? fact) => fact ?? new Quoted("");

    public static StepsProgress Progress(Draft draft, IReadOnlyList<Step> steps)
    {
        var done = steps.Count(step => draft.Run.IsDone(step.Id));
        var open = steps
            .Where(step => draft.Of(step) is { Progress: StepProgress.Started or StepProgress.Failed }
                or { Progress: StepProgress.Waiting, Fact: not null })
            .Select(step => new StepSaid(step.Id, Said(draft.Of(step).Fact)));
        return new StepsProgress(done, steps.Count, [.. open]);
    }
}
