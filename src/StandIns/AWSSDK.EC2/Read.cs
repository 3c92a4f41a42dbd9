using System.Xml.Linq;
using Amazon.EC2.Model;
using StandIns;

namespace Amazon.EC2;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeInstancesResponse DescribeInstancesResponse(XElement e) => new()
    {
        NextToken = e.Text("nextToken"),
        Reservations = e.List("reservationSet", Reservation),
    };

    public static Reservation Reservation(XElement e) => new()
    {
        ReservationId = e.Text("reservationId"),
        OwnerId = e.Text("ownerId"),
        RequesterId = e.Text("requesterId"),
        Groups = e.List("groupSet", GroupIdentifier),
        Instances = e.List("instancesSet", Instance),
    };

    public static GroupIdentifier GroupIdentifier(XElement e) => new()
    {
        GroupId = e.Text("groupId"),
        GroupName = e.Text("groupName"),
    };

    public static Instance Instance(XElement e) => new()
    {
        InstanceId = e.Text("instanceId"),
        ImageId = e.Text("imageId"),
        InstanceType = e.Text("instanceType"),
        State = e.Object("instanceState", InstanceState),
        StateReason = e.Object("stateReason", StateReason),
        StateTransitionReason = e.Text("reason"),
        LaunchTime = e.Date("launchTime"),
        Tags = e.List("tagSet", Tag),
        Placement = e.Object("placement", Placement),
        RootDeviceType = e.Text("rootDeviceType"),
        RootDeviceName = e.Text("rootDeviceName"),
        InstanceLifecycle = e.Text("instanceLifecycle"),
        PlatformDetails = e.Text("platformDetails"),
        PrivateDnsName = e.Text("privateDnsName"),
        PublicDnsName = e.Text("dnsName"),
        PrivateIpAddress = e.Text("privateIpAddress"),
        PublicIpAddress = e.Text("ipAddress"),
        SubnetId = e.Text("subnetId"),
        VpcId = e.Text("vpcId"),
        KeyName = e.Text("keyName"),
        ClientToken = e.Text("clientToken"),
        SecurityGroups = e.List("groupSet", GroupIdentifier),
        EbsOptimized = e.Bool("ebsOptimized"),
    };

    public static InstanceState InstanceState(XElement e) => new()
    {
        Code = e.Int("code"),
        Name = e.Text("name"),
    };

    public static StateReason StateReason(XElement e) => new()
    {
        Code = e.Text("code"),
        Message = e.Text("message"),
    };

    public static Tag Tag(XElement e) => new()
    {
        Key = e.Text("key"),
        Value = e.Text("value"),
    };

    public static Placement Placement(XElement e) => new()
    {
        AvailabilityZoneId = e.Text("availabilityZoneId"),
        Affinity = e.Text("affinity"),
        GroupName = e.Text("groupName"),
        PartitionNumber = e.Int("partitionNumber"),
        HostId = e.Text("hostId"),
        Tenancy = e.Text("tenancy"),
        SpreadDomain = e.Text("spreadDomain"),
        HostResourceGroupArn = e.Text("hostResourceGroupArn"),
        GroupId = e.Text("groupId"),
        AvailabilityZone = e.Text("availabilityZone"),
    };

    public static StartInstancesResponse StartInstancesResponse(XElement e) => new()
    {
        StartingInstances = e.List("instancesSet", InstanceStateChange),
    };

    public static InstanceStateChange InstanceStateChange(XElement e) => new()
    {
        InstanceId = e.Text("instanceId"),
        CurrentState = e.Object("currentState", InstanceState),
        PreviousState = e.Object("previousState", InstanceState),
    };

    public static StopInstancesResponse StopInstancesResponse(XElement e) => new()
    {
        StoppingInstances = e.List("instancesSet", InstanceStateChange),
    };

    public static DescribeInstanceStatusResponse DescribeInstanceStatusResponse(XElement e) => new()
    {
        InstanceStatuses = e.List("instanceStatusSet", InstanceStatus),
        NextToken = e.Text("nextToken"),
    };

    public static InstanceStatus InstanceStatus(XElement e) => new()
    {
        AvailabilityZone = e.Text("availabilityZone"),
        AvailabilityZoneId = e.Text("availabilityZoneId"),
        OutpostArn = e.Text("outpostArn"),
        Operator = e.Object("operator", OperatorResponse),
        Events = e.List("eventsSet", InstanceStatusEvent),
        InstanceId = e.Text("instanceId"),
        InstanceState = e.Object("instanceState", InstanceState),
        Status = e.Object("instanceStatus", InstanceStatusSummary),
        SystemStatus = e.Object("systemStatus", InstanceStatusSummary),
        AttachedEbsStatus = e.Object("attachedEbsStatus", EbsStatusSummary),
    };

    public static OperatorResponse OperatorResponse(XElement e) => new()
    {
        Managed = e.Bool("managed"),
        Principal = e.Text("principal"),
        HiddenByDefault = e.Bool("hiddenByDefault"),
    };

    public static InstanceStatusEvent InstanceStatusEvent(XElement e) => new()
    {
        InstanceEventId = e.Text("instanceEventId"),
        Code = e.Text("code"),
        Description = e.Text("description"),
        NotAfter = e.Date("notAfter"),
        NotBefore = e.Date("notBefore"),
        NotBeforeDeadline = e.Date("notBeforeDeadline"),
    };

    public static InstanceStatusSummary InstanceStatusSummary(XElement e) => new()
    {
        Details = e.List("details", InstanceStatusDetails),
        Status = e.Text("status"),
    };

    public static InstanceStatusDetails InstanceStatusDetails(XElement e) => new()
    {
        ImpairedSince = e.Date("impairedSince"),
        Name = e.Text("name"),
        Status = e.Text("status"),
    };

    public static EbsStatusSummary EbsStatusSummary(XElement e) => new()
    {
        Details = e.List("details", EbsStatusDetails),
        Status = e.Text("status"),
    };

    public static EbsStatusDetails EbsStatusDetails(XElement e) => new()
    {
        ImpairedSince = e.Date("impairedSince"),
        Name = e.Text("name"),
        Status = e.Text("status"),
    };
}
