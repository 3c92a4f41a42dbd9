using Amazon.Runtime;

namespace Amazon.EC2.Model;

public class AmazonEC2Request : AmazonWebServiceRequest;

public class DescribeInstancesRequest : AmazonEC2Request
{
    public List<string> InstanceIds { get; set; }
    public bool? IncludeManagedResources { get; set; }
    public bool? DryRun { get; set; }
    public List<Filter> Filters { get; set; }
    public string NextToken { get; set; }
    public int? MaxResults { get; set; }
}

public class DescribeInstancesResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }
    public List<Reservation> Reservations { get; set; }
}

public class StartInstancesRequest : AmazonEC2Request
{
    public List<string> InstanceIds { get; set; }
    public string AdditionalInfo { get; set; }
    public bool? DryRun { get; set; }
}

public class StartInstancesResponse : AmazonWebServiceResponse
{
    public List<InstanceStateChange> StartingInstances { get; set; }
}

public class StopInstancesRequest : AmazonEC2Request
{
    public List<string> InstanceIds { get; set; }
    public bool? Hibernate { get; set; }
    public bool? SkipOsShutdown { get; set; }
    public bool? DryRun { get; set; }
    public bool? Force { get; set; }
}

public class StopInstancesResponse : AmazonWebServiceResponse
{
    public List<InstanceStateChange> StoppingInstances { get; set; }
}

public class DescribeInstanceStatusRequest : AmazonEC2Request
{
    public List<string> InstanceIds { get; set; }
    public int? MaxResults { get; set; }
    public string NextToken { get; set; }
    public bool? IncludeManagedResources { get; set; }
    public bool? DryRun { get; set; }
    public List<Filter> Filters { get; set; }
    public bool? IncludeAllInstances { get; set; }
}

public class DescribeInstanceStatusResponse : AmazonWebServiceResponse
{
    public List<InstanceStatus> InstanceStatuses { get; set; }
    public string NextToken { get; set; }
}

public class EbsStatusDetails
{
    public DateTime? ImpairedSince { get; set; }
    public StatusName Name { get; set; }
    public StatusType Status { get; set; }
}

public class EbsStatusSummary
{
    public List<EbsStatusDetails> Details { get; set; }
    public SummaryStatus Status { get; set; }
}

public class Filter
{
    public string Name { get; set; }
    public List<string> Values { get; set; }
}

public class GroupIdentifier
{
    public string GroupId { get; set; }
    public string GroupName { get; set; }
}

public class Instance
{
    public string InstanceId { get; set; }
    public string ImageId { get; set; }
    public InstanceType InstanceType { get; set; }
    public InstanceState State { get; set; }
    public StateReason StateReason { get; set; }
    public string StateTransitionReason { get; set; }
    public DateTime? LaunchTime { get; set; }
    public List<Tag> Tags { get; set; }
    public Placement Placement { get; set; }
    public DeviceType RootDeviceType { get; set; }
    public string RootDeviceName { get; set; }
    public InstanceLifecycleType InstanceLifecycle { get; set; }
    public string PlatformDetails { get; set; }
    public string PrivateDnsName { get; set; }
    public string PublicDnsName { get; set; }
    public string PrivateIpAddress { get; set; }
    public string PublicIpAddress { get; set; }
    public string SubnetId { get; set; }
    public string VpcId { get; set; }
    public string KeyName { get; set; }
    public string ClientToken { get; set; }
    public List<GroupIdentifier> SecurityGroups { get; set; }
    public bool? EbsOptimized { get; set; }
}

public class InstanceState
{
    public int? Code { get; set; }
    public InstanceStateName Name { get; set; }
}

public class InstanceStateChange
{
    public string InstanceId { get; set; }
    public InstanceState CurrentState { get; set; }
    public InstanceState PreviousState { get; set; }
}

public class InstanceStatus
{
    public string AvailabilityZone { get; set; }
    public string AvailabilityZoneId { get; set; }
    public string OutpostArn { get; set; }
    public OperatorResponse Operator { get; set; }
    public List<InstanceStatusEvent> Events { get; set; }
    public string InstanceId { get; set; }
    public InstanceState InstanceState { get; set; }
    public InstanceStatusSummary Status { get; set; }
    public InstanceStatusSummary SystemStatus { get; set; }
    public EbsStatusSummary AttachedEbsStatus { get; set; }
}

public class InstanceStatusDetails
{
    public DateTime? ImpairedSince { get; set; }
    public StatusName Name { get; set; }
    public StatusType Status { get; set; }
}

public class InstanceStatusEvent
{
    public string InstanceEventId { get; set; }
    public EventCode Code { get; set; }
    public string Description { get; set; }
    public DateTime? NotAfter { get; set; }
    public DateTime? NotBefore { get; set; }
    public DateTime? NotBeforeDeadline { get; set; }
}

public class InstanceStatusSummary
{
    public List<InstanceStatusDetails> Details { get; set; }
    public SummaryStatus Status { get; set; }
}

public class OperatorResponse
{
    public bool? Managed { get; set; }
    public string Principal { get; set; }
    public bool? HiddenByDefault { get; set; }
}

public class Placement
{
    public string AvailabilityZoneId { get; set; }
    public string Affinity { get; set; }
    public string GroupName { get; set; }
    public int? PartitionNumber { get; set; }
    public string HostId { get; set; }
    public Tenancy Tenancy { get; set; }
    public string SpreadDomain { get; set; }
    public string HostResourceGroupArn { get; set; }
    public string GroupId { get; set; }
    public string AvailabilityZone { get; set; }
}

public class Reservation
{
    public string ReservationId { get; set; }
    public string OwnerId { get; set; }
    public string RequesterId { get; set; }
    public List<GroupIdentifier> Groups { get; set; }
    public List<Instance> Instances { get; set; }
}

public class StateReason
{
    public string Code { get; set; }
    public string Message { get; set; }
}

public class Tag
{
    public string Key { get; set; }
    public string Value { get; set; }
}
