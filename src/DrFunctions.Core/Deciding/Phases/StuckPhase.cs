using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A person is needed. Where the cause may pass, the failed steps, or what a stand-down or a drill could not give back, are looked at each
/// minute all the same, and the run goes on by itself.
/// </summary>
static class StuckPhase
{
    /// <summary>A primary that is healthy for so long needs no standby; nothing was moved to it.</summary>
    static readonly TimeSpan StandDownAfter = TimeSpan.FromMinutes(15);

    /// <summary>The failed steps, if the run may go on by itself; none if only a person can help.</summary>
    public static IReadOnlyList<Step> Resumable(Plan plan, Record record, DateTimeOffset now)
    {
        if (record is not { Phase: Phase.Stuck, Run: { Purpose: RunPurpose.Failover, Undoing: null, StuckSince: { } since } run }
            || run is not { TakenOverBy: null, StoppedByPause: false }
            || (plan.Trigger.Mode == Mode.Shadow && !run.OverridesShadow) || now - since >= plan.KeepTrying)
        {
            return [];
        }

        var failed = plan.Steps.Where(step => run.Of(step).Progress == StepProgress.Failed).ToList();
        return failed.TrueForAll(step => run.Of(step).MayPass && step.OnLimit == OnLimit.Again && step.Traits.Role != StepRole.Data)
            ? failed : [];
    }

    /// <summary>
    /// The failed undos of what DrFunctions itself gives back, if they may go on by themselves; none if only a person can help. A failback
    /// is a person's, who is there.
    /// </summary>
    public static IReadOnlyList<Step> ResumableUndos(Plan plan, Record record, DateTimeOffset now)
    {
        if (record is not { Phase: Phase.Stuck, Run: { Undoing: Undoing.StandDown or Undoing.DrillEnd, StuckSince: { } since } run }
            || run is not { TakenOverBy: null, StoppedByPause: false } || now - since >= plan.KeepTrying)
        {
            return [];
        }

        var failed = plan.Steps.Where(step => run.Of(step).Undo is { Progress: StepProgress.Failed }).ToList();
        return failed.TrueForAll(step => run.Of(step).Undo!.MayPass) ? failed : [];
    }

    public static Fact Decide(Draft draft)
    {
        if (ResumableUndos(draft.Plan, draft.Record, draft.Now).Where(step => IsUndoReady(draft, step)).ToList() is { Count: > 0 } undos)
        {
            return ResumeUndo(draft, undos);
        }

        var failed = Resumable(draft.Plan, draft.Record, draft.Now);
        if (failed.Count > 0 && draft.Run.OrderedBy is null && !draft.Run.HasMoved(draft.Plan) && UpClock.Counted(draft) is var up
            && up >= StandDownAfter)
        {
            return FailingBackPhase.Begin(draft, Undoing.StandDown, new PrimaryUpFor(up));
        }

        var sure = draft.Signals.IsDown(draft.Plan) && !draft.Signals.IsDisputed(draft.Plan);
        var ready = sure ? failed.Where(step => IsReady(draft, step)).ToList() : [];
        return ready.Count > 0 ? Resume(draft, ready) : new NoAction(new PersonNeeded(Cause(draft)));
    }

    /// <summary>Why a person is needed.</summary>
    public static Fact Cause(Draft draft) => draft.Record.Run is not { } run ? draft.Record.Fact ?? new Quoted("")
        : run.StoppedByPause ? new AsksAfterPause()
        : RecoveringPhase.Failures(run) is { Steps.Count: > 0 } failures ? failures
        : RecoveringPhase.Unmoved(draft);

    /// <summary>The step is done by now, or one more start may help.</summary>
    static bool IsReady(Draft draft, Step step)
    {
        var record = draft.Of(step);
        return draft.Snapshot.Steps.TryGetValue(step.Id, out var reading) && reading.State switch
        {
            StepState.Done => true,
            StepState.Working => step.Acceptable < 100 && DegradedCapacity.IsEnough(step, reading)
                && DegradedCapacity.ChecksAreGreen(draft, step),
            StepState.NotStarted or StepState.Broken
                when step.Traits.Role != StepRole.Verification && (reading.State == StepState.NotStarted || reading.StartMayHelp) =>
                IsRested(draft, record.StartedAt, record.RefusedAt),
            _ => false,
        };
    }

    /// <summary>The step is undone by now, or one more start may help.</summary>
    static bool IsUndoReady(Draft draft, Step step)
    {
        var undo = draft.Of(step).Undo!;
        return draft.Snapshot.Undos.TryGetValue(step.Id, out var reading) && (reading.State == StepState.Done
            || (reading.State == StepState.NotStarted && IsRested(draft, undo.StartedAt, undo.RefusedAt)));
    }

    /// <summary>The newest start, and the newest refusal of one, are long enough ago for one more.</summary>
    static bool IsRested(Draft draft, DateTimeOffset? started, DateTimeOffset? refused) =>
        !(draft.Now - started < DoneCapacity.MoreEvery) && !(draft.Now - refused < DoneCapacity.MoreEvery);

    static Fact ResumeUndo(Draft draft, IReadOnlyList<Step> ready)
    {
        var because = new UndoResumes([.. ready.Select(step => step.Id)]);
        draft.ChangeRun(draft.Run with { EndedAt = null, HeldSince = null });
        foreach (var step in ready)
        {
            var undo = draft.Of(step).Undo!;
            draft.Set(step, draft.Of(step) with
            {
                Undo = undo with
                {
                    Progress = StepProgress.Waiting, MayPass = false, ReadyAt = null, RefusedAt = null,
                    // One more start.
                    Attempts = Math.Min(undo.Attempts, step.Attempts - 1),
                },
            });
        }

        draft.Enter(draft.Run.Undoing == Undoing.DrillEnd ? Phase.Drilling : Phase.FailingBack, because);
        draft.LookAtOnce = true;
        return because;
    }

    static Fact Resume(Draft draft, IReadOnlyList<Step> ready)
    {
        var because = new ResumesByItself(draft.Signals.Fact, [.. ready.Select(step => step.Id)]);
        draft.ChangeRun(draft.Run with { EndedAt = null, HeldSince = null });
        foreach (var step in ready)
        {
            draft.Set(step, draft.Of(step) with
            {
                Progress = StepProgress.Waiting, Resumed = true, MayPass = false, ReadyAt = null, RefusedAt = null, Doubted = true,
                Hindered = TimeSpan.Zero,
            });
        }

        draft.Enter(Phase.Recovering, because);
        draft.LookAtOnce = true;
        return because;
    }
}
