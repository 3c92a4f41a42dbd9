using System.Text.Json.Nodes;
using System.Text.Json;

namespace LocalAws.Wire;

/// <summary>
/// Between CBOR and the documents that awsJson has, so that an operation is written once. Of CBOR's types only those pass that
/// Smithy's RPC v2 uses; a time is a number of seconds there and a tagged one here.
/// </summary>
public static class CborJson
{
    /// <summary>The document that a request's body is; no body is an empty one.</summary>
    public static JsonObject Read(byte[] body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Length == 0 ? []
            : CborReader.Read(body) is CborMap map ? Object(map)
            : throw Wrong("the body is not a map");
    }

    public static byte[] Write(JsonObject document) => CborWriter.Write(Item("", document));

    static JsonObject Object(CborMap map)
    {
        var json = new JsonObject();
        foreach (var (key, value) in map.Entries)
        {
            if (key is not string name || !json.TryAdd(name, Node(value)))
            {
                throw Wrong($"the key {key} is not a text, or not the only one");
            }
        }

        return json;
    }

    static JsonNode? Node(object? item) => item switch
    {
        null => null,
        CborSimple simple when simple == CborSimple.Undefined => null,
        bool flag => flag,
        string text => text,
        byte[] bytes => Convert.ToBase64String(bytes),
        Int128 number => number >= long.MinValue && number <= long.MaxValue ? (long)number : (double)number,
        // JSON has no other form for them, and Smithy's JSON has these words.
        double number when !double.IsFinite(number) => double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity",
        double number => number,
        List<object?> items => new JsonArray([.. items.Select(Node)]),
        CborMap map => Object(map),
        CborTag { Number: CborTag.EpochTime, Content: Int128 or double } time => Node(time.Content),
        _ => throw Wrong($"{item} has no meaning here"),
    };

    static object? Item(string name, JsonNode? node) => node switch
    {
        null => null,
        JsonObject json => new CborMap([.. json.Select(member => ((object?)member.Key, Item(member.Key, member.Value)))]),
        JsonArray items => items.Select(item => Item("", item)).ToList(),
        _ when name.EndsWith("Timestamp", StringComparison.Ordinal) => new CborTag(CborTag.EpochTime, node.GetValue<double>()),
        _ when node.GetValue<object>() is JsonElement parsed => parsed.ValueKind switch
        {
            JsonValueKind.String => parsed.GetString(),
            JsonValueKind.Number when parsed.TryGetInt64(out var number) => number,
            JsonValueKind.Number => parsed.GetDouble(),
            var kind => kind == JsonValueKind.True,
        },
        _ => node.GetValue<object>(),
    };

    static AwsErrorException Wrong(string why) => new("SerializationException", $"The body cannot be read: {why}.");
}
