using System.Globalization;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Store;

/// <summary>
/// The state table: one record a plan, its history, what people asked for, the pauses, and the failovers of all plans. Every save is
/// conditional on the versions it read.
/// </summary>
public sealed partial class RecordStore(AwsClients aws, Calls calls, string region, string table)
{
    public static Grant Grant { get; } = new("State",
        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"]);

    /// <exception cref="StoreException">The record lies in a form that this version cannot read.</exception>
    public Task<Stored> LoadAsync(string plan, CancellationToken cancellation) => LoadAsync(plan, null, cancellation);

    /// <param name="pauseOfAll">What <see cref="ReadPauseOfAllAsync"/> reads for all plans that look together; null reads it for this one.</param>
    public async Task<Stored> LoadAsync(string plan, Task<PauseOfAll>? pauseOfAll, CancellationToken cancellation)
    {
        // One call brings the plan's pause, record and requests: between them, in the order of the keys, lies nothing else. Should
        // there be more requests than fit an answer, those of later answers wait until these are taken.
        var query = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :plan AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues = new() { [":plan"] = new(Items.PlanKey(plan)), [":first"] = new(PauseKey), [":last"] = new("request~") },
        };
        var mine = calls.AskAsync(token => aws.DynamoDb(region).QueryAsync(query, token), cancellation);
        var all = pauseOfAll ?? ReadPauseOfAllAsync(cancellation);
        var items = (await mine).Items ?? [];
        var (automation, sentence) = await all;
        if (items.Find(item => item["sk"].S == PauseKey) is { } pause)
        {
            (automation, sentence) = (Automation.Paused, PauseSentence(pause));
        }

        var stored = items.Find(item => item["sk"].S == "record") is { } record
            ? Read(plan, record, automation, sentence)
            : new Stored(new Record { Plan = plan }, 0, "", automation, sentence);
        return WithRequests(stored, items);
    }

    /// <summary>The newest entries, newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string plan, int most, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = "pk = :plan AND begins_with(sk, :history)",
            ExpressionAttributeValues = new() { [":plan"] = new(Items.PlanKey(plan)), [":history"] = new("history#") },
            ConsistentRead = true,
            ScanIndexForward = false,
            Limit = most,
        };
        var answer = await calls.AskAsync(token => aws.DynamoDb(region).QueryAsync(query, token), cancellation);
        return [.. (answer.Items ?? []).Select(Entry)];
    }

    static HistoryEntry Entry(Dictionary<string, AttributeValue> item)
    {
        var number = long.Parse(item["sk"].S["history#".Length..], CultureInfo.InvariantCulture);
        var at = DateTimeOffset.Parse(item["at"].S, CultureInfo.InvariantCulture);
        return item.TryGetValue("facts", out var facts)
            ? HistoryEntry.OfFacts(number, at, facts.S, item["hash"].S)
            : HistoryEntry.OfText(number, at, item["text"].S, item["hash"].S);
    }

    /// <summary>The failovers of all plans, or null if they cannot be read.</summary>
    public async Task<StoredRegionFailovers?> LoadRegionFailoversAsync(CancellationToken cancellation)
    {
        try
        {
            var item = await GetAsync(Items.All, RegionFailoversKey, cancellation);
            return item is null ? new StoredRegionFailovers(RegionFailovers.None, 0)
                : Items.TextIn(item, "body") is { } body && RegionFailoversJson.Read(body) is { } failovers && Items.NumberIn(item, "version") is { } version
                    ? new StoredRegionFailovers(failovers, version)
                : null;
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return null;
        }
    }

    async Task<Dictionary<string, AttributeValue>?> GetAsync(string pk, string sk, CancellationToken cancellation)
    {
        var request = new GetItemRequest { TableName = table, ConsistentRead = true, Key = Items.Key(pk, sk) };
        var answer = await calls.AskAsync(token => aws.DynamoDb(region).GetItemAsync(request, token), cancellation);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    static Stored Read(string plan, Dictionary<string, AttributeValue> item, Automation automation, string sentence)
    {
        if (Items.NumberIn(item, "version") is not { } version || Items.NumberIn(item, "schema") is not { } schema
            || Items.TextIn(item, "owner") is not { } owner || Items.TextIn(item, "body") is not { } body)
        {
            throw new StoreException($"the record of {plan} is damaged: it lacks its version, schema, owner or body; restore the table to an instant before that");
        }

        var record = RecordJson.Read(body, schema) ?? throw new StoreException(schema > RecordJson.Schema
            ? $"the record of {plan} has schema {schema}, and this version reads up to {RecordJson.Schema}; deploy the version that wrote it, or a newer one"
            : $"the record of {plan} is damaged: its body cannot be read; restore the table to an instant before that");
        return record.Plan == plan ? new Stored(record, version, owner, automation, sentence)
            : throw new StoreException($"the record of {plan} is damaged: it is that of another plan; restore the table to an instant before that");
    }

    Stored WithRequests(Stored stored, IEnumerable<Dictionary<string, AttributeValue>> items)
    {
        var now = calls.Time.GetUtcNow();
        var requests = items.Where(item => item["sk"].S.StartsWith(RequestItems.Prefix, StringComparison.Ordinal) && !RequestItems.HasExpired(item, now))
            .Select(item => (Id: RequestItems.Id(item), Read: RequestItems.Read(item)))
            .ToList();
        return stored with
        {
            Requests = [.. requests.Select(request => request.Read.Request).OfType<Request>()],
            Unreadable = requests.Where(request => request.Read.Complaint is not null).ToDictionary(request => request.Id, request => request.Read.Complaint!),
        };
    }
}
