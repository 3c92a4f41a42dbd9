using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Capacity that is done is observed again: while a step that depends on it is unfinished, because it may fall back, and while the standby
/// serves, because nobody else may notice. What degraded capacity lacks is started meanwhile.
/// </summary>
static class DoneCapacity
{
    /// <summary>A start outside of a step's attempts is repeated no sooner than this.</summary>
    public static readonly TimeSpan MoreEvery = TimeSpan.FromMinutes(5);

    /// <summary>Reads lag: what one shows of a step that was done a moment ago proves nothing.</summary>
    static readonly TimeSpan BelievedAfter = TimeSpan.FromSeconds(20);

    static readonly TimeSpan RecoveredEvery = TimeSpan.FromMinutes(30);

    /// <summary>The done capacity that a run observes again.</summary>
    public static IReadOnlyCollection<Step> Watched(Plan plan, Run run)
    {
        if (plan.Trigger.Mode == Mode.Shadow && !run.OverridesShadow)
        {
            return [];
        }

        var needed = plan.Steps.Where(step => !run.IsDone(step.Id)).SelectMany(plan.Before).ToHashSet();
        return [.. Done(plan, run).Where(step => needed.Contains(step) || run.Of(step).Degraded)];
    }

    /// <summary>The capacity of a recovered standby that is due to be observed.</summary>
    public static IReadOnlyCollection<Step> WatchedInStandby(Plan plan, Run run, DateTimeOffset now)
    {
        var (capacity, age) = (Done(plan, run).ToList(), now - (run.ObservedAt ?? run.RecoveredAt));
        return plan.Trigger.Mode == Mode.Shadow && !run.OverridesShadow ? []
            : age >= RecoveredEvery || capacity.Exists(step => run.Of(step).Doubted) ? capacity
            : age >= MoreEvery ? [.. capacity.Where(step => run.Of(step).Degraded)]
            : [];
    }

    /// <summary>Advances a done step of a run that still goes on.</summary>
    public static void Advance(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        if (IsConsidered(draft, step, reading) && draft.Now - record.DoneAt >= BelievedAfter)
        {
            if (record.Doubted)
            {
                FallBack(draft, step, reading);
            }
            else
            {
                draft.Set(step, record with { Doubted = true });
            }
        }
    }

    /// <summary>
    /// Looks after the capacity of a recovered standby: what is lost is told, and not started again; so is that the last of what degraded
    /// steps lacked has arrived, which is returned.
    /// </summary>
    public static CapacityComplete? AdvanceInStandby(Draft draft)
    {
        var read = Done(draft.Plan, draft.Run).Where(step => draft.Snapshot.Steps.ContainsKey(step.Id)).ToList();
        if (read.Count == 0)
        {
            return null;
        }

        if (Done(draft.Plan, draft.Run).All(read.Contains))
        {
            // What is degraded is read more often than all of it.
            draft.ChangeRun(draft.Run with { ObservedAt = draft.Now });
        }

        var degraded = Degraded(draft).ToList();
        var lost = new List<StepSaid>();
        foreach (var step in read.Where(step => IsConsidered(draft, step, draft.Snapshot.Steps[step.Id])))
        {
            var record = draft.Of(step);
            if (record is { Doubted: true, LostAt: null })
            {
                lost.Add(new StepSaid(step.Id, new Quoted(draft.Snapshot.Steps[step.Id].Because)));
                draft.Set(step, record with { Doubted = false, LostAt = draft.Now });
            }
            else if (record.LostAt is null)
            {
                draft.Set(step, record with { Doubted = true });
            }

            if (draft.Of(step).Degraded)
            {
                DegradedCapacity.StartMore(draft, step, draft.Snapshot.Steps[step.Id]);
            }
        }

        if (lost.Count > 0)
        {
            draft.Note(new CapacityLost(lost));
            draft.Tell(CapacityEmails.Lost(draft.EmailInput, lost));
        }

        return degraded.Count > 0 && !Degraded(draft).Any() ? Complete(draft, degraded) : null;
    }

    /// <summary>The steps of which only a part serves.</summary>
    public static IEnumerable<Step> Degraded(Draft draft) => draft.Plan.Steps.Where(step => draft.Of(step).Degraded);

    static CapacityComplete Complete(Draft draft, IEnumerable<Step> steps)
    {
        var complete = new CapacityComplete(
            [.. steps.Select(step => new StepSaid(step.Id, new Quoted(draft.Snapshot.Steps[step.Id].Because)))]);
        draft.Tell(CapacityEmails.Complete(draft.EmailInput, complete.Steps));
        return complete;
    }

    /// <summary>Takes in what needs no second look; true if the reading is one that shows too little capacity.</summary>
    static bool IsConsidered(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        switch (reading.State)
        {
            case StepState.Unknown:
                return false;
            case StepState.Done:
                if (record.Degraded)
                {
                    draft.Note(new StepComplete(step.Id, reading.Because));
                }

                if (record.Degraded || record.Doubted || record.LostAt is not null)
                {
                    draft.Set(step, record with
                    {
                        Degraded = false, Doubted = false, LostAt = null, Fact = new Quoted(reading.Because),
                    });
                }

                return false;
            case var _ when record.Degraded && DegradedCapacity.IsEnough(step, reading):
                if (record.Fact is ServesInPart)
                {
                    // What is said of it is what serves now.
                    draft.Set(step, record with { Fact = new ServesInPart(reading.Because) });
                }

                DegradedCapacity.StartMore(draft, step, reading);
                return false;
            default:
                return true;
        }
    }

    /// <summary>The step begins again, within its attempts, and what depends on it waits for it once more.</summary>
    static void FallBack(Draft draft, Step step, StepObservation reading)
    {
        draft.Note(new StepFellBack(step.Id, reading.Because));
        draft.Set(step, draft.Of(step) with
        {
            Progress = StepProgress.Waiting, Degraded = false, Doubted = true, ReadyAt = draft.Now, DoneAt = null, Hindered = TimeSpan.Zero,
            Fact = new FellBack(reading.Because),
        });
        foreach (var later in draft.Plan.Steps.Where(later => draft.Plan.Before(later).Contains(step)))
        {
            var record = draft.Of(later);
            if (record.Progress is StepProgress.Waiting or StepProgress.Started || IsPassed(draft, later))
            {
                draft.Set(later, later.Traits.Role == StepRole.Verification ? new StepRecord()
                    : record with { ReadyAt = null, Hindered = TimeSpan.Zero });
            }
        }

        draft.LookAtOnce = true;
    }

    /// <summary>A check that passed with the capacity that is lost, before users or data moved.</summary>
    static bool IsPassed(Draft draft, Step check) => check.Traits.Role == StepRole.Verification && draft.Run.IsDone(check.Id)
        && !draft.Plan.Steps.Any(step => step.Traits.IsGated && draft.Of(step).IsOurs() && draft.Plan.Before(step).Contains(check));

    static IEnumerable<Step> Done(Plan plan, Run run) => plan.Steps.Where(step => step.Traits.Role == StepRole.Capacity
        && run.Of(step) is { Progress: StepProgress.Done, Undo: null, AcceptedBy: null });
}
