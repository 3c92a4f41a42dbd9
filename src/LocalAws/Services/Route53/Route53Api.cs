using System.Globalization;
using System.Xml.Linq;
using System.Xml;
using LocalAws.Wire;

namespace LocalAws.Services.Route53;

/// <summary>Route 53: hosted zones, batches of changes, health checks that visit the front doors, and the names as they resolve.</summary>
public sealed class Route53Api : Service
{
    const int MostItems = 300;
    static readonly XNamespace ns = Route53Profile.Profile.Protocol;

    readonly FrontDoors doors;
    readonly SortedDictionary<string, Zone> zones = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, HealthCheck> checks = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, ZoneChange> changes = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, Func<string, WireRequest, XElement>> operations;

    public Route53Api(World world, FrontDoors doors) : base(world, Route53Profile.Profile)
    {
        this.doors = doors;
        Resolver = new Resolver(world, () => zones.Values, id => checks.TryGetValue(id, out var check) && check.IsHealthy(World.Now));
        Dns = new Dns(world, Resolver, () => zones.Values);
        operations = new SortedDictionary<string, Func<string, WireRequest, XElement>>(StringComparer.Ordinal)
        {
            ["ChangeResourceRecordSets"] = (id, request) => new XElement(ns + "ChangeResourceRecordSetsResponse", Change(Find(id), request.Text)),
            ["GetChange"] = (id, _) => new XElement(ns + "GetChangeResponse", changes.TryGetValue(id, out var change)
                ? Describe(change)
                : throw new AwsErrorException("NoSuchChange", $"A change with ID {id} does not exist.", 404)),
            ["GetHealthCheckStatus"] = (id, _) => Status(id),
            ["GetHostedZone"] = (id, _) => GetZone(Find(id)),
            ["ListHostedZones"] = (_, _) => ListZones(),
            ["ListResourceRecordSets"] = (id, request) => List(Find(id), Form.Parse(request.Query.TrimStart('?'))),
        };
    }

    public override IEnumerable<string> OperationNames => operations.Keys;

    public IReadOnlyDictionary<string, Zone> Zones => zones;

    public IReadOnlyDictionary<string, HealthCheck> HealthChecks => checks;

    /// <summary>Where the names lead now.</summary>
    public Resolver Resolver { get; }

    /// <summary>The name servers and resolvers, as clients meet them.</summary>
    public Dns Dns { get; }

    /// <summary>
    /// What the data of an alarm says, by Region and name: a health check of type CLOUDWATCH_METRIC follows that, and not the alarm's
    /// state. The cloud connects it to CloudWatch.
    /// </summary>
    public Func<string, string, string?> AlarmData { get; set; } = (_, _) => null;

    public Zone CreateZone(string id, string name, bool isPrivate = false)
    {
        var zone = new Zone(id, name, isPrivate);
        zones.Add(id, zone);
        IReadOnlyList<string> servers = isPrivate ? Dns.PrivateServers : Dns.Servers;
        return Put(id,
            new RecordSet(zone.Name, "NS") { Ttl = 172800, Values = [.. servers.Select(server => $"{server}.")] },
            new RecordSet(zone.Name, "SOA")
            {
                Ttl = 900,
                Values = [$"{servers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"],
            });
    }

    /// <summary>Furnishes a zone: the records are there and in sync at once, after the same checks as in a batch.</summary>
    public Zone Put(string zoneId, params IReadOnlyList<RecordSet> records)
    {
        var zone = zones[zoneId];
        var named = records.Select(record => new RecordChange("UPSERT", record with { Name = RecordSet.Normal(record.Name) })).ToArray();
        zone.Replace(new ChangeBatch(zone, checks.ContainsKey).Apply(named), World.Now);
        return zone;
    }

    public HealthCheck CreateHealthCheck(string id, HealthCheckSettings settings) =>
        checks[id] = new HealthCheck(World, doors, id, settings, (region, name) => AlarmData(region, name));

    /// <summary>A client with a cache of its own, for tests that watch where traffic goes.</summary>
    public DnsClient CreateDnsClient(string name) => new(World, Resolver, name);

    public override string OperationOf(WireRequest request) => (request.Method, Segments(request)) switch
    {
        ("GET", ["hostedzone"]) => "ListHostedZones",
        ("GET", ["hostedzone", _]) => "GetHostedZone",
        ("GET", ["hostedzone", _, "rrset"]) => "ListResourceRecordSets",
        ("POST", ["hostedzone", _, "rrset"]) => "ChangeResourceRecordSets",
        ("GET", ["change", _]) => "GetChange",
        ("GET", ["healthcheck", _, "status"]) => "GetHealthCheckStatus",
        _ => $"{request.Method} {request.Path}",
    };

    public override string Summary(WireRequest request)
    {
        var id = Segments(request).ElementAtOrDefault(1) ?? "";
        return OperationOf(request) != "ChangeResourceRecordSets" || Read(request.Text) is not { } batch
            ? $"{id} {Uri.UnescapeDataString(request.Query)}".Trim()
            : $"{id} " + string.Join("; ", ChangesOf(batch).Select(Words));
    }

    static string Words(RecordChange change) =>
        $"{change.Action} {change.Record.Name} {change.Record.Type} {change.Record.SetIdentifier} {change.Record.Weight}{change.Record.Failover}".TrimEnd();

    public override WireResponse Answer(Call call)
    {
        try
        {
            var name = OperationOf(call.Request);
            return operations.TryGetValue(name, out var operation)
                ? Xml(200, operation(Segments(call.Request).ElementAtOrDefault(1) ?? "", call.Request))
                : throw new AwsErrorException("InvalidAction", $"LocalAws does not have the Route 53 operation {name}.");
        }
        catch (AwsErrorException e)
        {
            return Refuse(e);
        }
    }

    public override WireResponse Refuse(AwsErrorException error) =>
        Xml(error.Status, new XElement(ns + "ErrorResponse",
            new XElement(ns + "Error",
                new XElement(ns + "Type", error.Status < 500 ? "Sender" : "Receiver"),
                new XElement(ns + "Code", error.Code),
                new XElement(ns + "Message", error.Message)),
            error.Members.TryGetValue("Messages", out var messages)
                ? new XElement(ns + "Messages", messages!.AsArray()
                    .Select(message => new XElement(ns + "Message", message!.GetValue<string>())))
                : null,
            new XElement(ns + "RequestId", World.NewUuid())));

    XElement Change(Zone zone, string text)
    {
        var body = Read(text) ?? throw new AwsErrorException("InvalidInput", "The XML is not well-formed.");
        if (World.Now < zone.BusyUntil)
        {
            throw new AwsErrorException("PriorRequestNotComplete",
                "The request was rejected because Route 53 was still processing a prior request.");
        }

        var batch = ChangesOf(body);
        if (batch.Count == 0)
        {
            throw new AwsErrorException("InvalidInput", "1 validation error detected: Value at 'changeBatch.changes' failed to satisfy " +
                "constraint: Member must have length greater than or equal to 1");
        }

        var inSyncAt = World.Now + World.DrawSeconds($"sync {changes.Count}", 20, 60);
        zone.Replace(new ChangeBatch(zone, checks.ContainsKey).Apply(batch), inSyncAt);

        // Route 53 accepts a change within a moment, long before it is in sync everywhere.
        zone.BusyUntil = World.Now + World.DrawSeconds($"taken in {changes.Count}", 0.5, 3);
        var change = new ZoneChange(World.NewId("C").ToUpperInvariant(), World.Now, inSyncAt,
            body.Descendants(ns + "Comment").FirstOrDefault()?.Value);
        changes.Add(change.Id, change);
        return Describe(change);
    }

    static XElement List(Zone zone, SortedDictionary<string, string> query)
    {
        var items = int.TryParse(query.GetValueOrDefault("maxitems"), out var asked) ? Math.Clamp(asked, 1, MostItems) : MostItems;
        var start = new RecordKey(query.TryGetValue("name", out var name) ? RecordSet.NameOrder(name) : "",
            query.GetValueOrDefault("type", ""), query.GetValueOrDefault("identifier", ""));
        if ((start.Type.Length > 0 && name is null) || (start.SetIdentifier.Length > 0 && start.Type.Length == 0))
        {
            throw new AwsErrorException("InvalidInput",
                "The StartRecordName is needed for a StartRecordType, and both for a StartRecordIdentifier.");
        }

        var rest = zone.Records.Values.Where(record => record.Key >= start).ToArray();
        var next = rest.ElementAtOrDefault(items);
        return new XElement(ns + "ListResourceRecordSetsResponse",
            new XElement(ns + "ResourceRecordSets", rest.Take(items).Select(record => record.ToXml(ns))),
            new XElement(ns + "IsTruncated", next is not null),
            next is null ? null : new XElement(ns + "NextRecordName", next.Name),
            next is null ? null : new XElement(ns + "NextRecordType", next.Type),
            next?.SetIdentifier is null ? null : new XElement(ns + "NextRecordIdentifier", next.SetIdentifier),
            new XElement(ns + "MaxItems", items));
    }

    static XElement GetZone(Zone zone) => new(ns + "GetHostedZoneResponse", Describe(zone),
        zone.IsPrivate ? null : new XElement(ns + "DelegationSet", new XElement(ns + "NameServers",
            Dns.Servers.Select(server => new XElement(ns + "NameServer", server)))));

    XElement ListZones() => new(ns + "ListHostedZonesResponse",
        new XElement(ns + "HostedZones", zones.Values.Select(Describe)),
        new XElement(ns + "IsTruncated", false),
        new XElement(ns + "MaxItems", 100));

    XElement Status(string id)
    {
        if (!checks.TryGetValue(id, out var check))
        {
            throw new AwsErrorException("NoSuchHealthCheck", $"A health check with id {id} does not exist.", 404);
        }

        return check.Checkers.Count == 0
            ? throw new AwsErrorException("InvalidInput", $"The status of a health check of type {check.Settings.Type} cannot be got.")
            : new XElement(ns + "GetHealthCheckStatusResponse", new XElement(ns + "HealthCheckObservations",
                check.Checkers.Select(checker => new XElement(ns + "HealthCheckObservation",
                    new XElement(ns + "Region", checker.Region),
                    new XElement(ns + "IPAddress", checker.Address),
                    new XElement(ns + "StatusReport",
                        new XElement(ns + "Status", checker.Report),
                        new XElement(ns + "CheckedTime", Text(checker.CheckedAt)))))));
    }

    XElement Describe(ZoneChange change) => new(ns + "ChangeInfo",
        new XElement(ns + "Id", "/change/" + change.Id),
        new XElement(ns + "Status", change.InSyncAt <= World.Now ? "INSYNC" : "PENDING"),
        new XElement(ns + "SubmittedAt", Text(change.SubmittedAt)),
        change.Comment is null ? null : new XElement(ns + "Comment", change.Comment));

    static XElement Describe(Zone zone) => new(ns + "HostedZone",
        new XElement(ns + "Id", "/hostedzone/" + zone.Id),
        new XElement(ns + "Name", zone.Name),
        new XElement(ns + "CallerReference", zone.Id),
        new XElement(ns + "Config", new XElement(ns + "PrivateZone", zone.IsPrivate)),
        new XElement(ns + "ResourceRecordSetCount", zone.Records.Count));

    Zone Find(string id) => zones.TryGetValue(id, out var zone)
        ? zone
        : throw new AwsErrorException("NoSuchHostedZone", $"No hosted zone found with ID: {id}", 404);

    static List<RecordChange> ChangesOf(XElement body) =>
    [
        .. body.Descendants(ns + "Change").Select(change => new RecordChange(
            change.Element(ns + "Action")?.Value ?? "", RecordSet.Parse(change.Element(ns + "ResourceRecordSet") ?? new XElement("none")))),
    ];

    static XElement? Read(string text)
    {
        try
        {
            return XElement.Parse(text);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    static string[] Segments(WireRequest request) =>
        Uri.UnescapeDataString(request.Path).Split('/', StringSplitOptions.RemoveEmptyEntries) is ["2013-04-01", .. var rest] ? rest : [];

    static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static WireResponse Xml(int status, XElement root) =>
        new(status, "text/xml", "<?xml version=\"1.0\"?>\n" + root.ToString(SaveOptions.DisableFormatting));
}
