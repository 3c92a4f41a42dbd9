using System.Collections.Concurrent;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>
/// A run keeps to the plan as it was when the run began. That plan never changes, so it is parsed once, not at each look.
/// </summary>
sealed class PinnedPlans(StepKinds kinds)
{
    readonly ConcurrentDictionary<string, (string Run, Plan Plan)> known = new(StringComparer.Ordinal);

    /// <summary>The plan that the record's run has pinned, or the newest one while no run is under way.</summary>
    /// <exception cref="StoreException">This version cannot read the pinned plan.</exception>
    public Plan PlanOf(Record record, Plan newest)
    {
        if (record.Pinned() is not { } run)
        {
            return newest;
        }

        if (known.TryGetValue(record.Plan, out var newestRun) && newestRun.Run == run.Id)
        {
            return newestRun.Plan;
        }

        var plan = kinds.Read($"the plan pinned by run {run.Id}", run.Plan.GetRawText()).Plan
            ?? throw new StoreException($"the plan that run {run.Id} of {record.Plan} pinned cannot be read by this version; deploy the version that began the run");
        known[record.Plan] = (run.Id, plan);
        return plan;
    }
}
