using System.Security.Cryptography;
using System.Text;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Plans that share a resource. A claim never blocks a start; it keeps another plan's undo, drill end or stand-down from taking what a run
/// counts on.
/// </summary>
public static class Claims
{
    /// <summary>Claims that one save may write or take back: DynamoDB takes a hundred items in a transaction.</summary>
    public const int MostASave = 50;

    /// <summary>Leftovers of other plans that one save may remove; others stay until the next undo.</summary>
    public const int MostRemoved = 20;

    /// <summary>
    /// The claims that this save writes and takes back: of each step that the run has started or first counts as serving, and of each that
    /// is undone. What does not fit follows with the next saves.
    /// </summary>
    internal static (IReadOnlyList<Claim> Taken, IReadOnlyList<Claim> Released) Advance(Draft draft)
    {
        var (taken, released) = (new List<Claim>(), new List<Claim>());
        if (draft.IsShadow || !draft.HasRun)
        {
            return (taken, released);
        }

        foreach (var step in draft.Plan.Steps.Where(step => step.Resources.Count > 0))
        {
            var (record, left) = (draft.Of(step), MostASave - taken.Count - released.Count);
            var wanted = record.Undo is { Progress: StepProgress.Done } ? 0 : CountsOn(record) ? step.Resources.Count : record.Claimed;
            var claimed = Math.Clamp(wanted, record.Claimed - left, record.Claimed + left);
            if (claimed != record.Claimed)
            {
                taken.AddRange(Of(step, record.Claimed, claimed));
                released.AddRange(Of(step, claimed, record.Claimed));
                draft.Set(step, record with { Claimed = claimed });
            }
        }

        // A plan may name a resource in two steps; what one of them still counts on is not taken back.
        return ([.. taken.Distinct()], [.. released.Distinct().Except(taken)]);
    }

    /// <summary>
    /// What an undo that is due may do: what another plan counts on is left. A leftover of a run that is over is removed, and told.
    /// </summary>
    /// <returns>What counts as observed, and the mark of what is left, or null.</returns>
    internal static (StepObservation Reading, string? Shared) Respect(Draft draft, Step step, UndoRecord undo, StepObservation reading)
    {
        if (reading.State != StepState.NotStarted || undo.Attempts > 0 || step.Resources.Count == 0)
        {
            return (reading, null);
        }

        if (!draft.Snapshot.Holders.TryGetValue(step.Id, out var holders))
        {
            return (StepObservation.Unknown("whether another plan counts on it"), null);
        }

        var plans = holders.Where(holder => holder.Holds).Select(holder => holder.Plan).Distinct().Order(StringComparer.Ordinal).ToList();
        draft.Remove(holders.Where(holder => !holder.Holds));
        var verb = plans.Count == 1 ? "counts" : "count";
        var because = $"left as it is: {string.Join(" and ", plans)} {verb} on it";
        return plans.Count == 0 ? (reading, null) : (StepObservation.Done(because), MarkOf(step));
    }

    /// <summary>Equal for equal resources, so that a step that was changed meanwhile is not taken for the one that was left.</summary>
    internal static string MarkOf(Step step) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{step.Kind}\n{string.Join('\n', step.Resources)}")));

    /// <summary>Whether the run of a claim, by its plan's record, still counts on the resource.</summary>
    /// <param name="holder">The record of the plan that made the claim.</param>
    public static bool Holds(Record holder, string run) => holder.Run is { } newest && newest.Id == run
        && (newest.EndedAt is null || holder.Phase is Phase.Recovered or Phase.Stuck or Phase.FailingBack || holder.Disarmed is not null);

    static bool CountsOn(StepRecord record) =>
        record.Undo is null && (record.IsOurs() || record.Progress is StepProgress.Started or StepProgress.Done);

    static IEnumerable<Claim> Of(Step step, int from, int to) =>
        step.Resources.Take(to).Skip(from).Select(resource => new Claim(step.Kind, resource));
}
