using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>A rehearsal on the real estate: capacity is started, checked and undone. Never traffic, never data.</summary>
static class DrillingPhase
{
    /// <summary>The steps that take part: capacity that can be undone, and the checks that wait for nothing else.</summary>
    public static IReadOnlyList<Step> StepsOf(Plan plan)
    {
        var part = plan.Steps.Where(step => step.Traits.Role == StepRole.Verification || (step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } })).ToList();
        while (part.RemoveAll(step => !step.After.All(id => part.Exists(other => other.Id == id))) > 0)
        {
        }

        return part;
    }

    public static string Begin(Draft draft, string because)
    {
        draft.Change(draft.Record with { Run = FailoverStart.NewRun(draft, RunPurpose.Drill) with { Why = because } });
        draft.Enter(Phase.Drilling, because);
        draft.LookAtOnce = true;
        return $"drilling: {because}";
    }

    public static string Decide(Draft draft)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (signals.IsDown(plan))
        {
            return Interrupt(draft, $"{signals.Sentence} while a drill was under way; what it has started is kept");
        }

        return draft.Run.Undoing is null ? CarryOut(draft) : End(draft);
    }

    /// <summary>What the drill has started is a prewarm now.</summary>
    public static string Interrupt(Draft draft, string because)
    {
        draft.Change(draft.Record with
        {
            Down = DownClocks.Next(draft.Plan, new DownClock(), draft.Signals, draft.Now),
            PrewarmedAt = draft.Now,
            Run = draft.Run with { Purpose = RunPurpose.Prewarm, Undoing = null },
        });
        draft.Enter(Phase.Confirming, because);
        return because;
    }

    static string CarryOut(Draft draft)
    {
        var steps = StepsOf(draft.Plan);
        RecoveringPhase.AdvanceSteps(draft, steps);
        if (RecoveringPhase.IsMoving(draft, steps))
        {
            return $"drilling: {RecoveringPhase.Progress(draft, steps)}";
        }

        var failures = RecoveringPhase.Failures(draft.Run);
        var result = failures.Length == 0 ? $"all {steps.Count} steps were done {Durations.Say(draft.Now - draft.Run.BeganAt)} after the drill began" : failures;
        draft.ChangeRun(draft.Run with { Undoing = Undoing.DrillEnd, DrillResult = result });
        draft.Note($"the drill has shown: {result}; undoing it");
        draft.LookAtOnce = true;
        return $"drilling: {result}; undoing it";
    }

    static string End(Draft draft)
    {
        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return $"drilling: undoing, {undo.Because}";
        }

        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        if (undo.Failed)
        {
            return RecoveringPhase.Stuck(draft, RecoveringPhase.Failures(draft.Run));
        }

        var because = $"the drill is over: {draft.Run.DrillResult}; {undo.Because}";
        draft.Enter(Phase.Watching, because);
        draft.Tell(Emails.Drilled(draft.EmailInput, undo.Because));
        return because;
    }
}
