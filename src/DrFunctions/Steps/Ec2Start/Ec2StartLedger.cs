using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>
/// The ledger of ec2-start: the instances that were stopped, each with a mark of the reason that EC2 gave at the time. The mark is short,
/// since a record stores up to a thousand of them.
/// </summary>
/// <param name="Stopping">Instances that were stopping: not started yet, but if a later start does start them, an undo stops them too. Null
/// if none.</param>
public sealed record Ec2StartLedger(SortedDictionary<string, string> Stopped, IReadOnlyList<string>? Stopping = null)
{
    public static string MarkOf(string reason) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason)).AsSpan(0, 4));

    public static Ec2StartLedger? Parse(JsonElement? ledger) => ledger?.Deserialize(Ec2StartLedgerContext.Default.Ec2StartLedger);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Ec2StartLedgerContext.Default.Ec2StartLedger);
}

/// <summary>What an undo of ec2-start may expect: the instances that we started and that still run.</summary>
public sealed record Ec2Running(IReadOnlyList<string> Running)
{
    public static Ec2Running? Parse(JsonElement? found) => found?.Deserialize(Ec2StartLedgerContext.Default.Ec2Running);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Ec2StartLedgerContext.Default.Ec2Running);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Ec2StartLedger))]
[JsonSerializable(typeof(Ec2Running))]
sealed partial class Ec2StartLedgerContext : JsonSerializerContext;
