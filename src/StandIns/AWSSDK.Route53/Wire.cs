using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Amazon.Route53.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.Route53;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("Route 53", "route53", "route53", "2013-04-01", ServiceErrors.Create)
    {
        OneHostPerPartition = true,
    };

    private static readonly XNamespace s_xmlns = "https://route53.amazonaws.com/doc/2013-04-01/";

    public static readonly InvokeOptions ListResourceRecordSets = Of<ListResourceRecordSetsRequest>(input =>
    {
        var request = Get(input, "hostedzone", input.HostedZoneId, nameof(input.HostedZoneId), "/rrset");
        AddQuery(request, "name", input.StartRecordName);
        AddQuery(request, "type", input.StartRecordType);
        AddQuery(request, "identifier", input.StartRecordIdentifier);
        AddQuery(request, "maxitems", input.MaxItems);
        return request;
    }, Read.ListResourceRecordSetsResponse);

    public static readonly InvokeOptions ChangeResourceRecordSets = Of<ChangeResourceRecordSetsRequest>(input =>
    {
        var request = Request(input, "POST", "hostedzone", input.HostedZoneId, nameof(input.HostedZoneId), "/rrset/");
        var body = Element("ChangeResourceRecordSetsRequest", WriteBatch(input.ChangeBatch));
        request.Content = Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting));
        request.Headers["Content-Type"] = "application/xml";
        return request;
    }, Read.ChangeResourceRecordSetsResponse);

    public static readonly InvokeOptions GetChange = Of<GetChangeRequest>(
        input => Get(input, "change", input.Id, nameof(input.Id)), Read.GetChangeResponse);

    public static readonly InvokeOptions GetHealthCheckStatus = Of<GetHealthCheckStatusRequest>(
        input => Get(input, "healthcheck", input.HealthCheckId, nameof(input.HealthCheckId), "/status"),
        Read.GetHealthCheckStatusResponse);

    private static InvokeOptions Of<TRequest>(Func<TRequest, IRequest> write, Func<XElement, AmazonWebServiceResponse> read)
        where TRequest : AmazonWebServiceRequest
        => Operation.Of(write, new XmlAnswer(Service, read));

    private static DefaultRequest Get(AmazonWebServiceRequest input, string kind, string id, string member, string rest = "")
    {
        var request = Request(input, "GET", kind, id, member, rest);
        request.UseQueryString = true;
        return request;
    }

    private static DefaultRequest Request(AmazonWebServiceRequest input, string method, string kind, string id, string member, string rest)
    {
        if (string.IsNullOrEmpty(id))
            throw new AmazonRoute53Exception($"Request object does not have required field {member} set");
        var request = new DefaultRequest(input, "Amazon.Route53")
        {
            HttpMethod = method,
            ResourcePath = $"/{Service.ApiVersion}/{kind}/{{Id}}{rest}",
        };
        // Route 53 gives ids as "/hostedzone/Z1" and "/change/C1", and takes them without what comes before.
        request.AddPathResource("{Id}", id[(id.LastIndexOf('/') + 1)..]);
        return request;
    }

    private static void AddQuery(DefaultRequest request, string name, string value)
    {
        if (value != null)
            request.Parameters[name] = value;
    }

    // The order of elements is the schema's, which the service checks. What is null is left out.
    private static XElement WriteBatch(ChangeBatch batch) => batch == null ? null : Element("ChangeBatch",
        Text("Comment", batch.Comment),
        batch.Changes == null ? null : Element("Changes", batch.Changes.Select(change => Element("Change",
            Text("Action", change.Action?.Value),
            change.ResourceRecordSet is { } set ? WriteSet(set) : null))));

    private static XElement WriteSet(ResourceRecordSet set) => Element("ResourceRecordSet",
        Text("Name", set.Name),
        Text("Type", set.Type?.Value),
        Text("SetIdentifier", set.SetIdentifier),
        Text("Weight", set.Weight),
        Text("Region", set.Region?.Value),
        set.GeoLocation is not { } geo ? null : Element("GeoLocation",
            Text("ContinentCode", geo.ContinentCode),
            Text("CountryCode", geo.CountryCode),
            Text("SubdivisionCode", geo.SubdivisionCode)),
        Text("Failover", set.Failover?.Value),
        Text("MultiValueAnswer", set.MultiValueAnswer),
        Text("TTL", set.TTL),
        set.ResourceRecords is not { } records ? null : Element("ResourceRecords",
            records.Select(record => Element("ResourceRecord", Text("Value", record.Value)))),
        set.AliasTarget is not { } alias ? null : Element("AliasTarget",
            Text("HostedZoneId", alias.HostedZoneId),
            Text("DNSName", alias.DNSName),
            Text("EvaluateTargetHealth", alias.EvaluateTargetHealth)),
        Text("HealthCheckId", set.HealthCheckId),
        Text("TrafficPolicyInstanceId", set.TrafficPolicyInstanceId),
        set.CidrRoutingConfig is not { } cidr ? null : Element("CidrRoutingConfig",
            Text("CollectionId", cidr.CollectionId),
            Text("LocationName", cidr.LocationName)),
        set.GeoProximityLocation is not { } near ? null : Element("GeoProximityLocation",
            Text("AWSRegion", near.AWSRegion),
            Text("LocalZoneGroup", near.LocalZoneGroup),
            near.Coordinates is not { } at ? null : Element("Coordinates", Text("Latitude", at.Latitude), Text("Longitude", at.Longitude)),
            Text("Bias", near.Bias)));

    private static XElement Element(string name, params object[] content) => new(s_xmlns + name, content);

    private static XElement Text(string name, string value) => value == null ? null : Element(name, value);

    private static XElement Text(string name, long? value) => Text(name, value?.ToString(CultureInfo.InvariantCulture));

    private static XElement Text(string name, bool? value) => Text(name, value is bool flag ? (flag ? "true" : "false") : null);
}
