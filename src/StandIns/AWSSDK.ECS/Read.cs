using System.Text.Json;
using Amazon.ECS.Model;
using StandIns;

namespace Amazon.ECS;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeServicesResponse DescribeServicesResponse(JsonElement e) => new()
    {
        Services = e.List("services", Service),
        Failures = e.List("failures", Failure),
    };

    public static Service Service(JsonElement e) => new()
    {
        ServiceArn = e.Text("serviceArn"),
        ServiceName = e.Text("serviceName"),
        ClusterArn = e.Text("clusterArn"),
        Status = e.Text("status"),
        DesiredCount = e.Int("desiredCount"),
        RunningCount = e.Int("runningCount"),
        PendingCount = e.Int("pendingCount"),
        LaunchType = e.Text("launchType"),
        CapacityProviderStrategy = e.List("capacityProviderStrategy", CapacityProviderStrategyItem),
        PlatformVersion = e.Text("platformVersion"),
        PlatformFamily = e.Text("platformFamily"),
        TaskDefinition = e.Text("taskDefinition"),
        Deployments = e.List("deployments", Deployment),
        LoadBalancers = e.List("loadBalancers", LoadBalancer),
        Events = e.List("events", ServiceEvent),
        CreatedAt = e.Date("createdAt"),
        RoleArn = e.Text("roleArn"),
        HealthCheckGracePeriodSeconds = e.Int("healthCheckGracePeriodSeconds"),
        SchedulingStrategy = e.Text("schedulingStrategy"),
        Tags = e.List("tags", Tag),
        CreatedBy = e.Text("createdBy"),
        EnableECSManagedTags = e.Bool("enableECSManagedTags"),
        PropagateTags = e.Text("propagateTags"),
        EnableExecuteCommand = e.Bool("enableExecuteCommand"),
        AvailabilityZoneRebalancing = e.Text("availabilityZoneRebalancing"),
    };

    public static CapacityProviderStrategyItem CapacityProviderStrategyItem(JsonElement e) => new()
    {
        CapacityProvider = e.Text("capacityProvider"),
        Weight = e.Int("weight"),
        Base = e.Int("base"),
    };

    public static Deployment Deployment(JsonElement e) => new()
    {
        Id = e.Text("id"),
        Status = e.Text("status"),
        TaskDefinition = e.Text("taskDefinition"),
        DesiredCount = e.Int("desiredCount"),
        PendingCount = e.Int("pendingCount"),
        RunningCount = e.Int("runningCount"),
        FailedTasks = e.Int("failedTasks"),
        CreatedAt = e.Date("createdAt"),
        UpdatedAt = e.Date("updatedAt"),
        CapacityProviderStrategy = e.List("capacityProviderStrategy", CapacityProviderStrategyItem),
        LaunchType = e.Text("launchType"),
        PlatformVersion = e.Text("platformVersion"),
        PlatformFamily = e.Text("platformFamily"),
        RolloutState = e.Text("rolloutState"),
        RolloutStateReason = e.Text("rolloutStateReason"),
    };

    public static LoadBalancer LoadBalancer(JsonElement e) => new()
    {
        TargetGroupArn = e.Text("targetGroupArn"),
        LoadBalancerName = e.Text("loadBalancerName"),
        ContainerName = e.Text("containerName"),
        ContainerPort = e.Int("containerPort"),
        AdvancedConfiguration = e.Object("advancedConfiguration", AdvancedConfiguration),
    };

    public static AdvancedConfiguration AdvancedConfiguration(JsonElement e) => new()
    {
        AlternateTargetGroupArn = e.Text("alternateTargetGroupArn"),
        ProductionListenerRule = e.Text("productionListenerRule"),
        TestListenerRule = e.Text("testListenerRule"),
        RoleArn = e.Text("roleArn"),
    };

    public static ServiceEvent ServiceEvent(JsonElement e) => new()
    {
        Id = e.Text("id"),
        CreatedAt = e.Date("createdAt"),
        Message = e.Text("message"),
    };

    public static Tag Tag(JsonElement e) => new()
    {
        Key = e.Text("key"),
        Value = e.Text("value"),
    };

    public static Failure Failure(JsonElement e) => new()
    {
        Arn = e.Text("arn"),
        Reason = e.Text("reason"),
        Detail = e.Text("detail"),
    };

    public static UpdateServiceResponse UpdateServiceResponse(JsonElement e) => new()
    {
        Service = e.Object("service", Service),
    };
}
