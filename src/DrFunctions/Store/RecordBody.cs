using System.IO.Compression;
using System.Text;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>
/// A record's JSON as its item holds it: plain, so that people can read it in the table, and compressed where it is too large for that.
/// </summary>
public static class RecordBody
{
    /// <summary>The largest body, in bytes; DynamoDB takes 400 KB for an item with all its attributes.</summary>
    public const int Most = 300_000;

    /// <summary>The schema of a compressed body, so that an earlier version says that it is too old for it.</summary>
    public const int PackedSchema = RecordJson.Schema + 1;

    const string Mark = "br:";

    /// <summary>The largest record that is unpacked; we write none that is larger.</summary>
    const int MostUnpacked = 4_000_000;

    /// <summary>Finds what is repeated anywhere in a record: the same ids stand in the plan, in ledgers and in what was found.</summary>
    const int Window = 22;

    const int Quality = 5;

    /// <returns>The body, and the schema that its item says.</returns>
    public static (string Body, int Schema) Write(Record record)
    {
        var json = RecordJson.Write(record);
        return Encoding.UTF8.GetByteCount(json) <= Most ? (json, RecordJson.Schema) : (Pack(json), PackedSchema);
    }

    /// <summary>Null if no version up to this one wrote the body.</summary>
    public static Record? Read(string body, long schema) =>
        schema <= PackedSchema && TextOf(body) is { } json ? RecordJson.Read(json, RecordJson.Schema) : null;

    /// <summary>The JSON in a body; null if a body that is compressed is damaged.</summary>
    public static string? TextOf(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (!body.StartsWith(Mark, StringComparison.Ordinal))
        {
            return body;
        }

        var packed = new byte[body.Length];
        if (!Convert.TryFromBase64Chars(body.AsSpan(Mark.Length), packed, out var length))
        {
            return null;
        }

        // Of what we pack, nothing is a twentieth of its size; a body that claims more is not ours.
        var text = new byte[Math.Min(MostUnpacked, 20 * (length + 1))];
        return BrotliDecoder.TryDecompress(packed.AsSpan(0, length), text, out var written)
            ? Encoding.UTF8.GetString(text, 0, written) : null;
    }

    static string Pack(string json)
    {
        var text = Encoding.UTF8.GetBytes(json);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        return BrotliEncoder.TryCompress(text, packed, out var written, Quality, Window)
            ? Mark + Convert.ToBase64String(packed, 0, written) : json;
    }
}
