using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Advances the steps, each as far as possible; ends when all are done or a person is needed.</summary>
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

    /// <summary>Advances the steps that were ready in this look. Another look follows at once if more steps become ready.</summary>
    public static void AdvanceSteps(Draft draft, IReadOnlyList<Step> steps)
    {
        var run = draft.Run;
        foreach (var step in steps.Where(step => step.After.All(run.IsDone)))
        {
            // A step before it may just have fallen back.
            if (step.After.All(draft.Run.IsDone))
            {
                RecoveringStep.Advance(draft, step);
            }
        }

        draft.LookAtOnce |= steps.Any(step => step.After.All(draft.Run.IsDone) && !step.After.All(run.IsDone));
    }

    /// <summary>A failed step calls a person only when no other step can continue: one poison step must not delay the others.</summary>
    public static bool IsMoving(Draft draft, IReadOnlyList<Step> steps) => steps.Any(
        step => draft.Of(step).Progress is StepProgress.Started or StepProgress.Waiting && step.After.All(draft.Run.IsDone));

    public static Fact Stuck(Draft draft, Fact because)
    {
        var (known, failed) = (draft.Run.StuckTold, Failures(draft.Run).Steps.Select(step => step.Step).ToList());
        var isNews = draft.Run.StuckSince is null || failed.Except(known).Any();
        draft.ChangeRun(draft.Run with
        {
            EndedAt = draft.Now,
            OverridesPause = false,
            StuckSince = draft.Run.StuckSince ?? draft.Now,
            StuckTold = [.. known.Union(failed)],
        });
        FailoverStart.CountForCooldown(draft);
        ShadowRule.Stuck(draft, because);
        draft.Enter(Phase.Stuck, because);
        if (isNews)
        {
            // A run that tries again by itself is Stuck again and again for the same steps, of which reminders tell.
            draft.Tell(StuckEmails.Stuck(draft.EmailInput, because));
        }

        return because;
    }

    /// <summary>The steps that would move users, and found them moved already.</summary>
    public static NothingMoved Unmoved(Draft draft) => new(
        draft.Plan.Standby,
        [.. draft.Plan.Steps.Where(draft.Run.IsUnmoved).Select(step => new StepSaid(step.Id, Said(draft.Of(step).Fact)))]);

    static Fact Recovered(Draft draft)
    {
        if (!draft.IsShadow && Unmoved(draft) is { Steps.Count: > 0 } unmoved)
        {
            return Stuck(draft, unmoved);
        }

        draft.ChangeRun(draft.Run with { RecoveredAt = draft.Now, EndedAt = draft.Now, OverridesPause = false, StuckSince = null });
        var degraded = draft.Plan.Steps.Where(step => draft.Of(step).Degraded)
            .Select(step => new StepSaid(step.Id, Said(draft.Of(step).Fact))).ToList();
        var because = new Recovery(
            draft.Plan.Name, draft.Plan.Standby, draft.Plan.Steps.Count, draft.Now - draft.Run.DetectedAt, draft.IsShadow,
            UsersStay: !draft.Plan.MovesUsers(), WasOrdered: !draft.Run.HadOutage())
        {
            Degraded = degraded.Count > 0 ? degraded : null,
            Names = draft.Run.PostSwitch.Names is { Count: > 0 } names
                ? [.. names.Select(name => new NameSaid(name.Step, name.State, name.Because))] : null,
        };
        FailoverStart.CountForCooldown(draft);
        draft.Enter(Phase.Recovered, because);
        draft.Tell(Emails.Recovered(draft.EmailInput));
        return because;
    }

    /// <summary>The failed steps, for which a person is needed.</summary>
    public static StepsFailed Failures(Run run)
    {
        var isUndo = run.Undoing is not null;
        var failed = run.Steps.Where(
            step => isUndo ? step.Value.Undo is { Progress: StepProgress.Failed } : step.Value.Progress == StepProgress.Failed);
        return new StepsFailed(
            [.. failed.Select(step => new StepSaid(step.Key, Said(isUndo ? step.Value.Undo!.Fact : step.Value.Fact)))], isUndo);
    }

    /// <summary>A record that somebody else wrote may lack the fact.</summary>
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
