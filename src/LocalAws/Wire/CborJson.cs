using System.Formats.Cbor;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalAws.Wire;

/// <summary>
/// Between CBOR and the documents that awsJson has, so that an operation is written once. Of CBOR's types only those pass that
/// Smithy's RPC v2 uses; a time is a number of seconds there and a tagged one here.
/// </summary>
public static class CborJson
{
    /// <summary>The deepest that a body's items may be nested in its map.</summary>
    public const int MostDepth = 64;

    /// <summary>The most that CloudWatch takes in one PutMetricData.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>The document that a request's body is; no body is an empty one.</summary>
    /// <exception cref="AwsErrorException">The body is malformed, too long, too deep, or of types that Smithy does not have.</exception>
    public static JsonObject Read(byte[] body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Length is 0 or > MostBytes)
        {
            return body.Length == 0 ? [] : throw Wrong($"it is longer than {MostBytes} bytes");
        }

        try
        {
            var reader = new CborReader(body, CborConformanceMode.Strict);
            var document = Object(reader, depth: 0);
            return reader.BytesRemaining == 0 ? document : throw Wrong("bytes follow the map");
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException)
        {
            throw Wrong(e.Message);
        }
    }

    public static byte[] Write(JsonObject document)
    {
        var writer = new CborWriter(CborConformanceMode.Strict);
        Write(writer, "", document);
        return writer.Encode();
    }

    static JsonObject Object(CborReader reader, int depth)
    {
        var json = new JsonObject();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            json.Add(reader.ReadTextString(), Node(reader, depth + 1));
        }

        reader.ReadEndMap();
        return json;
    }

    static JsonArray Array(CborReader reader, int depth)
    {
        var json = new JsonArray();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            json.Add(Node(reader, depth + 1));
        }

        reader.ReadEndArray();
        return json;
    }

    static JsonNode? Node(CborReader reader, int depth)
    {
        if (depth > MostDepth)
        {
            throw Wrong($"it is nested deeper than {MostDepth}");
        }

        return reader.PeekState() switch
        {
            CborReaderState.StartMap => Object(reader, depth),
            CborReaderState.StartArray => Array(reader, depth),
            CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString => reader.ReadTextString(),
            CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString =>
                Convert.ToBase64String(reader.ReadByteString()),
            CborReaderState.Boolean => reader.ReadBoolean(),
            CborReaderState.Null or CborReaderState.SimpleValue => Nothing(reader),
            CborReaderState.Tag when reader.ReadTag() == CborTag.UnixTimeSeconds => Number(reader),
            CborReaderState.Tag => throw Wrong("it has a tag that is not that of a time"),
            _ => Number(reader),
        };
    }

    static JsonNode? Nothing(CborReader reader) => reader.ReadSimpleValue() is CborSimpleValue.Null or CborSimpleValue.Undefined
        ? null
        : throw Wrong("it has a simple value that is neither a boolean nor null");

    static JsonNode Number(CborReader reader) => reader.PeekState() switch
    {
        CborReaderState.UnsignedInteger => Integer(reader.ReadUInt64()),
        CborReaderState.NegativeInteger => Integer(-1 - (Int128)reader.ReadCborNegativeIntegerRepresentation()),
        // JSON has no other form for what is not finite, and Smithy's JSON has these words.
        _ => reader.ReadDouble() switch
        {
            double.NaN => "NaN",
            double.PositiveInfinity => "Infinity",
            double.NegativeInfinity => "-Infinity",
            var number => number,
        },
    };

    static JsonNode Integer(Int128 number) =>
        number >= long.MinValue && number <= long.MaxValue ? JsonValue.Create((long)number) : JsonValue.Create((double)number);

    static void Write(CborWriter writer, string name, JsonNode? node)
    {
        switch (node)
        {
            case null:
                writer.WriteNull();
                break;
            case JsonObject map:
                writer.WriteStartMap(map.Count);
                foreach (var (key, value) in map)
                {
                    writer.WriteTextString(key);
                    Write(writer, key, value);
                }

                writer.WriteEndMap();
                break;
            case JsonArray items:
                writer.WriteStartArray(items.Count);
                foreach (var item in items)
                {
                    Write(writer, "", item);
                }

                writer.WriteEndArray();
                break;
            case var _ when name.EndsWith("Timestamp", StringComparison.Ordinal):
                writer.WriteTag(CborTag.UnixTimeSeconds);
                writer.WriteDouble(node.GetValue<double>());
                break;
            default:
                WriteValue(writer, node.GetValue<object>());
                break;
        }
    }

    static void WriteValue(CborWriter writer, object value)
    {
        switch (value)
        {
            case JsonElement { ValueKind: JsonValueKind.String } text:
                writer.WriteTextString(text.GetString()!);
                break;
            case JsonElement { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var whole):
                writer.WriteInt64(whole);
                break;
            case JsonElement { ValueKind: JsonValueKind.Number } number:
                writer.WriteDouble(number.GetDouble());
                break;
            case JsonElement flag:
                writer.WriteBoolean(flag.GetBoolean());
                break;
            case string text:
                writer.WriteTextString(text);
                break;
            case bool flag:
                writer.WriteBoolean(flag);
                break;
            case int or long:
                writer.WriteInt64(Convert.ToInt64(value, null));
                break;
            default:
                writer.WriteDouble((double)value);
                break;
        }
    }

    static AwsErrorException Wrong(string why) => new("SerializationException", $"The body cannot be read: {why}");
}
