namespace DrFunctions.Tests.Museum;

/// <summary>Bugs about ECS services as people deploy them today.</summary>
static class EcsBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        In("blue-green", "EcsServing", "GroupsOf", "the alternate target group is not looked at", "After every second deployment the step would wait for ever.",
            "balancer.TargetGroupArn, balancer.AdvancedConfiguration?.AlternateTargetGroupArn", "balancer.TargetGroupArn"),
        In("blue-green-bake", "EcsServing", "HealthyAsync", "both target groups count in the bake time", "Users reach one of them, and its tasks do not run yet.",
            "!IsShifting || healthy.Count < 2", "healthy.Count < 99"),
        In("code-deploy", "EcsServing", "Of", "the task set without users is counted", "The drill would fail though the standby serves.",
            "set.Status == \"PRIMARY\"", "set.Status == \"ACTIVE\""),
        In("code-deploy", "EcsScaleStep", "ObserveUndoAsync", "an undo waits for the end of a deployment", "CodeDeploy may keep two task sets for days.",
            "EcsServing.HasSurplus(service, now.Desired)", "service.RunningCount > now.Desired"),
        In("spot-is-gone", "EcsPlaces", "TroubleAsync", "nobody hears why tasks find no place", "Who is called at night would look for a fault in the service.",
            "Unplaced(service) is { } why", "Unplaced(service) is { Length: > 999 } why"),
        In("spot-is-gone", "EcsPlaces", "PlacesOf", "the capacity provider is not named", "Nobody would think of giving the service another one.",
            "used.Count > 0", "used.Count > 99"),
        In("spot-in-doubt", "QuietLook", "Finding", "doubts are not told", "What nobody knows, nobody changes before the day.",
            "check.Doubt is { } doubt", "check.Doubt is { Length: > 999 } doubt"),
        In("spot-in-doubt", "EcsPlaces", "OfSpot", "spare capacity is as good as any", "It is what is gone first when a Region fails.",
            "item.CapacityProvider != Spot", "item.CapacityProvider.Length > 0"),
        In("instances-full", "EcsCalls", "Full", "an Auto Scaling group at its maximum is not named", "Raising it is all that helps.",
            "group.DesiredCapacity >= group.MaxSize", "group.DesiredCapacity > group.MaxSize"),
        In("daemon-service", "EcsScaleReadiness", "Impossible", "a DAEMON service is scaled", "ECS refuses each attempt, and the person is called late.",
            "service.SchedulingStrategy == SchedulingStrategy.DAEMON", "service.SchedulingStrategy == SchedulingStrategy.DAEMON && service.Events is null"),
    ];

    static PlantedBug In(string scenario, string type, string member, string name, string why, string find, string replace) =>
        new("ecs", name, why, type, member, find, replace) { Scenario = scenario };
}
