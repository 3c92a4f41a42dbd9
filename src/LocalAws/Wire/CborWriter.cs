using System.Buffers.Binary;
using System.Buffers;
using System.Text;

namespace LocalAws.Wire;

/// <summary>Writes CBOR of definite length, integers as short as they can be, every float as a double.</summary>
public static class CborWriter
{
    public static byte[] Write(object? item)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, item);
        return buffer.WrittenSpan.ToArray();
    }

    static void Write(ArrayBufferWriter<byte> to, object? item)
    {
        switch (item)
        {
            case null: to.Write<byte>([0xf6]); break;
            case bool flag: to.Write<byte>([(byte)(flag ? 0xf5 : 0xf4)]); break;
            case int number: Integer(to, number); break;
            case long number: Integer(to, number); break;
            case Int128 number: Integer(to, number); break;
            case double number: Float(to, number); break;
            case byte[] bytes: String(to, 2, bytes); break;
            case string text: String(to, 3, Encoding.UTF8.GetBytes(text)); break;
            case List<object?> items: Array(to, items); break;
            case CborMap map: Map(to, map); break;
            case CborTag tag:
                Head(to, 6, tag.Number);
                Write(to, tag.Content);
                break;
            case CborSimple simple: Head(to, 7, simple.Number); break;
            default: throw new ArgumentException($"CBOR has no {item.GetType()}.", nameof(item));
        }
    }

    static void Integer(ArrayBufferWriter<byte> to, Int128 number)
    {
        if (number >= 0)
        {
            Head(to, 0, checked((ulong)number));
        }
        else
        {
            Head(to, 1, checked((ulong)(-1 - number)));
        }
    }

    static void Float(ArrayBufferWriter<byte> to, double number)
    {
        to.Write<byte>([0xfb]);
        BinaryPrimitives.WriteDoubleBigEndian(to.GetSpan(8), number);
        to.Advance(8);
    }

    static void String(ArrayBufferWriter<byte> to, int major, byte[] bytes)
    {
        Head(to, major, (ulong)bytes.Length);
        to.Write(bytes);
    }

    static void Array(ArrayBufferWriter<byte> to, List<object?> items)
    {
        Head(to, 4, (ulong)items.Count);
        items.ForEach(item => Write(to, item));
    }

    static void Map(ArrayBufferWriter<byte> to, CborMap map)
    {
        Head(to, 5, (ulong)map.Entries.Count);
        foreach (var (key, value) in map.Entries)
        {
            Write(to, key);
            Write(to, value);
        }
    }

    /// <summary>The major type and its number in as few bytes as it takes.</summary>
    static void Head(ArrayBufferWriter<byte> to, int major, ulong number)
    {
        var (info, length) = number switch
        {
            < 24 => ((int)number, 0),
            <= byte.MaxValue => (24, 1),
            <= ushort.MaxValue => (25, 2),
            <= uint.MaxValue => (26, 4),
            _ => (27, 8),
        };
        to.Write<byte>([(byte)((major << 5) | info)]);
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        to.Write(bytes[(8 - length)..]);
    }
}
