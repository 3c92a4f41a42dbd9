using Amazon.Runtime;

namespace Amazon.Route53.Model;

public class ListResourceRecordSetsRequest : AmazonRoute53Request
{
    public string HostedZoneId { get; set; }
    public string StartRecordName { get; set; }
    public RRType StartRecordType { get; set; }
    public string StartRecordIdentifier { get; set; }
    public string MaxItems { get; set; }
}

public class ListResourceRecordSetsResponse : AmazonWebServiceResponse
{
    public List<ResourceRecordSet> ResourceRecordSets { get; set; }
    public bool? IsTruncated { get; set; }
    public string NextRecordName { get; set; }
    public RRType NextRecordType { get; set; }
    public string NextRecordIdentifier { get; set; }
    public string MaxItems { get; set; }
}

public class ChangeResourceRecordSetsRequest : AmazonRoute53Request
{
    public string HostedZoneId { get; set; }
    public ChangeBatch ChangeBatch { get; set; }
}

public class ChangeResourceRecordSetsResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; }
}

public class GetChangeRequest : AmazonRoute53Request
{
    public string Id { get; set; }
}

public class GetChangeResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; }
}

public class GetHealthCheckStatusRequest : AmazonRoute53Request
{
    public string HealthCheckId { get; set; }
}

public class GetHealthCheckStatusResponse : AmazonWebServiceResponse
{
    public List<HealthCheckObservation> HealthCheckObservations { get; set; }
}

public class AliasTarget
{
    public string HostedZoneId { get; set; }
    public string DNSName { get; set; }
    public bool? EvaluateTargetHealth { get; set; }
}

public class Change
{
    public ChangeAction Action { get; set; }
    public ResourceRecordSet ResourceRecordSet { get; set; }
}

public class ChangeBatch
{
    public string Comment { get; set; }
    public List<Change> Changes { get; set; }
}

public class ChangeInfo
{
    public string Id { get; set; }
    public ChangeStatus Status { get; set; }
    public DateTime? SubmittedAt { get; set; }
    public string Comment { get; set; }
}

public class CidrRoutingConfig
{
    public string CollectionId { get; set; }
    public string LocationName { get; set; }
}

public class Coordinates
{
    public string Latitude { get; set; }
    public string Longitude { get; set; }
}

public class GeoLocation
{
    public string ContinentCode { get; set; }
    public string CountryCode { get; set; }
    public string SubdivisionCode { get; set; }
}

public class GeoProximityLocation
{
    public string AWSRegion { get; set; }
    public string LocalZoneGroup { get; set; }
    public Coordinates Coordinates { get; set; }
    public int? Bias { get; set; }
}

public class HealthCheckObservation
{
    public HealthCheckRegion Region { get; set; }
    public string IPAddress { get; set; }
    public StatusReport StatusReport { get; set; }
}

public class ResourceRecord
{
    public string Value { get; set; }
}

public class ResourceRecordSet
{
    public string Name { get; set; }
    public RRType Type { get; set; }
    public string SetIdentifier { get; set; }
    public long? Weight { get; set; }
    public ResourceRecordSetRegion Region { get; set; }
    public GeoLocation GeoLocation { get; set; }
    public ResourceRecordSetFailover Failover { get; set; }
    public bool? MultiValueAnswer { get; set; }
    public long? TTL { get; set; }
    public List<ResourceRecord> ResourceRecords { get; set; }
    public AliasTarget AliasTarget { get; set; }
    public string HealthCheckId { get; set; }
    public string TrafficPolicyInstanceId { get; set; }
    public CidrRoutingConfig CidrRoutingConfig { get; set; }
    public GeoProximityLocation GeoProximityLocation { get; set; }
}

public class StatusReport
{
    public string Status { get; set; }
    public DateTime? CheckedTime { get; set; }
}
