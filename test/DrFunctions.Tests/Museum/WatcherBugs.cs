namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what watches the watch.</summary>
static class WatcherBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("table-away", "WatchRound", "Of", "the heartbeat beats without the table", "Nobody would learn that nothing is decided.",
            "WakeOutcome.LeftAlone),", "WakeOutcome.LeftAlone, WakeOutcome.NoTable),"),
        In("nothing-watched", "WatchRound", "Metrics", "the heartbeat beats for no plan", "A mistyped standby would never be noticed.",
            "Checked > 0 ? 1 : 0", "1"),
        In("nothing-watched", "WatchRound", "Metrics", "nobody says that no plan is watched", "A person would not learn what to mend.",
            "== 0 ? 1 : 0", "< 0 ? 1 : 0"),
        In("table-away", "WatchRound", "Of", "a table that is away is nobody's trouble", "The alarm would not say why the heartbeat stopped.",
            "Count(WakeOutcome.NoTable)", "0"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("watcher", name, why, type, member, find, replace) { Scenario = scenario };
}
