using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DrFunctions.Realism.Comparing;

/// <summary>One of the two clouds that are compared, with its own ids for the resources that both have.</summary>
sealed partial class Side(IEnumerable<KeyValuePair<string, string>> ids)
{
    readonly Dictionary<string, string> ids = new(ids);

    public void Keep(string name, string id) => ids[name] = id;

    /// <summary>The text with this side's ids for the names in braces.</summary>
    public string Fill(string text) => ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    /// <summary>The members read from an answer, with names in braces for this side's ids, without instants and UUIDs.</summary>
    public JsonNode? Read(JsonNode? answer, IEnumerable<string> reads, bool anyOrder)
    {
        var seen = Members.Select(answer, [.. reads.Select(read => read.Split('.'))]);
        var text = ids.OrderByDescending(id => id.Value.Length)
            .Aggregate(seen?.ToJsonString() ?? "null", (told, id) => told.Replace(id.Value, $"{{{id.Key}}}", StringComparison.Ordinal));
        var plain = JsonNode.Parse(Uuid.Replace(Instant.Replace(text, "a time"), "(a UUID)"));
        return anyOrder ? Members.Sorted(plain) : plain;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?")]
    static partial Regex Instant { get; }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    static partial Regex Uuid { get; }
}
