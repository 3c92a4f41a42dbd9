namespace LocalAws.Wire;

/// <summary>
/// A CBOR data item: null, bool, Int128 (all of CBOR's integers fit), double (a float of any width), string, byte[], or one of the
/// types below. Two items are equal when their contents are, whatever their encoding.
/// </summary>
public static class CborItem
{
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b),
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (CborMap a, CborMap b) => a.Entries.Count == b.Entries.Count && a.Entries.Zip(b.Entries)
            .All(pair => AreEqual(pair.First.Key, pair.Second.Key) && AreEqual(pair.First.Value, pair.Second.Value)),
        (CborTag a, CborTag b) => a.Number == b.Number && AreEqual(a.Content, b.Content),
        _ => Equals(left, right),
    };
}

/// <summary>A map, its entries in the order of the wire. Keys may be any item.</summary>
public sealed record CborMap(IReadOnlyList<(object? Key, object? Value)> Entries);

/// <summary>An item with a tag that says what it means: 1 is a time in seconds since 1970.</summary>
public sealed record CborTag(ulong Number, object? Content)
{
    public const ulong EpochTime = 1;
}

/// <summary>A simple value that is neither a boolean nor null.</summary>
public sealed record CborSimple(byte Number)
{
    public static readonly CborSimple Undefined = new(23);
}
