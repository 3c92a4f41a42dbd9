using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>A key attribute: its name and type, S or N.</summary>
sealed record KeyAttribute(string Name, string Type);

/// <summary>One table: its items in the order of their keys. Each item also remembers what it was, for reads that lag.</summary>
sealed class Table(string name, string arn, DateTimeOffset createdAt, KeyAttribute partition, KeyAttribute? sort)
{
    const int MostBytes = 400 * 1024;

    // Items by partition, and within it by the whole key: a query reads one partition, as in DynamoDB.
    readonly SortedDictionary<Key, SortedDictionary<Key, Row>> partitions = [];

    public string Name { get; } = name;

    public string Arn { get; } = arn;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public KeyAttribute Partition { get; } = partition;

    public KeyAttribute? Sort { get; } = sort;

    /// <summary>The attribute by which items expire, once it was switched on.</summary>
    public string? ExpiresBy { get; set; }

    public IEnumerable<JsonObject> Items => Rows.Select(row => row.Value.Item).OfType<JsonObject>();

    IEnumerable<KeyValuePair<Key, Row>> Rows => partitions.Values.SelectMany(rows => rows);

    public IEnumerable<KeyAttribute> KeyAttributes => Sort is null ? [Partition] : [Partition, Sort];

    /// <summary>The key that a request gives; it must have the key's attributes and no others.</summary>
    public Key KeyOf(JsonObject key)
    {
        if (key.Count != KeyAttributes.Count() || KeyAttributes.Any(part => key[part.Name]?[part.Type] is null))
        {
            throw Values.Invalid("The provided key element does not match the schema");
        }

        return KeyIn(key);
    }

    /// <summary>The key of a whole item that is to be put, checked as DynamoDB does.</summary>
    public Key KeyOfItem(JsonObject item)
    {
        Values.CheckAll(item);
        foreach (var part in KeyAttributes)
        {
            if (item[part.Name] is not { } value)
            {
                throw Values.Invalid($"One or more parameter values were invalid: Missing the key {part.Name} in the item");
            }

            if (Values.TypeOf(value) != part.Type)
            {
                throw Values.Invalid(
                    $"One or more parameter values were invalid: Type mismatch for key {part.Name} expected: {part.Type} " +
                    $"actual: {Values.TypeOf(value)}");
            }
        }

        return Values.SizeOf(item) <= MostBytes ? KeyIn(item) : throw Values.Invalid("Item size has exceeded the maximum allowed size");
    }

    /// <summary>The item at an instant, which may be before the newest change but not before the one before that.</summary>
    public JsonObject? At(Key key, DateTimeOffset instant) => Find(key)?.At(instant);

    /// <summary>The items of one partition as they were at an instant, by key upwards or downwards.</summary>
    public IEnumerable<(Key Key, JsonObject Item)> In(JsonNode partition, DateTimeOffset instant, bool forward)
    {
        var items = partitions.GetValueOrDefault(new Key(partition, null), []).Select(row => (row.Key, Item: row.Value.At(instant)))
            .Where(row => row.Item is not null).Select(row => (row.Key, row.Item!));
        return forward ? items : items.Reverse();
    }

    public JsonObject? Current(Key key) => Find(key)?.Item;

    public void Set(Key key, JsonObject? item, DateTimeOffset now)
    {
        var place = key with { Sort = null };
        if (!partitions.TryGetValue(place, out var rows))
        {
            partitions[place] = rows = [];
        }

        rows[key] = new Row(item?.DeepClone().AsObject(), rows.GetValueOrDefault(key)?.Item, now);
    }

    /// <summary>Drops items that expired so long ago that DynamoDB would have deleted them, which it does within days.</summary>
    public void Sweep(DateTimeOffset before, DateTimeOffset now)
    {
        if (ExpiresBy is not { } attribute)
        {
            return;
        }

        var expired = Rows.Where(row => row.Value.Item?[attribute]?["N"] is not null
            && Values.NumberOf(row.Value.Item[attribute]!) < before.ToUnixTimeSeconds()).Select(row => row.Key).ToArray();
        foreach (var key in expired)
        {
            Set(key, null, now);
        }
    }

    Row? Find(Key key) => partitions.GetValueOrDefault(key with { Sort = null })?.GetValueOrDefault(key);

    Key KeyIn(JsonObject item)
    {
        foreach (var part in KeyAttributes)
        {
            Values.Check(item[part.Name]);
            if (item[part.Name]!["S"]?.GetValue<string>() is "")
            {
                throw Values.Invalid("One or more parameter values are not valid. The AttributeValue for a key attribute cannot " +
                    $"contain an empty string value. Key: {part.Name}");
            }
        }

        return new Key(item[Partition.Name]!.DeepClone(), Sort is null ? null : item[Sort.Name]!.DeepClone());
    }

    sealed record Row(JsonObject? Item, JsonObject? Before, DateTimeOffset ChangedAt)
    {
        public JsonObject? At(DateTimeOffset instant) => ChangedAt <= instant ? Item : Before;
    }
}

/// <summary>An item's key, ordered as a query returns items.</summary>
sealed record Key(JsonNode Partition, JsonNode? Sort) : IComparable<Key>
{
    public int CompareTo(Key? other) =>
        Values.Compare(Partition, other!.Partition) is { } order and not 0 ? order
        : Sort is null ? 0
        : Values.Compare(Sort, other.Sort!)!.Value;
}
