namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in which signals count, and what they prove together.</summary>
static class WitnessBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("SignalCount", "Of", "a signal that was never up is down",
            "A plan that is deployed before its primary would fail over at once.",
            "!SeenUp.Has(record, reading.Signal)", "!SeenUp.Has(record with { SeenUp = null }, reading.Signal)")
            with { Scenario = "never-up" },
        In("SeenUp", "Advance", "a signal that is up is not remembered", "No outage would ever count.",
            "reading => reading.State == SignalState.Up && !Has(", "reading => reading.State == SignalState.Down && !Has(")
            with { Scenario = "region-down" },
        In("SeenUp", "Arm", "arming arms nothing", "The plan of an outage that is older than its deployment would have no door but an order.",
            "Keep(draft, signals);", "")
            with { Scenario = "never-up-armed" },
        In("SeenUp", "CarryOn", "an earlier record has seen nothing",
            "After an upgrade in the middle of an outage no signal would be down.",
            "Keep(draft, draft.Plan.Trigger.Signals);", "Keep(draft, []);"),
    ];

    static PlantedBug In(string type, string member, string name, string why, string find, string replace) =>
        new("witnesses", name, why, type, member, find, replace);
}
