using DrFunctions.Core.Explaining;

namespace DrFunctions.Steps.EcsScale;

/// <summary>
/// What an undo still has to restore: first the floor, or the autoscaler would raise the count again; then the count; last the ceiling, or
/// it would clamp the count. Computed from the values alone, so that an interrupted undo continues from any point.
/// </summary>
/// <remarks>
/// A count between the ledger's and the one that we set, once the floor is restored, is what the autoscaler left of our raise: it is
/// restored too. Before that, with our floor still in place or without an autoscaler, only a person can have set it, so it is left. So is
/// every count above ours, and every change after the count was surely restored.
/// </remarks>
/// <param name="Before">The ledger.</param>
/// <param name="Set">The count that we set, which is also the floor that we set.</param>
sealed record EcsScaleUndo(EcsScaleLedger Before, EcsScaleLedger Now, int Set)
{
    /// <summary>Whether somebody else set the count, as far as that shows before the first undo.</summary>
    public static bool IsOthers(EcsScaleLedger before, EcsScaleLedger now, int set) =>
        before.Desired < set && now.Desired > before.Desired && now.Desired < set && (now.MinCapacity is null || now.MinCapacity == set);

    public bool Any => Floor || Count || Ceiling;

    /// <summary>A registration moves the count into its bounds, so none is made that would lower somebody's count.</summary>
    public bool Floor => HadFloor && Now.MinCapacity == Set && Now.Desired <= Now.MaxCapacity;

    public bool Count => Before.Desired < Set && Now.Left != true && Now.Desired > Goal && Now.Desired <= Set;

    public bool Ceiling =>
        HadCeiling && Now.MaxCapacity == Set && Least <= Before.MaxCapacity && (Count ? Goal : Now.Desired) <= Before.MaxCapacity;

    /// <summary>
    /// The count as it was, but not below a floor that somebody has set since, or the autoscaler would raise the count again.
    /// </summary>
    public int Goal =>
        HadFloor && Now.MinCapacity is { } floor && floor != Set && floor != Before.MinCapacity ? Math.Max(Before.Desired, floor)
            : Before.Desired;

    /// <summary>The floor after ours was undone.</summary>
    public int Least => (Floor ? Before.MinCapacity : Now.MinCapacity) ?? 0;

    bool HadFloor => Before.MinCapacity < Set;

    bool HadCeiling => Before.MaxCapacity < Set;

    public string Remains => Count ? $"{Plural.Are(Now.Desired, "task")} desired, {Before.Desired} {(Before.Desired == 1 ? "was" : "were")} before"
        : $"the autoscaler's bounds are {Now.MinCapacity} and {Now.MaxCapacity}, and were {Before.MinCapacity} and {Before.MaxCapacity}";

    /// <summary>The sentence once nothing is left to restore: what is as before, and what somebody has changed since.</summary>
    public string Rest
    {
        get
        {
            string[] left =
            [
                .. Before.Desired < Set && Now.Desired != Before.Desired ? [$"the desired count is {Now.Desired}, no longer the one that we set"] : Array.Empty<string>(),
                .. HadFloor && Now.MinCapacity is { } min && min != Before.MinCapacity ? [$"the autoscaler's floor is {min}"] : Array.Empty<string>(),
                .. HadCeiling && Now.MaxCapacity is { } max && max != Before.MaxCapacity ? [$"the autoscaler's ceiling is {max}"] : Array.Empty<string>(),
                .. HadFloor && Now.MinCapacity is null ? ["its scalable target is gone"] : Array.Empty<string>(),
            ];
            return left.Length > 0 ? $"left as it is: {string.Join(", ", left)}"
                : Before.Desired < Set ? $"{Plural.Are(Now.Desired, "task")} desired, as before"
                : $"{Plural.Are(Now.Desired, "task")} desired, which we never changed";
        }
    }
}
