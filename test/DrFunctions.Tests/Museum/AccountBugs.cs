namespace DrFunctions.Tests.Museum;

/// <summary>Bugs in what lies outside one plan: permissions, events, the account's limits.</summary>
static class AccountBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("autoscaler-untagged", "EcsScaleFloor", "DeniedAsync", "any tag will do",
            "The minimum could not be raised in the disaster, and the autoscaler would take the capacity away.",
            "tags.ContainsKey(RoleLimits.Tag) ? null", "tags.Count >= 0 ? null"),
        In("autoscaler-untagged", "EcsScaleFloor", "Registers", "an autoscaler is not asked about", "Nobody would learn of the missing tag before the day.",
            "MaxCapacity: not null", "MaxCapacity: null"),
        In("autoscaler-untagged", "WorldObserver", "CheckAllAsync", "the role's limits are not known", "The quiet look would call the plan ready.",
            "role ?? RoleLimits.Unknown", "RoleLimits.Unknown"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("account", name, why, type, member, find, replace) { Scenario = scenario };
}
