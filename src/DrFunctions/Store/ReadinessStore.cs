using Amazon.DynamoDBv2.Model;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>
/// The readiness of each plan: an item beside its record, so that a quiet look never touches the record's version. Its key lies between
/// those of the pause and the record, and one call reads them all.
/// </summary>
public sealed class ReadinessStore
{
    internal const string Key = "readiness";

    readonly StateTable table;

    internal ReadinessStore(StateTable table) => this.table = table;

    /// <summary>Saves, if the version is still the one that was read; false if another invocation was first.</summary>
    public Task<bool> SaveAsync(string plan, long version, Readiness next, CancellationToken cancellation) =>
        PutAsync(Items.PlanKey(plan), version, next, cancellation);

    /// <summary>The same of what all plans share.</summary>
    public Task<bool> SaveOfAllAsync(long version, Readiness next, CancellationToken cancellation) =>
        PutAsync(Items.All, version, next, cancellation);

    /// <summary>What the newest look found of what all plans share.</summary>
    public async Task<StoredReadiness> OfAllAsync(CancellationToken cancellation) =>
        await table.GetAsync(Items.All, Key, cancellation) is { } item ? Read(item) : new StoredReadiness(null, 0);

    Task<bool> PutAsync(string pk, long version, Readiness next, CancellationToken cancellation)
    {
        var item = Items.Key(pk, Key);
        item["body"] = new(ReadinessJson.Write(next));
        return table.ReplaceAsync(item, version, cancellation);
    }

    /// <summary>What the items of a plan say; version 0 if nothing was written yet.</summary>
    internal static StoredReadiness In(IEnumerable<Dictionary<string, AttributeValue>> items) =>
        items.FirstOrDefault(item => item["sk"].S == Key) is { } item ? Read(item) : new StoredReadiness(null, 0);

    static StoredReadiness Read(Dictionary<string, AttributeValue> item) =>
        new(Items.TextIn(item, "body") is { } body ? ReadinessJson.Read(body) : null, Items.NumberIn(item, "version") ?? 0);
}

/// <param name="Readiness">Null if no look was made yet, or this version cannot read what it found.</param>
/// <param name="Version">The version that a save replaces.</param>
public sealed record StoredReadiness(Readiness? Readiness, long Version);
