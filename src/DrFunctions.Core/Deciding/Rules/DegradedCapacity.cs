using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Nearly all is better than nothing: a run goes on with a part of its capacity when it would otherwise be too late.</summary>
static class DegradedCapacity
{
    /// <summary>With less than this left of the objective, a part is enough.</summary>
    static readonly TimeSpan RtoNearlyOver = TimeSpan.FromMinutes(3);

    /// <summary>The steps for which a part might be enough now, as far as time decides.</summary>
    public static bool IsDue(Plan plan, Run run, Step step, DateTimeOffset now) =>
        step.Traits.Role == StepRole.Capacity && step.Acceptable < 100
        && run.Of(step) is { Progress: StepProgress.Waiting or StepProgress.Started, ReadyAt: { } ready }
        && (now - ready >= step.Limit || now >= run.DetectedAt + plan.Rto - RtoNearlyOver);

    /// <summary>The checks that must be green with what serves now.</summary>
    public static IEnumerable<Step> ChecksAfter(Plan plan, Step step) =>
        plan.Steps.Where(check => check.Traits.Role == StepRole.Verification && plan.Before(check).Contains(step));

    public static bool ChecksAreGreen(Draft draft, Step step) => ChecksAfter(draft.Plan, step)
        .All(check => draft.Snapshot.Steps.TryGetValue(check.Id, out var seen) && seen.State == StepState.Done);

    public static bool IsEnough(Step step, StepObservation reading) =>
        reading.Serves is { Serving: > 0 } capacity && capacity.Serving * 100 >= step.Acceptable * capacity.Needed;

    /// <summary>Goes on degraded, if that is due and enough; false if not.</summary>
    public static bool GoesOn(Draft draft, Step step, StepObservation reading)
    {
        if (draft.Phase != Phase.Recovering || draft.IsShadow || !IsDue(draft.Plan, draft.Run, step, draft.Now) || !IsEnough(step, reading)
            || !ChecksAreGreen(draft, step))
        {
            return false;
        }

        draft.Set(step, draft.Of(step) with
        {
            Progress = StepProgress.Done, Degraded = true, Doubted = false, Resumed = false, DoneAt = draft.Now,
            Fact = new ServesInPart(reading.Because),
        });
        draft.Note(new StepDegraded(step.Id, reading.Because));
        return true;
    }

    /// <summary>Starts what is missing, outside of the step's attempts.</summary>
    public static void StartMore(Draft draft, Step step, StepObservation reading)
    {
        var record = draft.Of(step);
        var rested = draft.Now - (record.StartedAt ?? record.DoneAt) >= DoneCapacity.MoreEvery
            && !(draft.Now - record.RefusedAt < DoneCapacity.MoreEvery);
        if (rested && reading is ({ State: StepState.NotStarted } or { State: StepState.Broken, StartMayHelp: true }))
        {
            draft.Start(step, reading, new ServesInPart(reading.Because));
        }
    }
}
