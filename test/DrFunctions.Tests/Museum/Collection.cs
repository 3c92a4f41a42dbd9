namespace DrFunctions.Tests.Museum;

/// <summary>All planted bugs. One that was once found in the wild joins them.</summary>
static class Collection
{
    public static IReadOnlyList<PlantedBug> Bugs { get; } =
    [
        .. SignalBugs.All, .. DeciderBugs.All, .. RunBugs.All, .. WayBackBugs.All, .. LoopBugs.All, .. StoreBugs.All, .. StepBugs.All, .. SwitchBugs.All,
    ];

    /// <summary>In the store-room: what no simulation finds yet, each a hole in what is simulated or judged. DR_BUG plays them, too.</summary>
    public static IReadOnlyList<string> Unfound { get; } =
    [
    ];

    public static IReadOnlyList<PlantedBug> OnShow { get; } = [.. Bugs.Where(bug => !Unfound.Contains(bug.Name))];
}
