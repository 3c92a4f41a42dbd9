using System.Buffers.Binary;
using System.Text;

namespace LocalAws.Wire;

/// <summary>
/// Reads CBOR (RFC 8949). What is malformed, deeper than <see cref="MostDepth"/> or longer than <see cref="MostBytes"/> is a
/// SerializationException in AWS's sense. A length is believed only as far as there are bytes, so no claim makes it reserve memory.
/// </summary>
public sealed class CborReader
{
    public const int MostDepth = 64;

    /// <summary>The most that CloudWatch takes in one PutMetricData.</summary>
    public const int MostBytes = 1024 * 1024;

    // What the low five bits of a head say beside small numbers.
    const int Indefinite = 31;
    const byte Break = 0xff;

    static readonly UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly byte[] data;
    int at;

    CborReader(byte[] data) => this.data = data;

    /// <summary>The one item that the bytes are.</summary>
    /// <exception cref="AwsErrorException">They are not one well-formed item.</exception>
    public static object? Read(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Length > MostBytes)
        {
            throw Malformed($"it is longer than {MostBytes} bytes");
        }

        var reader = new CborReader(data);
        var item = reader.Item(0);
        return reader.at == data.Length ? item : throw Malformed($"bytes follow the item, from {reader.at}");
    }

    object? Item(int depth)
    {
        if (depth > MostDepth)
        {
            throw Malformed($"it is nested deeper than {MostDepth}");
        }

        var head = Take(1)[0];
        var info = head & 31;
        return (head >> 5) switch
        {
            0 => (Int128)Number(info),
            1 => -1 - (Int128)Number(info),
            2 => Chunks(2, info).SelectMany(chunk => chunk).ToArray(),
            3 => string.Concat(Chunks(3, info).Select(Text)),
            4 => Array(info, depth),
            5 => Map(info, depth),
            6 => new CborTag(Number(info), Item(depth + 1)),
            _ => SimpleOrFloat(info),
        };
    }

    List<object?> Array(int info, int depth)
    {
        var items = new List<object?>();
        for (var left = Count(info, bytesEach: 1); More(ref left);)
        {
            items.Add(Item(depth + 1));
        }

        return items;
    }

    CborMap Map(int info, int depth)
    {
        var entries = new List<(object?, object?)>();
        for (var left = Count(info, bytesEach: 2); More(ref left);)
        {
            entries.Add((Item(depth + 1), Item(depth + 1)));
        }

        return new CborMap(entries);
    }

    /// <summary>The pieces of a string: one, or as many of the same type as come before the break.</summary>
    List<byte[]> Chunks(int major, int info)
    {
        if (info != Indefinite)
        {
            return [Take(Count(info, bytesEach: 1)!.Value).ToArray()];
        }

        var chunks = new List<byte[]>();
        while (!IsBreak())
        {
            var head = Take(1)[0];
            if (head >> 5 != major || (head & 31) == Indefinite)
            {
                throw Malformed($"a string has a piece of another type before byte {at}");
            }

            chunks.Add(Take(Count(head & 31, bytesEach: 1)!.Value).ToArray());
        }

        return chunks;
    }

    object? SimpleOrFloat(int info) => info switch
    {
        20 => false,
        21 => true,
        22 => null,
        < 24 => new CborSimple((byte)info),
        // Below 32 the value would have a shorter form, and this one is not well-formed.
        24 => Take(1)[0] is >= 32 and var simple ? new CborSimple(simple) : throw Malformed($"a simple value before byte {at} is too long"),
        25 => (double)BinaryPrimitives.ReadHalfBigEndian(Take(2)),
        26 => (double)BinaryPrimitives.ReadSingleBigEndian(Take(4)),
        27 => BinaryPrimitives.ReadDoubleBigEndian(Take(8)),
        _ => throw Malformed($"a break or reserved value before byte {at}"),
    };

    ulong Number(int info) => info switch
    {
        < 24 => (ulong)info,
        24 => Take(1)[0],
        25 => BinaryPrimitives.ReadUInt16BigEndian(Take(2)),
        26 => BinaryPrimitives.ReadUInt32BigEndian(Take(4)),
        27 => BinaryPrimitives.ReadUInt64BigEndian(Take(8)),
        _ => throw Malformed($"no number before byte {at}"),
    };

    /// <summary>How many elements follow, null where a break ends them.</summary>
    int? Count(int info, int bytesEach)
    {
        if (info == Indefinite)
        {
            return null;
        }

        var count = Number(info);
        return count <= (ulong)((data.Length - at) / bytesEach) ? (int)count : throw Malformed($"{count} elements are announced before byte {at}");
    }

    bool More(ref int? left) => left is null ? !IsBreak() : left-- > 0;

    bool IsBreak()
    {
        var isBreak = at < data.Length && data[at] == Break;
        at += isBreak ? 1 : 0;
        return isBreak;
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > data.Length - at)
        {
            throw Malformed("it ends too early");
        }

        at += count;
        return data.AsSpan(at - count, count);
    }

    static string Text(byte[] bytes)
    {
        try
        {
            return utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("a text is not UTF-8");
        }
    }

    static AwsErrorException Malformed(string why) => new("SerializationException", $"The body is not well-formed CBOR: {why}.");
}
