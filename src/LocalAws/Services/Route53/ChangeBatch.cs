using System.Net.Sockets;
using System.Net;
using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.Route53;

/// <summary>One change of a batch: CREATE, DELETE or UPSERT.</summary>
public sealed record RecordChange(string Action, RecordSet Record);

/// <summary>Applies a batch to a zone's records as Route 53 does: in order, all or nothing, with every complaint in the answer.</summary>
public sealed class ChangeBatch(Zone zone, Func<string, bool> isHealthCheck)
{
    const int MostRecords = 1000;
    const int MostCharacters = 32000;

    readonly List<string> messages = [];
    readonly SortedDictionary<RecordKey, RecordSet> records = new(zone.Records);

    /// <summary>The records after the batch.</summary>
    /// <exception cref="AwsErrorException">Something in the batch is not permitted; nothing changes.</exception>
    public SortedDictionary<RecordKey, RecordSet> Apply(IReadOnlyList<RecordChange> changes)
    {
        foreach (var change in changes)
        {
            RequestRules.Check(change);
            if (change.Record.HealthCheckId is { } id && change.Action != "DELETE" && !isHealthCheck(id))
            {
                throw new AwsErrorException("NoSuchHealthCheck", $"No health check exists with the specified ID: {id}", 404);
            }
        }

        CheckSize(changes);
        foreach (var change in changes)
        {
            Apply(change);
        }

        return messages.Count == 0 ? records : throw Invalid(messages);
    }

    static AwsErrorException Invalid(IReadOnlyList<string> messages) =>
        new("InvalidChangeBatch", $"[{string.Join(", ", messages)}]")
        {
            Members = new Dictionary<string, JsonNode?>
            {
                ["Messages"] = new JsonArray([.. messages.Select(message => (JsonNode)message)]),
            },
        };

    static void CheckSize(IReadOnlyList<RecordChange> changes)
    {
        // An UPSERT counts twice: it may delete and create.
        static int Times(RecordChange change) => change.Action == "UPSERT" ? 2 : 1;
        if (changes.Sum(change => Math.Max(1, change.Record.Values.Count) * Times(change)) > MostRecords)
        {
            throw Invalid([$"Number of records limit of {MostRecords} exceeded."]);
        }

        if (changes.Sum(change => change.Record.Values.Sum(value => value.Length) * Times(change)) > MostCharacters)
        {
            throw Invalid([$"RDATA character limit of {MostCharacters} exceeded."]);
        }
    }

    void Apply(RecordChange change)
    {
        var record = change.Record;
        var exists = records.TryGetValue(record.Key, out var current);
        if (!IsInside(record.Name))
        {
            messages.Add($"RRSet with DNS name {record.Name} is not permitted in zone {zone.Name}");
        }
        else if (change.Action == "CREATE" && exists)
        {
            messages.Add($"Tried to create resource record set {Words(record)} but it already exists");
        }
        else if (change.Action == "DELETE")
        {
            Delete(record, current);
        }
        else if (ValueRules.Complaint(record) is { } complaint)
        {
            messages.Add(complaint);
        }
        else if (Conflict(record) is { } conflict)
        {
            messages.Add(conflict);
        }
        else
        {
            records[record.Key] = record;
        }
    }

    void Delete(RecordSet record, RecordSet? current)
    {
        if (current is null)
        {
            messages.Add($"Tried to delete resource record set {Words(record)} but it was not found");
        }
        else if (!current.Matches(record))
        {
            messages.Add($"Tried to delete resource record set {Words(record)} but the values provided do not match the current values");
        }
        else if (record.Type is "NS" or "SOA" && record.Name == zone.Name)
        {
            messages.Add($"A HostedZone must contain at least one {record.Type} record for the zone itself.");
        }
        else
        {
            records.Remove(record.Key);
        }
    }

    /// <summary>Why the record cannot exist beside the other records of its name.</summary>
    string? Conflict(RecordSet record)
    {
        var others = records.Values.Where(other => other.Name == record.Name && other.Key != record.Key).ToArray();
        if (record.Type == "CNAME" && record.Name == zone.Name)
        {
            return $"RRSet of type CNAME with DNS name {record.Name} is not permitted at apex in zone {zone.Name}";
        }

        if (Array.Find(others, other => other.Type != record.Type && (other.Type == "CNAME" || record.Type == "CNAME")) is not null)
        {
            return $"RRSet of type {record.Type} with DNS name {record.Name} is not permitted because a conflicting RRSet of type " +
                $"{(record.Type == "CNAME" ? "other than CNAME" : "CNAME")} with the same DNS name already exists in zone {zone.Name}";
        }

        var peers = others.Where(other => other.Type == record.Type).ToArray();
        if (Array.Find(peers, peer => peer.Policy != record.Policy) is { } mixed)
        {
            return $"RRSet with DNS name {record.Name}, type {record.Type}{Identifier(record)} cannot be created as a {mixed.Policy} " +
                "RRSet exists with the same name and type";
        }

        return record.Failover is not null && Array.Exists(peers, peer => peer.Failover == record.Failover)
            ? $"RRSet with DNS name {record.Name}, type {record.Type}{Identifier(record)}, failover {record.Failover} cannot be created " +
                $"as another {record.Failover} RRSet exists with the same name and type"
            : null;
    }

    bool IsInside(string name) => name == zone.Name || name.EndsWith("." + zone.Name, StringComparison.Ordinal);

    static string Identifier(RecordSet record) => record.SetIdentifier is null ? "" : $", SetIdentifier {record.SetIdentifier}";

    static string Words(RecordSet record) =>
        $"[name='{record.Name}', type='{record.Type}'{(record.SetIdentifier is null ? "" : $", set identifier='{record.SetIdentifier}'")}]";
}

/// <summary>The mistakes of a change that Route 53 finds before it reads the zone.</summary>
static class RequestRules
{
    const string Targets = "[AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId]";
    const string Policies = "[Weight, Region, Failover, GeoLocation, MultiValueAnswer, GeoProximityLocation, or CidrRoutingConfig]";

    static readonly string[] types =
        ["SOA", "A", "TXT", "NS", "CNAME", "MX", "NAPTR", "PTR", "SRV", "SPF", "AAAA", "CAA", "DS", "TLSA", "SSHFP", "SVCB", "HTTPS"];

    public static void Check(RecordChange change)
    {
        var record = change.Record;
        var has = $"Change with [Action={change.Action}, Name={record.Name}, Type={record.Type}, " +
            $"SetIdentifier={record.SetIdentifier ?? "null"}]";
        var simple = record.Alias is null;
        var wrong =
            change.Action is not ("CREATE" or "DELETE" or "UPSERT") ? $"Unknown action {change.Action}"
            : !types.Contains(record.Type) ? $"Unknown record type {record.Type}"
            : simple && (record.Ttl is null || record.Values.Count == 0)
                ? $"Expected exactly one of {Targets}, but found none in {has}"
            : !simple && (record.Ttl is not null || record.Values.Count > 0)
                ? $"Expected exactly one of {Targets}, but found more than one in {has}"
            : record.Policy != "simple" && string.IsNullOrEmpty(record.SetIdentifier) ? $"Missing field 'SetIdentifier' in {has}"
            : record.Policy == "simple" && record.SetIdentifier is not null
                ? $"Expected exactly one of {Policies}, but found none in {has}"
            : record.Weight is not null && record.Failover is not null
                ? $"Expected exactly one of {Policies}, but found more than one in {has}"
            : record.Weight is < 0 or > 255 ? $"Weight {record.Weight} is not between 0 and 255 in {has}"
            : record.Failover is not (null or "PRIMARY" or "SECONDARY") ? $"Unknown failover {record.Failover} in {has}"
            : record is { Failover: "PRIMARY", Alias: null, HealthCheckId: null } ? $"Missing field 'HealthCheckId' in {has}"
            : null;
        if (wrong is not null)
        {
            throw new AwsErrorException("InvalidInput", $"Invalid request: {wrong}");
        }
    }
}

/// <summary>The mistakes in a record's values.</summary>
static class ValueRules
{
    public static string? Complaint(RecordSet record) => record.Values.Select(value => record.Type switch
    {
        "A" when !IsAddress(value, AddressFamily.InterNetwork) =>
            Problem("ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)", value),
        "AAAA" when !IsAddress(value, AddressFamily.InterNetworkV6) =>
            Problem("AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)", value),
        "TXT" when value is not ['"', .., '"'] => Problem("InvalidCharacterString (Value should be enclosed in quotation marks)", value),
        "CNAME" when record.Values.Count > 1 => $"RRSet of type CNAME with DNS name {record.Name} has more than one value",
        _ => null,
    }).FirstOrDefault(complaint => complaint is not null);

    static bool IsAddress(string value, AddressFamily family) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == family
            && (family != AddressFamily.InterNetwork || value.Count(c => c == '.') == 3);

    static string Problem(string what, string value) => $"Invalid Resource Record: 'FATAL problem: {what} encountered with '{value}''";
}
