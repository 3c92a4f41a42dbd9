using System.Globalization;
using Amazon.DynamoDBv2.Model;

namespace DrFunctions.Store;

/// <summary>What the table's items have in common.</summary>
static class Items
{
    /// <summary>The partition of what concerns all plans.</summary>
    public const string All = "all";

    public static string PlanKey(string plan) => $"plan#{plan}";

    public static Dictionary<string, AttributeValue> Key(string pk, string sk) => new() { ["pk"] = new(pk), ["sk"] = new(sk) };

    public static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Null if the item has no such number: only we write items, but a table can be edited by hand.</summary>
    public static long? NumberIn(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null if the item has no such text.</summary>
    public static string? TextIn(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) ? value.S : null;

    public static AttributeValue Instant(DateTimeOffset at) => new(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Null if the item has no such instant.</summary>
    public static DateTimeOffset? InstantIn(Dictionary<string, AttributeValue> item, string name) => DateTimeOffset.TryParse(
        TextIn(item, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    /// <summary>The condition under which an item replaces the version that was read.</summary>
    public static void Replaces(this Put put, long version)
    {
        put.ConditionExpression = version == 0 ? "attribute_not_exists(pk)" : "version = :version";
        put.ExpressionAttributeValues = version == 0 ? null : new() { [":version"] = Number(version) };
    }
}
