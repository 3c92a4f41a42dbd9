using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>How a decision is saved: all of it, or nothing.</summary>
public sealed partial class RecordStore
{
    /// <summary>The most a record's body may have; DynamoDB takes 400 KB an item.</summary>
    const int MostBody = 300_000;

    const string RegionFailoversKey = "velocity";

    static readonly TimeSpan KeptHistory = TimeSpan.FromDays(400);

    /// <summary>
    /// Saves the record and what else the decision changes together, if the versions are still those that were read and the request
    /// that it answers is still there.
    /// </summary>
    /// <exception cref="StoreException">The record is too large, or could not be saved.</exception>
    public async Task<Saving> SaveAsync(Stored before, Decision decision, string owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(decision);
        var writes = Writes(before, decision, owner);
        try
        {
            if (writes is [{ Put: { } put }])
            {
                var request = new PutItemRequest
                {
                    TableName = table,
                    Item = put.Item,
                    ConditionExpression = put.ConditionExpression,
                    ExpressionAttributeValues = put.ExpressionAttributeValues,
                };
                await calls.AskAsync(token => aws.DynamoDb(region).PutItemAsync(request, token), cancellation);
            }
            else
            {
                var request = new TransactWriteItemsRequest { TransactItems = writes };
                await calls.AskAsync(token => aws.DynamoDb(region).TransactWriteItemsAsync(request, token), cancellation);
            }

            return Saving.Saved;
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            // Whatever the answer was, or if there was none: the table knows whether the write took effect, by its owner.
            var now = await LoadAsync(decision.Next.Plan, cancellation);
            return now.Version == before.Version + 1 && now.Owner == owner ? Saving.Saved
                : now.Version == before.Version && !IsConditionFailed(e) ? throw new StoreException($"the record of {decision.Next.Plan} could not be saved: {Trouble.Say(e)}", e)
                : Saving.Lost;
        }
    }

    List<TransactWriteItem> Writes(Stored before, Decision decision, string owner)
    {
        var plan = decision.Next.Plan;
        var writes = new List<TransactWriteItem> { new() { Put = PutOf(before.Version, decision.Next, owner) } };
        if (decision.History is { } entry)
        {
            writes.Add(new() { Put = PutOf(plan, entry) });
        }

        if (decision.Taken is { } taken)
        {
            // Somebody who has withdrawn it, or another invocation that took it, must not be overruled.
            writes.Add(new()
            {
                Delete = new() { TableName = table, Key = Items.Key(Items.PlanKey(plan), RequestItems.Prefix + taken.Id), ConditionExpression = "attribute_exists(pk)" },
            });
        }

        if (decision.RegionFailovers is { } failovers)
        {
            var read = before.RegionFailovers ?? throw new InvalidOperationException("The failovers of all plans are changed only by a decision that knew them.");
            writes.Add(new() { Put = PutOf(read.Version, failovers) });
        }

        return writes;
    }

    Put PutOf(long version, Record next, string owner)
    {
        var body = RecordJson.Write(next);
        if (System.Text.Encoding.UTF8.GetByteCount(body) > MostBody)
        {
            throw new StoreException($"the record of {next.Plan} would have more than {MostBody / 1000} KB; split the plan");
        }

        var item = Items.Key(Items.PlanKey(next.Plan), "record");
        item["version"] = Items.Number(version + 1);
        item["owner"] = new(owner);
        item["schema"] = Items.Number(RecordJson.Schema);
        item["body"] = new(body);
        var put = new Put { TableName = table, Item = item };
        put.Replaces(version);
        return put;
    }

    Put PutOf(long version, RegionFailovers failovers)
    {
        var item = Items.Key(Items.All, RegionFailoversKey);
        item["version"] = Items.Number(version + 1);
        item["body"] = new(RegionFailoversJson.Write(failovers));
        var put = new Put { TableName = table, Item = item };
        put.Replaces(version);
        return put;
    }

    Put PutOf(string plan, HistoryEntry entry)
    {
        var item = Items.Key(Items.PlanKey(plan), $"history#{entry.Number:D20}");
        item["at"] = Items.Instant(entry.At);
        item["facts"] = new(entry.Body);
        item["hash"] = new(entry.Hash);
        item["expires"] = Items.Number((entry.At + KeptHistory).ToUnixTimeSeconds());
        return new Put { TableName = table, Item = item };
    }

    static bool IsConditionFailed(Exception e) => e is ConditionalCheckFailedException or TransactionCanceledException;
}
