using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;

namespace DrFunctions.Store;

/// <summary>Remembers how many subscriptions were confirmed, so that one that vanishes is noticed.</summary>
public sealed class SubscriptionStore
{
    const string Key = "subscriptions";

    /// <summary>What somebody has removed on purpose is missed for this long.</summary>
    static readonly TimeSpan Missed = TimeSpan.FromDays(7);

    static readonly TimeSpan Renewed = TimeSpan.FromHours(6);

    readonly StateTable table;

    internal SubscriptionStore(StateTable table) => this.table = table;

    /// <summary>The most that were confirmed lately, those of now included. Never throws for what the table does.</summary>
    public async Task<int> MostAsync(int confirmed, CancellationToken cancellation)
    {
        try
        {
            var item = await table.GetAsync(NoticeStore.Partition, Key, cancellation);
            var (most, at) = item is null ? (0, default) : ((int)(Items.NumberIn(item, "most") ?? 0), Items.InstantIn(item, "at") ?? default);
            var isOver = table.Now - at >= Missed;
            if (confirmed > most || isOver || (confirmed == most && table.Now - at >= Renewed))
            {
                await WriteAsync(confirmed, cancellation);
            }

            return isOver ? confirmed : Math.Max(most, confirmed);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            return confirmed;
        }
    }

    Task WriteAsync(int most, CancellationToken cancellation)
    {
        var item = Items.Key(NoticeStore.Partition, Key);
        (item["most"], item["at"]) = (Items.Number(most), Items.Instant(table.Now));
        return table.PutAsync(new PutItemRequest { Item = item }, cancellation);
    }
}
