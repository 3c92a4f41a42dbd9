using Amazon.DynamoDBv2.Model;

namespace DrFunctions.Store;

/// <summary>
/// When events led to the newest look at each plan: an item beside its record, by which concurrent invocations share one look. Its key lies
/// between those of the pause and the record, and one call reads them all.
/// </summary>
public sealed class PromptStore
{
    internal const string Key = "prompted";

    /// <summary>The item is of no use minutes later; then the table removes it.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    readonly StateTable table;

    internal PromptStore(StateTable table) => this.table = table;

    /// <summary>Saves, if the version is still the one that was read; false if another invocation was first.</summary>
    public Task<bool> SaveAsync(string plan, long version, DateTimeOffset at, CancellationToken cancellation)
    {
        var item = Items.Key(Items.PlanKey(plan), Key);
        (item["at"], item["expires"]) = (Items.Instant(at), Items.Number((at + Kept).ToUnixTimeSeconds()));
        return table.ReplaceAsync(item, version, cancellation);
    }

    /// <summary>What the items of a plan say; version 0 if there is none.</summary>
    internal static StoredPrompt In(IEnumerable<Dictionary<string, AttributeValue>> items) =>
        items.FirstOrDefault(item => item["sk"].S == Key) is not { } item ? new StoredPrompt(null, 0)
        : new StoredPrompt(Items.InstantIn(item, "at"), Items.NumberIn(item, "version") ?? 0);
}

/// <param name="At">When the newest look that an event led to began or begins; null if none is known.</param>
/// <param name="Version">The version that a save replaces.</param>
public sealed record StoredPrompt(DateTimeOffset? At, long Version);
