using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Steps.Route53Switch;

public enum DnsPolicy
{
    Weighted,
    Failover,
    Simple,
}

/// <summary>The ledger of route53-switch: the records found, and the epoch that a switch may replace.</summary>
/// <param name="Epoch">The value of the epoch's TXT record, without quotes; null before the first switch.</param>
/// <param name="Records">The records of the name and type, the standby's first.</param>
public sealed record RecordsLedger(DnsPolicy Policy, string? Epoch, IReadOnlyList<DnsRecord> Records)
{
    public DnsRecord Standby => Records[0];

    public static RecordsLedger? Parse(JsonElement? ledger) => ledger?.Deserialize(Route53SwitchLedgerContext.Default.RecordsLedger);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Route53SwitchLedgerContext.Default.RecordsLedger);
}

/// <summary>The ledger of a switch via health: the alarm's state as found, and what moves the alarm.</summary>
/// <param name="Since">When the alarm changed to its state, in UTC: written with a Z, so that reading and writing it again gives the same
/// text.</param>
/// <param name="Breaching">A figure that brings the alarm to ALARM.</param>
/// <param name="Quiet">A figure that brings the alarm to OK.</param>
public sealed record HealthLedger(
    string State, DateTime? Since, string Namespace, string Metric, IReadOnlyDictionary<string, string> Dimensions, string? Unit,
        double Breaching, double Quiet)
{
    /// <summary>The metric's data brought the alarm to its state. Not kept: it is of the reading, and nothing to restore.</summary>
    [JsonIgnore]
    public bool ByData { get; init; }

    public static HealthLedger? Parse(JsonElement? ledger) => ledger?.Deserialize(Route53SwitchLedgerContext.Default.HealthLedger);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Route53SwitchLedgerContext.Default.HealthLedger);

    /// <summary>The figure that brings the alarm to the state.</summary>
    public double Towards(string state) => state == "ALARM" ? Breaching : Quiet;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecordsLedger))]
[JsonSerializable(typeof(HealthLedger))]
sealed partial class Route53SwitchLedgerContext : JsonSerializerContext;
