using System.Text.Json;
using Amazon.ECS.Model;
using StandIns;

namespace Amazon.ECS;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeCapacityProvidersResponse DescribeCapacityProvidersResponse(JsonElement e) => new()
    {
        CapacityProviders = e.List("capacityProviders", CapacityProvider),
        Failures = e.List("failures", Failure),
        NextToken = e.Text("nextToken"),
    };

    public static CapacityProvider CapacityProvider(JsonElement e) => new()
    {
        CapacityProviderArn = e.Text("capacityProviderArn"),
        Name = e.Text("name"),
        AutoScalingGroupProvider = e.Object("autoScalingGroupProvider", AutoScalingGroupProvider),
    };

    public static AutoScalingGroupProvider AutoScalingGroupProvider(JsonElement e) => new()
    {
        AutoScalingGroupArn = e.Text("autoScalingGroupArn"),
        ManagedScaling = e.Object("managedScaling", ManagedScaling),
    };

    public static ManagedScaling ManagedScaling(JsonElement e) => new()
    {
        Status = e.Text("status"),
        TargetCapacity = e.Int("targetCapacity"),
        MinimumScalingStepSize = e.Int("minimumScalingStepSize"),
        MaximumScalingStepSize = e.Int("maximumScalingStepSize"),
        InstanceWarmupPeriod = e.Int("instanceWarmupPeriod"),
    };

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
        DeploymentConfiguration = e.Object("deploymentConfiguration", DeploymentConfiguration),
        TaskSets = e.List("taskSets", TaskSet),
        Deployments = e.List("deployments", Deployment),
        LoadBalancers = e.List("loadBalancers", LoadBalancer),
        Events = e.List("events", ServiceEvent),
        CreatedAt = e.Date("createdAt"),
        RoleArn = e.Text("roleArn"),
        HealthCheckGracePeriodSeconds = e.Int("healthCheckGracePeriodSeconds"),
        SchedulingStrategy = e.Text("schedulingStrategy"),
        DeploymentController = e.Object("deploymentController", DeploymentController),
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

    public static DeploymentConfiguration DeploymentConfiguration(JsonElement e) => new()
    {
        MaximumPercent = e.Int("maximumPercent"),
        MinimumHealthyPercent = e.Int("minimumHealthyPercent"),
        Strategy = e.Text("strategy"),
        BakeTimeInMinutes = e.Int("bakeTimeInMinutes"),
    };

    public static DeploymentController DeploymentController(JsonElement e) => new() { Type = e.Text("type") };

    public static TaskSet TaskSet(JsonElement e) => new()
    {
        Id = e.Text("id"),
        TaskSetArn = e.Text("taskSetArn"),
        ServiceArn = e.Text("serviceArn"),
        ClusterArn = e.Text("clusterArn"),
        StartedBy = e.Text("startedBy"),
        ExternalId = e.Text("externalId"),
        Status = e.Text("status"),
        TaskDefinition = e.Text("taskDefinition"),
        ComputedDesiredCount = e.Int("computedDesiredCount"),
        PendingCount = e.Int("pendingCount"),
        RunningCount = e.Int("runningCount"),
        CreatedAt = e.Date("createdAt"),
        UpdatedAt = e.Date("updatedAt"),
        LaunchType = e.Text("launchType"),
        CapacityProviderStrategy = e.List("capacityProviderStrategy", CapacityProviderStrategyItem),
        LoadBalancers = e.List("loadBalancers", LoadBalancer),
        Scale = e.Object("scale", Scale),
        StabilityStatus = e.Text("stabilityStatus"),
        StabilityStatusAt = e.Date("stabilityStatusAt"),
    };

    public static Scale Scale(JsonElement e) => new()
    {
        Value = e.Double("value"),
        Unit = e.Text("unit"),
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
