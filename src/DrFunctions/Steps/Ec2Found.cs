using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Steps;

/// <summary>
/// The ledger of ec2-start: the instances that were stopped, each with a mark of the reason that EC2 gave at the time. The mark is
/// short, since a record must hold a thousand of them.
/// </summary>
/// <param name="Stopping">Those on the way there: not started yet, but if a later start does, an undo stops them too. Null if none.</param>
public sealed record Ec2Found(SortedDictionary<string, string> Stopped, IReadOnlyList<string>? Stopping = null)
{
    public static string MarkOf(string reason) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)).AsSpan(0, 4));

    public static Ec2Found? Parse(JsonElement? ledger) => ledger?.Deserialize(LedgerContext.Default.Ec2Found);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, LedgerContext.Default.Ec2Found);
}

/// <summary>The ledgers of all kinds, for serialization without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Ec2Found))]
[JsonSerializable(typeof(Ec2Runs))]
[JsonSerializable(typeof(EcsFound))]
[JsonSerializable(typeof(EcsSeen))]
[JsonSerializable(typeof(DnsFound))]
[JsonSerializable(typeof(HealthFound))]
sealed partial class LedgerContext : JsonSerializerContext;
