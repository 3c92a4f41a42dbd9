using System.Text.Json;
using Amazon.Route53;
using Amazon.Route53.Model;

namespace DrFunctions.Steps;

/// <summary>A record set in the members that a switch may meet; a DELETE must name every one of them exactly.</summary>
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
        var set = new ResourceRecordSet { Name = Name, Type = Type, SetIdentifier = SetIdentifier, Weight = Weight, TTL = Ttl, HealthCheckId = HealthCheckId };
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
            set.AliasTarget = new AliasTarget { HostedZoneId = Alias.Zone, DNSName = Alias.Name, EvaluateTargetHealth = Alias.EvaluateTargetHealth };
        }

        return set;
    }

    /// <summary>Values compare by their entries, whose order means nothing to DNS.</summary>
    public bool SameAs(DnsRecord other) => (this with { Values = null }) == (other with { Values = null })
        && (Values ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.Values ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal);

    static string? Blank(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

public sealed record DnsAlias(string Zone, string Name, bool EvaluateTargetHealth);

public enum DnsPolicy
{
    Weighted,
    Failover,
    Simple,
}

/// <summary>The ledger of route53-switch: the records found, and the epoch that a switch may replace.</summary>
/// <param name="Epoch">The value of the epoch's TXT record, without quotes; null before the first switch.</param>
/// <param name="Records">Those of the name and type, the standby's first.</param>
public sealed record DnsFound(DnsPolicy Policy, string? Epoch, IReadOnlyList<DnsRecord> Records)
{
    public DnsRecord Standby => Records[0];

    public static DnsFound? Parse(JsonElement? ledger) => ledger?.Deserialize(LedgerContext.Default.DnsFound);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, LedgerContext.Default.DnsFound);
}

/// <summary>
/// The epoch: a TXT record beside the switched one, which each switch replaces in the same batch. As Route 53 deletes only what
/// matches exactly, a late invocation that expects an older epoch changes nothing.
/// </summary>
static class DnsEpoch
{
    public const long Ttl = 60;

    public static string NameOf(string record) => $"_drfunctions.{record}";

    /// <summary>The next value: plan, run and a number that only rises.</summary>
    public static string Next(string? epoch, string plan, string runId)
    {
        var number = long.TryParse(epoch?.Split(' ').LastOrDefault(), out var last) ? last + 1 : 1;
        return $"{plan} {runId} {number}";
    }

    public static bool IsOf(string? epoch, string plan, string runId) =>
        epoch?.StartsWith($"{plan} {runId} ", StringComparison.Ordinal) == true;

    public static DnsRecord Record(string record, string value) =>
        new(NameOf(record), RRType.TXT.Value, null) { Ttl = Ttl, Values = [$"\"{value}\""] };
}
