using System.Globalization;
using System.Xml.Linq;
using LocalAws.Wire;

namespace LocalAws.Services.Route53;

/// <summary>What an alias record points at: a name in a zone, with whether that target's health counts.</summary>
public sealed record Alias(string Zone, string Name, bool EvaluateTargetHealth);

/// <summary>A resource record set. Names are kept in lower case with their trailing dot, as Route 53 keeps them.</summary>
public sealed record RecordSet(string Name, string Type)
{
    static readonly string[] otherPolicies = ["Region", "GeoLocation", "MultiValueAnswer", "CidrRoutingConfig", "GeoProximityLocation"];

    public string? SetIdentifier { get; init; }

    public int? Weight { get; init; }

    /// <summary>PRIMARY or SECONDARY.</summary>
    public string? Failover { get; init; }

    public int? Ttl { get; init; }

    public IReadOnlyList<string> Values { get; init; } = [];

    public Alias? Alias { get; init; }

    public string? HealthCheckId { get; init; }

    /// <summary>The element of another routing policy, such as GeoLocation, kept as it came.</summary>
    public XElement? Other { get; init; }

    public string Policy => Weight is not null ? "weighted" : Failover is not null ? "failover" : Other?.Name.LocalName ?? "simple";

    public RecordKey Key => new(NameOrder(Name), Type, SetIdentifier ?? "");

    public static string Normal(string name)
    {
        var lower = name.ToLowerInvariant().Replace("*", "\\052", StringComparison.Ordinal);
        return lower.EndsWith('.') ? lower : lower + ".";
    }

    /// <summary>The name's labels from the right, which is the order of a zone's listing: <c>com.example.www.</c></summary>
    public static string NameOrder(string name) => string.Join('.', Normal(name).TrimEnd('.').Split('.').Reverse()) + ".";

    public static RecordSet Parse(XElement xml)
    {
        XElement? Child(string name) => xml.Elements().FirstOrDefault(element => element.Name.LocalName == name);
        int? Number(string name) => Child(name) is not { } element ? null
            : int.TryParse(element.Value, CultureInfo.InvariantCulture, out var number) ? number
            : throw new AwsErrorException("InvalidInput", $"Invalid XML: {name} {element.Value} is not a number");
        var alias = Child("AliasTarget")?.Elements()
            .ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
        var other = xml.Elements().FirstOrDefault(element => otherPolicies.Contains(element.Name.LocalName));
        return new RecordSet(Normal(Child("Name")?.Value ?? ""), Child("Type")?.Value ?? "")
        {
            SetIdentifier = Child("SetIdentifier")?.Value,
            Weight = Number("Weight"),
            Failover = Child("Failover")?.Value,
            Ttl = Number("TTL"),
            Values = [.. (Child("ResourceRecords")?.Elements() ?? []).Select(record => record.Elements().FirstOrDefault()?.Value ?? "")],
            Alias = alias is null ? null : new Alias(
                alias.GetValueOrDefault("HostedZoneId", ""),
                Normal(alias.GetValueOrDefault("DNSName", "")),
                alias.GetValueOrDefault("EvaluateTargetHealth") == "true"),
            HealthCheckId = Child("HealthCheckId")?.Value,
            Other = other is null ? null : new XElement(other),
        };
    }

    public XElement ToXml(XNamespace ns)
    {
        XElement? Optional(string name, object? value) => value is null ? null : new XElement(ns + name, value);
        return new XElement(ns + "ResourceRecordSet",
            new XElement(ns + "Name", Name),
            new XElement(ns + "Type", Type),
            Optional("SetIdentifier", SetIdentifier),
            Optional("Weight", Weight),
            Other,
            Optional("Failover", Failover),
            Optional("TTL", Ttl),
            Values.Count == 0 ? null : new XElement(ns + "ResourceRecords",
                Values.Select(value => new XElement(ns + "ResourceRecord", new XElement(ns + "Value", value)))),
            Alias is null ? null : new XElement(ns + "AliasTarget",
                new XElement(ns + "HostedZoneId", Alias.Zone),
                new XElement(ns + "DNSName", Alias.Name),
                new XElement(ns + "EvaluateTargetHealth", Alias.EvaluateTargetHealth)),
            Optional("HealthCheckId", HealthCheckId));
    }

    /// <summary>Whether a DELETE of the other may delete this one: equal in everything, the order of the values aside.</summary>
    public bool Matches(RecordSet other) => Sorted(this) == Sorted(other);

    static string Sorted(RecordSet record) =>
        (record with { Values = [.. record.Values.Order(StringComparer.Ordinal)] }).ToXml(XNamespace.None)
            .ToString(SaveOptions.DisableFormatting);
}

/// <summary>The key of a record set, in the order of a zone's listing.</summary>
public readonly record struct RecordKey(string NameOrder, string Type, string SetIdentifier) : IComparable<RecordKey>
{
    public int CompareTo(RecordKey other)
    {
        var order = string.CompareOrdinal(NameOrder, other.NameOrder);
        order = order != 0 ? order : string.CompareOrdinal(Type, other.Type);
        return order != 0 ? order : string.CompareOrdinal(SetIdentifier, other.SetIdentifier);
    }

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;
}
