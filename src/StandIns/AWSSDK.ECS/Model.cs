using Amazon.Runtime;

namespace Amazon.ECS.Model;

public class DescribeCapacityProvidersRequest : AmazonECSRequest
{
    public List<string> CapacityProviders { get; set; }
    public List<string> Include { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
}

public class DescribeCapacityProvidersResponse : AmazonWebServiceResponse
{
    public List<CapacityProvider> CapacityProviders { get; set; }
    public List<Failure> Failures { get; set; }
    public string NextToken { get; set; }
}

public class DescribeServicesRequest : AmazonECSRequest
{
    public string Cluster { get; set; }
    public List<string> Services { get; set; }
    public List<string> Include { get; set; }
}

public class DescribeServicesResponse : AmazonWebServiceResponse
{
    public List<Service> Services { get; set; }
    public List<Failure> Failures { get; set; }
}

public class UpdateServiceRequest : AmazonECSRequest
{
    public string Cluster { get; set; }
    public string Service { get; set; }
    public int? DesiredCount { get; set; }
    public string TaskDefinition { get; set; }
    public AvailabilityZoneRebalancing AvailabilityZoneRebalancing { get; set; }
    public string PlatformVersion { get; set; }
    public bool? ForceNewDeployment { get; set; }
    public int? HealthCheckGracePeriodSeconds { get; set; }
    public bool? EnableExecuteCommand { get; set; }
    public bool? EnableECSManagedTags { get; set; }
    public PropagateTags PropagateTags { get; set; }
}

public class UpdateServiceResponse : AmazonWebServiceResponse
{
    public Service Service { get; set; }
}

public class AutoScalingGroupProvider
{
    public string AutoScalingGroupArn { get; set; }
    public ManagedScaling ManagedScaling { get; set; }
}

public class CapacityProvider
{
    public string CapacityProviderArn { get; set; }
    public string Name { get; set; }
    public AutoScalingGroupProvider AutoScalingGroupProvider { get; set; }
}

public class ManagedScaling
{
    public ManagedScalingStatus Status { get; set; }
    public int? TargetCapacity { get; set; }
    public int? MinimumScalingStepSize { get; set; }
    public int? MaximumScalingStepSize { get; set; }
    public int? InstanceWarmupPeriod { get; set; }
}

public class CapacityProviderStrategyItem
{
    public string CapacityProvider { get; set; }
    public int? Weight { get; set; }
    public int? Base { get; set; }
}

public class Deployment
{
    public string Id { get; set; }
    public string Status { get; set; }
    public string TaskDefinition { get; set; }
    public int? DesiredCount { get; set; }
    public int? PendingCount { get; set; }
    public int? RunningCount { get; set; }
    public int? FailedTasks { get; set; }
    public DateTime? CreatedAt { get; set; }
    public DateTime? UpdatedAt { get; set; }
    public List<CapacityProviderStrategyItem> CapacityProviderStrategy { get; set; }
    public LaunchType LaunchType { get; set; }
    public string PlatformVersion { get; set; }
    public string PlatformFamily { get; set; }
    public DeploymentRolloutState RolloutState { get; set; }
    public string RolloutStateReason { get; set; }
}

public class DeploymentConfiguration
{
    public int? MaximumPercent { get; set; }
    public int? MinimumHealthyPercent { get; set; }
    public DeploymentStrategy Strategy { get; set; }
    public int? BakeTimeInMinutes { get; set; }
}

public class DeploymentController
{
    public DeploymentControllerType Type { get; set; }
}

public class Failure
{
    public string Arn { get; set; }
    public string Reason { get; set; }
    public string Detail { get; set; }
}

public class LoadBalancer
{
    public string TargetGroupArn { get; set; }
    public string LoadBalancerName { get; set; }
    public string ContainerName { get; set; }
    public int? ContainerPort { get; set; }
    public AdvancedConfiguration AdvancedConfiguration { get; set; }
}

public class AdvancedConfiguration
{
    public string AlternateTargetGroupArn { get; set; }
    public string ProductionListenerRule { get; set; }
    public string TestListenerRule { get; set; }
    public string RoleArn { get; set; }
}

public class Scale
{
    public double? Value { get; set; }
    public ScaleUnit Unit { get; set; }
}

public class Service
{
    public string ServiceArn { get; set; }
    public string ServiceName { get; set; }
    public string ClusterArn { get; set; }
    public string Status { get; set; }
    public int? DesiredCount { get; set; }
    public int? RunningCount { get; set; }
    public int? PendingCount { get; set; }
    public LaunchType LaunchType { get; set; }
    public List<CapacityProviderStrategyItem> CapacityProviderStrategy { get; set; }
    public string PlatformVersion { get; set; }
    public string PlatformFamily { get; set; }
    public string TaskDefinition { get; set; }
    public DeploymentConfiguration DeploymentConfiguration { get; set; }
    public List<TaskSet> TaskSets { get; set; }
    public List<Deployment> Deployments { get; set; }
    public List<LoadBalancer> LoadBalancers { get; set; }
    public List<ServiceEvent> Events { get; set; }
    public DateTime? CreatedAt { get; set; }
    public string RoleArn { get; set; }
    public int? HealthCheckGracePeriodSeconds { get; set; }
    public SchedulingStrategy SchedulingStrategy { get; set; }
    public DeploymentController DeploymentController { get; set; }
    public List<Tag> Tags { get; set; }
    public string CreatedBy { get; set; }
    public bool? EnableECSManagedTags { get; set; }
    public PropagateTags PropagateTags { get; set; }
    public bool? EnableExecuteCommand { get; set; }
    public AvailabilityZoneRebalancing AvailabilityZoneRebalancing { get; set; }
}

public class ServiceEvent
{
    public string Id { get; set; }
    public DateTime? CreatedAt { get; set; }
    public string Message { get; set; }
}

public class Tag
{
    public string Key { get; set; }
    public string Value { get; set; }
}

public class TaskSet
{
    public string Id { get; set; }
    public string TaskSetArn { get; set; }
    public string ServiceArn { get; set; }
    public string ClusterArn { get; set; }
    public string StartedBy { get; set; }
    public string ExternalId { get; set; }
    public string Status { get; set; }
    public string TaskDefinition { get; set; }
    public int? ComputedDesiredCount { get; set; }
    public int? PendingCount { get; set; }
    public int? RunningCount { get; set; }
    public DateTime? CreatedAt { get; set; }
    public DateTime? UpdatedAt { get; set; }
    public LaunchType LaunchType { get; set; }
    public List<CapacityProviderStrategyItem> CapacityProviderStrategy { get; set; }
    public List<LoadBalancer> LoadBalancers { get; set; }
    public Scale Scale { get; set; }
    public StabilityStatus StabilityStatus { get; set; }
    public DateTime? StabilityStatusAt { get; set; }
}
