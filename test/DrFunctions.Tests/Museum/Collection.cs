namespace DrFunctions.Tests.Museum;

/// <summary>All planted bugs. A bug that once got past the simulations joins them.</summary>
static class Collection
{
    public static IReadOnlyList<PlantedBug> Bugs { get; } =
    [
        .. SignalBugs.All, .. WitnessBugs.All, .. BrownOutBugs.All,
        .. DeciderBugs.All, .. WaitingBugs.All,
        .. RunBugs.All, .. CapacityBugs.All, .. WayBackBugs.All, .. LoopBugs.All, .. StoreBugs.All,
        .. StepBugs.All, .. SwitchBugs.All, .. RefusalBugs.All, .. ReadinessBugs.All,
        .. WatcherBugs.All, .. PauseBugs.All, .. ShadowBugs.All, .. SlowBugs.All, .. ClaimBugs.All,
        .. AccountBugs.All,
    ];

    /// <summary>The bugs that the simulations must find.</summary>
    public static IReadOnlyList<PlantedBug> OnShow { get; } = [.. Bugs.Where(bug => !StoreRoom.Unfound.Contains(bug.Name))];
}
