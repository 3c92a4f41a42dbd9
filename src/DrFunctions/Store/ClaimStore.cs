using System.Security.Cryptography;
using System.Text;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Store;

/// <summary>
/// The claims of all plans: one item for each resource and plan that counts on it. Saves write them; only an undo reads them.
/// </summary>
public sealed class ClaimStore
{
    /// <summary>DynamoDB's keys have a limit, and tags may be long.</summary>
    const int LongestKey = 1000;

    const string RunKey = "runId";

    readonly StateTable table;
    readonly ConcurrencyLimit limit = new(most: 100);

    internal ClaimStore(StateTable table) => this.table = table;

    /// <summary>By step id, other plans' claims; a step whose claims, or one of whose holders, cannot be read is left out.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Holder>>> HoldersAsync(
        string plan, IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var records = new Dictionary<string, SharedAnswer<Record?>>(StringComparer.Ordinal);
        var read = await Task.WhenAll(steps.Select(async step => (step.Id, Holders: await TryOfAsync(plan, step, records, cancellation))));
        return read.Where(one => one.Holders is not null).ToDictionary(one => one.Id, one => one.Holders!);
    }

    internal static TransactWriteItem PutOf(string table, string plan, string run, Claim claim)
    {
        var item = Items.Key(KeyOf(claim), Items.PlanKey(plan));
        item[RunKey] = new(run);
        return new() { Put = new() { TableName = table, Item = item } };
    }

    internal static TransactWriteItem DeleteOf(string table, string plan, Claim claim) =>
        new() { Delete = new() { TableName = table, Key = Items.Key(KeyOf(claim), Items.PlanKey(plan)) } };

    /// <summary>The save must fail if that plan has begun another run meanwhile.</summary>
    internal static TransactWriteItem DeleteOf(string table, Holder leftover)
    {
        var delete = DeleteOf(table, leftover.Plan, leftover.Claim);
        delete.Delete.ConditionExpression = $"attribute_not_exists(pk) OR {RunKey} = :run";
        delete.Delete.ExpressionAttributeValues = new() { [":run"] = new(leftover.Run) };
        return delete;
    }

    async Task<IReadOnlyList<Holder>?> TryOfAsync(
        string plan, Step step, Dictionary<string, SharedAnswer<Record?>> records, CancellationToken cancellation)
    {
        try
        {
            var holders = await Task.WhenAll(step.Resources.Select(resource =>
                limit.RunAsync(() => OfAsync(plan, new Claim(step.Kind, resource), records, cancellation))));
            return [.. holders.SelectMany(some => some)];
        }
        catch (Exception e) when (StoreErrors.Is(e) || AwsErrors.IsUnknown(e))
        {
            return null;
        }
    }

    async Task<IReadOnlyList<Holder>> OfAsync(
        string plan, Claim claim, Dictionary<string, SharedAnswer<Record?>> records, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            KeyConditionExpression = "pk = :claim",
            ExpressionAttributeValues = new() { [":claim"] = new(KeyOf(claim)) },
        };
        var holders = new List<Holder>();
        var (items, more) = await table.PageAsync(query, cancellation);
        if (more)
        {
            throw new StoreException($"there are more claims on {claim.Resource} than fit a page");
        }

        foreach (var item in items)
        {
            var (other, run) = (HolderOf(item, claim), Items.TextIn(item, RunKey) ?? "");
            if (other != plan)
            {
                var record = await RecordOf(other, records, cancellation).GetAsync();
                holders.Add(new Holder(claim, other, run, record is not null && Claims.Holds(record, run)));
            }
        }

        return holders;
    }

    /// <exception cref="StoreException">We wrote no such claim: what it means for the undo nobody can tell, so the undo waits.</exception>
    static string HolderOf(Dictionary<string, AttributeValue> item, Claim claim) =>
        item["sk"].S is { Length: < LongestKey } key && key.StartsWith(Items.PlanKey(""), StringComparison.Ordinal)
        && key.Length > Items.PlanKey("").Length
        && Items.TextIn(item, RunKey) is { Length: < LongestKey } run && PrintableText.IsPlain(key) && PrintableText.IsPlain(run)
            ? key[Items.PlanKey("").Length..]
            : throw new StoreException($"a claim on {claim.Resource} is damaged");

    SharedAnswer<Record?> RecordOf(string plan, Dictionary<string, SharedAnswer<Record?>> records, CancellationToken cancellation)
    {
        lock (records)
        {
            return records.TryGetValue(plan, out var known) ? known
                : records[plan] = new SharedAnswer<Record?>(ReadAsync(plan, cancellation));
        }
    }

    /// <summary>Null if that plan has no record; one that this version cannot read throws.</summary>
    async Task<Record?> ReadAsync(string plan, CancellationToken cancellation)
    {
        var item = await table.GetAsync(Items.PlanKey(plan), RecordStore.RecordKey, cancellation);
        return item is null ? null
            : Items.TextIn(item, "body") is { } body && RecordBody.Read(body, Items.NumberIn(item, "schema") ?? 0) is { } record ? record
            : throw new StoreException($"the record of {plan} cannot be read");
    }

    static string KeyOf(Claim claim)
    {
        var resource = claim.Resource.Length <= LongestKey ? claim.Resource
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(claim.Resource)));
        return $"claim#{claim.Kind}#{resource}";
    }
}
