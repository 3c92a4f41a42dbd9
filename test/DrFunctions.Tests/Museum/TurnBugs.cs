namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about what the account's plans share, and about switches via health.</summary>
static class TurnBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("crowded-zones", "Route53Pace", "TakeAsync", "each process keeps to its own pace",
            "A Region's outage moves many plans at once, and Route 53's limit is of the account.",
            "calls.Account is { } account", "calls.Account is { } account && plan is null"),
        In("crowded-zones", "AccountTurns", "TryAsync", "every turn is now", "Turns that are dealt out and not waited for pace nothing.",
            "Math.Clamp(first, at, at + Farthest)", "at"),
        In("alarm-set-before", "Route53Health", "ObserveAsync", "an alarm's state counts as a switch",
            "Anybody may set it by hand, and Route 53 follows the data.",
            "(true, null) => StepObservation.NotStarted(", "(true, null) => StepObservation.Done("),
        In("alarm-set-meanwhile", "Route53Health", "Reached", "a figure that was lost counts once somebody sets the alarm",
            "Recovered would be told while all users are still sent to the dead primary.",
            "!isMoved && answer != CallAnswer.Given", "!isMoved && answer == (CallAnswer)99"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("turns", name, why, type, member, find, replace) { Scenario = scenario };
}
