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
    public async Task<bool> SaveAsync(string plan, long version, Readiness next, CancellationToken cancellation)
    {
        var item = Items.Key(Items.PlanKey(plan), Key);
        item["version"] = Items.Number(version + 1);
        item["body"] = new(ReadinessJson.Write(next));
        var put = new Put { Item = item };
        put.Replaces(version);
        try
        {
            await table.PutAsync(new PutItemRequest
            {
                Item = put.Item,
                ConditionExpression = put.ConditionExpression,
                ExpressionAttributeValues = put.ExpressionAttributeValues,
            }, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>What the items of a plan say; version 0 if nothing was written yet.</summary>
    internal static StoredReadiness In(IEnumerable<Dictionary<string, AttributeValue>> items) =>
        items.FirstOrDefault(item => item["sk"].S == Key) is not { } item ? new StoredReadiness(null, 0)
        : new StoredReadiness(Items.TextIn(item, "body") is { } body ? ReadinessJson.Read(body) : null, Items.NumberIn(item, "version") ?? 0);
}

/// <param name="Readiness">Null if no look was made yet, or this version cannot read what it found.</param>
/// <param name="Version">The version that a save replaces.</param>
public sealed record StoredReadiness(Readiness? Readiness, long Version);
