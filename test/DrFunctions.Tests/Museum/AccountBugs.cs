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
        In("event-storm", "WatchHandler", "LookIfAwaitedAsync", "every event is a look", "The account's reads would be used up in the disaster.",
            "due.Count > 0 ? await LookAtAllAsync(due, ends)", "plans.Count > 0 ? await LookAtAllAsync(plans, ends)"),
        In("event-storm", "PromptedLooks", "TurnAsync", "what is known is read again", "Each event would read the record.",
            "now < answer.Until &&", "now > answer.Until &&"),
        In("standby-dark", "WatchRound", "ToMetrics", "the heartbeat is of 1970", "CloudWatch would take no notice of it.",
            "now.ToUnixTimeMilliseconds()", "now.ToUnixTimeSeconds()"),
        In("standby-dark", "WatchRound", "Metrics", "one plan is too few for a heartbeat", "People would be told of a dead watch that lives.",
            "Checked > 0 ? 1 : 0", "Checked > 1 ? 1 : 0"),
        In("few-invocations", "Concurrency", "Needed", "only plans need invocations", "The schedule, alarms and people would wait for the plans that move.",
            "+ Others", ""),
        In("few-invocations", "AccountLook", "UnreservedAsync", "what others reserve counts as free", "Nobody would learn that it is not.",
            "UnreservedConcurrentExecutions", "ConcurrentExecutions"),
        In("few-invocations", "QuietLooks", "LookAtAccountAsync", "the account is not looked at", "Nobody would learn of it before the day.",
            "await account.LookAsync(plans, ends, cancellation);", "await Task.CompletedTask;"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("account", name, why, type, member, find, replace) { Scenario = scenario };
}
