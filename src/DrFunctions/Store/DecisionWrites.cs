using System.Text;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>The items that a decision changes: all of them are saved together, or none.</summary>
static class DecisionWrites
{
    static readonly TimeSpan KeptHistory = TimeSpan.FromDays(400);

    /// <param name="table">The table's name.</param>
    /// <param name="owner">The nonce of the invocation that saves.</param>
    /// <param name="manyPlans">What the plan has to tell is written on the board of all plans.</param>
    /// <exception cref="StoreException">The record is too large.</exception>
    public static List<TransactWriteItem> Of(string table, Stored before, Decision decision, string owner, bool manyPlans)
    {
        var plan = decision.Next.Plan;
        var writes = new List<TransactWriteItem> { new() { Put = PutOf(before.Version, decision.Next, owner) } };
        if (decision.History is { } entry)
        {
            writes.Add(new() { Put = PutOf(plan, entry) });
        }

        if (decision.Taken is { } taken)
        {
            // The save must fail if a person has withdrawn the request, or another invocation has taken it.
            writes.Add(new()
            {
                Delete = new() { TableName = table, Key = Items.Key(Items.PlanKey(plan), RequestItems.Prefix + taken.Id),
                    ConditionExpression = "attribute_exists(pk)" },
            });
        }

        if (decision.RegionFailovers is { } failovers)
        {
            var read = before.RegionFailovers ?? throw new InvalidOperationException("The failovers of all plans are changed only by a decision that knew them.");
            writes.Add(new() { Put = PutOf(read.Version, failovers) });
        }

        if (manyPlans && PlanNotices.Of(before.Record, decision.Next) is { } notices)
        {
            writes.Add(new() { Put = NoticeStore.PutOf(notices, decision.Next.LookedAt) });
        }

        writes.AddRange(decision.Claimed.Select(claim => ClaimStore.PutOf(table, plan, decision.Next.Run!.Id, claim)));
        writes.AddRange(decision.Released.Select(claim => ClaimStore.DeleteOf(table, plan, claim)));
        writes.AddRange(decision.Removed.Select(leftover => ClaimStore.DeleteOf(table, leftover)));
        foreach (var put in writes.Select(write => write.Put).OfType<Put>())
        {
            put.TableName = table;
        }

        return writes;
    }

    static Put PutOf(long version, Record next, string owner)
    {
        var (body, schema) = RecordBody.Write(next);
        if (Encoding.UTF8.GetByteCount(body) > RecordBody.Most)
        {
            throw new StoreException($"the record of {next.Plan} would have more than {RecordBody.Most / 1000} KB; split the plan");
        }

        var item = Items.Key(Items.PlanKey(next.Plan), RecordStore.RecordKey);
        item["version"] = Items.Number(version + 1);
        item["owner"] = new(owner);
        item["schema"] = Items.Number(schema);
        item["body"] = new(body);
        var put = new Put { Item = item };
        put.Replaces(version);
        return put;
    }

    static Put PutOf(long version, RegionFailovers failovers)
    {
        var item = Items.Key(Items.All, RecordStore.RegionFailoversKey);
        item["version"] = Items.Number(version + 1);
        item["body"] = new(RegionFailoversJson.Write(failovers));
        var put = new Put { Item = item };
        put.Replaces(version);
        return put;
    }

    static Put PutOf(string plan, HistoryEntry entry)
    {
        var item = Items.Key(Items.PlanKey(plan), $"{RecordStore.HistoryPrefix}{entry.Number:D20}");
        item["at"] = Items.Instant(entry.At);
        item["facts"] = new(entry.Body);
        item["hash"] = new(entry.Hash);
        item["expires"] = Items.Number((entry.At + KeptHistory).ToUnixTimeSeconds());
        return new Put { Item = item };
    }
}
