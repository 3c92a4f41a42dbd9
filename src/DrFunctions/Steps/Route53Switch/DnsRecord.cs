using Amazon.Route53.Model;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>A record set with the members that a switch may find; a DELETE must repeat each of them exactly.</summary>
public sealed record DnsRecord(string Name, string Type, string? SetIdentifier)
{
    public long? Weight { get; init; }

    public string? Failover { get; init; }

    public long? Ttl { get; init; }

    public IReadOnlyList<string>? Values { get; init; }

    public DnsAlias? Alias { get; init; }

    public string? HealthCheckId { get; init; }

    public static DnsRecord Of(ResourceRecordSet set) => new(set.Name, set.Type?.Value ?? "", Blank(set.SetIdentifier))
    {
        Weight = set.Weight,
        Failover = set.Failover?.Value,
        Ttl = set.TTL,
        Values = set.ResourceRecords is { Count: > 0 } values ? [.. values.Select(value => value.Value)] : null,
        Alias = set.AliasTarget is { } alias ? new DnsAlias(alias.HostedZoneId, alias.DNSName, alias.EvaluateTargetHealth ?? false) : null,
        HealthCheckId = Blank(set.HealthCheckId),
    };

    public ResourceRecordSet ToSet()
    {
        var set = new ResourceRecordSet { Name = Name, Type = Type, SetIdentifier = SetIdentifier, Weight = Weight, TTL = Ttl,
            HealthCheckId = HealthCheckId };
        if (Failover is not null)
        {
            set.Failover = Failover;
        }

        if (Values is not null)
        {
            set.ResourceRecords = [.. Values.Select(value => new ResourceRecord { Value = value })];
        }

        if (Alias is not null)
        {
            set.AliasTarget =
                new AliasTarget { HostedZoneId = Alias.Zone, DNSName = Alias.Name, EvaluateTargetHealth = Alias.EvaluateTargetHealth };
        }

        return set;
    }

    /// <summary>Compares values without their order, which means nothing to DNS.</summary>
    public bool SameAs(DnsRecord other) => (this with { Values = null }) == (other with { Values = null })
        && (Values ?? []).Order(StringComparer.Ordinal)
            .SequenceEqual((other.Values ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

public sealed record DnsAlias(string Zone, string Name, bool EvaluateTargetHealth);
