using System.Xml.Linq;
using Amazon.Route53.Model;
using StandIns;

namespace Amazon.Route53;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static ListResourceRecordSetsResponse ListResourceRecordSetsResponse(XElement e) => new()
    {
        ResourceRecordSets = e.List("ResourceRecordSets", ResourceRecordSet),
        IsTruncated = e.Bool("IsTruncated"),
        NextRecordName = e.Text("NextRecordName"),
        NextRecordType = e.Text("NextRecordType"),
        NextRecordIdentifier = e.Text("NextRecordIdentifier"),
        MaxItems = e.Text("MaxItems"),
    };

    public static ResourceRecordSet ResourceRecordSet(XElement e) => new()
    {
        Name = e.Text("Name"),
        Type = e.Text("Type"),
        SetIdentifier = e.Text("SetIdentifier"),
        Weight = e.Long("Weight"),
        Region = e.Text("Region"),
        GeoLocation = e.Object("GeoLocation", GeoLocation),
        Failover = e.Text("Failover"),
        MultiValueAnswer = e.Bool("MultiValueAnswer"),
        TTL = e.Long("TTL"),
        ResourceRecords = e.List("ResourceRecords", ResourceRecord),
        AliasTarget = e.Object("AliasTarget", AliasTarget),
        HealthCheckId = e.Text("HealthCheckId"),
        TrafficPolicyInstanceId = e.Text("TrafficPolicyInstanceId"),
        CidrRoutingConfig = e.Object("CidrRoutingConfig", CidrRoutingConfig),
        GeoProximityLocation = e.Object("GeoProximityLocation", GeoProximityLocation),
    };

    public static GeoLocation GeoLocation(XElement e) => new()
    {
        ContinentCode = e.Text("ContinentCode"),
        CountryCode = e.Text("CountryCode"),
        SubdivisionCode = e.Text("SubdivisionCode"),
    };

    public static ResourceRecord ResourceRecord(XElement e) => new()
    {
        Value = e.Text("Value"),
    };

    public static AliasTarget AliasTarget(XElement e) => new()
    {
        HostedZoneId = e.Text("HostedZoneId"),
        DNSName = e.Text("DNSName"),
        EvaluateTargetHealth = e.Bool("EvaluateTargetHealth"),
    };

    public static CidrRoutingConfig CidrRoutingConfig(XElement e) => new()
    {
        CollectionId = e.Text("CollectionId"),
        LocationName = e.Text("LocationName"),
    };

    public static GeoProximityLocation GeoProximityLocation(XElement e) => new()
    {
        AWSRegion = e.Text("AWSRegion"),
        LocalZoneGroup = e.Text("LocalZoneGroup"),
        Coordinates = e.Object("Coordinates", Coordinates),
        Bias = e.Int("Bias"),
    };

    public static Coordinates Coordinates(XElement e) => new()
    {
        Latitude = e.Text("Latitude"),
        Longitude = e.Text("Longitude"),
    };

    public static ChangeResourceRecordSetsResponse ChangeResourceRecordSetsResponse(XElement e) => new()
    {
        ChangeInfo = e.Object("ChangeInfo", ChangeInfo),
    };

    public static ChangeInfo ChangeInfo(XElement e) => new()
    {
        Id = e.Text("Id"),
        Status = e.Text("Status"),
        SubmittedAt = e.Date("SubmittedAt"),
        Comment = e.Text("Comment"),
    };

    public static GetChangeResponse GetChangeResponse(XElement e) => new()
    {
        ChangeInfo = e.Object("ChangeInfo", ChangeInfo),
    };

    public static GetHealthCheckStatusResponse GetHealthCheckStatusResponse(XElement e) => new()
    {
        HealthCheckObservations = e.List("HealthCheckObservations", HealthCheckObservation),
    };

    public static HealthCheckObservation HealthCheckObservation(XElement e) => new()
    {
        Region = e.Text("Region"),
        IPAddress = e.Text("IPAddress"),
        StatusReport = e.Object("StatusReport", StatusReport),
    };

    public static StatusReport StatusReport(XElement e) => new()
    {
        Status = e.Text("Status"),
        CheckedTime = e.Date("CheckedTime"),
    };
}
