namespace LocalAws.Services.Route53;

/// <summary>A hosted zone: its records as the API shows them at once, and as the name servers answer once a change is in sync.</summary>
public sealed class Zone
{
    readonly Timeline<IReadOnlyList<RecordSet>> published = new([]);

    public Zone(string id, string name, bool isPrivate = false)
    {
        IsPrivate = isPrivate;
        Id = id;
        Name = RecordSet.Normal(name);
    }

    public string Id { get; }

    public string Name { get; }

    /// <summary>Only the resolver of its VPC answers for the zone; its name servers answer nobody.</summary>
    public bool IsPrivate { get; }

    /// <summary>Until then the zone's last change is being accepted, and another change is refused.</summary>
    public DateTimeOffset BusyUntil { get; set; } = DateTimeOffset.MinValue;

    public SortedDictionary<RecordKey, RecordSet> Records { get; private set; } = [];

    /// <summary>The records from which the name servers answer at that instant.</summary>
    public IReadOnlyList<RecordSet> PublishedAt(DateTimeOffset instant) => published.At(instant);

    public void Replace(SortedDictionary<RecordKey, RecordSet> records, DateTimeOffset inSyncAt)
    {
        Records = records;
        published.Set(inSyncAt, [.. records.Values]);
    }
}

/// <summary>A change of a zone: pending until it is in sync.</summary>
public sealed record ZoneChange(string Id, DateTimeOffset SubmittedAt, DateTimeOffset InSyncAt, string? Comment);
