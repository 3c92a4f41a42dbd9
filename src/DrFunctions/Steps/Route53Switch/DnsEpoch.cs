using Amazon.Route53;

namespace DrFunctions.Steps.Route53Switch;

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
