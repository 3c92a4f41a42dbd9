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
        .. SecurityBugs.All, .. EmailBugs.All, .. AccountBugs.All, .. PostSwitchBugs.All, .. EcsBugs.All, .. TurnBugs.All,
    ];
}
