using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>A rehearsal in the real standby: capacity is started, checked and undone. Users and data never move.</summary>
static class DrillingPhase
{
    /// <summary>The steps that take part: capacity that can be undone, and the checks that depend on nothing else.</summary>
    public static IReadOnlyList<Step> StepsOf(Plan plan)
    {
        var part = plan.Steps.Where(
            step => step.Traits.Role == StepRole.Verification
                || (step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } })).ToList();
        while (part.RemoveAll(step => !step.After.All(id => part.Exists(other => other.Id == id))) > 0)
        {
        }

        return part;
    }

    public static Fact Begin(Draft draft, Fact because)
    {
        draft.Change(draft.Record with { Run = FailoverStart.NewRun(draft, RunPurpose.Drill) with { Cause = because } });
        draft.Enter(Phase.Drilling, because);
        draft.LookAtOnce = true;
        return new DrillOn(because);
    }

    public static Fact Decide(Draft draft)
    {
        var (plan, signals) = (draft.Plan, draft.Signals);
        if (signals.IsDown(plan))
        {
            return Interrupt(draft, new DrillInterrupted(signals.Fact));
        }

        return draft.Run.Undoing is null ? CarryOut(draft) : End(draft);
    }

    /// <summary>Keeps what the drill started, as a prewarm.</summary>
    public static Fact Interrupt(Draft draft, Fact because)
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

    static Fact CarryOut(Draft draft)
    {
        var steps = StepsOf(draft.Plan);
        RecoveringPhase.AdvanceSteps(draft, steps);
        if (RecoveringPhase.IsMoving(draft, steps))
        {
            return new DrillOn(RecoveringPhase.Progress(draft, steps));
        }

        if (draft.Snapshot.LeftOut is not { } leftOut)
        {
            draft.LookAtOnce = true;
            return new DrillOn(RecoveringPhase.Progress(draft, steps));
        }

        var result = ResultOf(draft, steps.Count, QuietLook.AsFact(QuietLook.Failing(QuietLook.Findings(draft.Plan, leftOut))));
        draft.ChangeRun(draft.Run with { Undoing = Undoing.DrillEnd, DrillResult = result });
        draft.Note(new DrillUndoing(result, IsNew: false));
        draft.LookAtOnce = true;
        return new DrillUndoing(result, IsNew: true);
    }

    /// <summary>A drill proves little where a step that it leaves out would fail.</summary>
    static Fact ResultOf(Draft draft, int steps, NotReady? unready)
    {
        var failures = RecoveringPhase.Failures(draft.Run);
        return (failures.Steps.Count, unready) switch
        {
            (0, null) => new DrillDone(steps, draft.Now - draft.Run.BeganAt),
            (0, not null) => unready,
            (_, null) => failures,
            _ => new Several([failures, unready]),
        };
    }

    static Fact End(Draft draft)
    {
        var undo = UndoingSteps.Advance(draft);
        if (undo.Moving)
        {
            return new UndoProgressed(Undoing.DrillEnd, undo.Steps);
        }

        draft.ChangeRun(draft.Run with { EndedAt = draft.Now });
        if (undo.Failed)
        {
            return RecoveringPhase.Stuck(draft, RecoveringPhase.Failures(draft.Run));
        }

        var because = new DrillOver(draft.Run.DrillResult ?? new Quoted(""), undo.Steps);
        draft.Enter(Phase.Watching, because);
        draft.Tell(Emails.Drilled(draft.EmailInput, undo.Steps));
        return because;
    }
}
