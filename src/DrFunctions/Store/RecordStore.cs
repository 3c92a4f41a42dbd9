using System.Globalization;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Store;

/// <summary>A record as it was read, with what a save must know: the version it replaces.</summary>
/// <param name="Owner">The nonce of its newest writer.</param>
public sealed record Stored(Record Record, long Version, string Owner, Automation Automation, string PauseSentence)
{
    /// <summary>What people asked for, oldest first.</summary>
    public IReadOnlyList<Request> Requests { get; init; } = [];
}

public enum Saving
{
    Saved,

    /// <summary>Somebody else saved first: this invocation does nothing.</summary>
    Lost,
}

/// <summary>The state table: one record a plan, its history, and the pauses. Every save is conditional on the version it read.</summary>
public sealed class RecordStore(AwsClients aws, Calls calls, string region, string table)
{
    /// <summary>The most a record's body may have; DynamoDB takes 400 KB an item.</summary>
    const int MostBody = 300_000;

    static readonly string[] PauseMembers = ["by", "at", "reason"];
    static readonly TimeSpan KeptHistory = TimeSpan.FromDays(400);

    public static Grant Grant { get; } = new("State",
        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"]);

    /// <exception cref="StoreException">The record lies in a form that this version cannot read.</exception>
    public async Task<Stored> LoadAsync(string plan, CancellationToken cancellation)
    {
        // One call brings the plan's pause and record: between them, in the order of the keys, lies nothing else.
        var query = new QueryRequest
        {
            TableName = table,
            ConsistentRead = true,
            KeyConditionExpression = "pk = :plan AND sk BETWEEN :first AND :last",
            ExpressionAttributeValues = new() { [":plan"] = new(PlanKey(plan)), [":first"] = new("pause"), [":last"] = new("record") },
        };
        var mine = calls.AskAsync(token => aws.DynamoDb(region).QueryAsync(query, token), cancellation);
        var all = ReadPauseOfAllAsync(cancellation);
        var items = (await mine).Items ?? [];
        var (automation, sentence) = await all;
        if (items.Find(item => item["sk"].S == "pause") is { } pause)
        {
            (automation, sentence) = (Automation.Paused, PauseSentence(pause));
        }

        return items.Find(item => item["sk"].S == "record") is { } record
            ? Read(plan, record, automation, sentence)
            : new Stored(new Record { Plan = plan }, 0, "", automation, sentence);
    }

    /// <summary>Saves the record and its history entry together, if the version is still the one that was read.</summary>
    /// <exception cref="StoreException">The record is too large.</exception>
    public async Task<Saving> SaveAsync(Stored before, Record next, HistoryEntry? history, string owner, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        var put = PutOf(before, next, owner);
        try
        {
            if (history is null)
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
                var request = new TransactWriteItemsRequest { TransactItems = [new() { Put = put }, new() { Put = PutOf(next.Plan, history) }] };
                await calls.AskAsync(token => aws.DynamoDb(region).TransactWriteItemsAsync(request, token), cancellation);
            }

            return Saving.Saved;
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            // Whatever the answer was, or if there was none: the table knows whether the write took effect, by its owner.
            var now = await LoadAsync(next.Plan, cancellation);
            return now.Version == before.Version + 1 && now.Owner == owner ? Saving.Saved
                : now.Version == before.Version && !IsConditionFailed(e) ? throw new StoreException($"the record of {next.Plan} could not be saved: {Trouble.Say(e)}", e)
                : Saving.Lost;
        }
    }

    /// <summary>The newest entries, newest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(string plan, int most, CancellationToken cancellation)
    {
        var query = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = "pk = :plan AND begins_with(sk, :history)",
            ExpressionAttributeValues = new() { [":plan"] = new(PlanKey(plan)), [":history"] = new("history#") },
            ConsistentRead = true,
            ScanIndexForward = false,
            Limit = most,
        };
        var answer = await calls.AskAsync(token => aws.DynamoDb(region).QueryAsync(query, token), cancellation);
        return [.. (answer.Items ?? []).Select(item => new HistoryEntry(
            long.Parse(item["sk"].S["history#".Length..], CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(item["at"].S, CultureInfo.InvariantCulture),
            item["text"].S,
            item["hash"].S))];
    }

    async Task<(Automation Automation, string Sentence)> ReadPauseOfAllAsync(CancellationToken cancellation)
    {
        try
        {
            var request = new GetItemRequest { TableName = table, ConsistentRead = true, Key = new() { ["pk"] = new("all"), ["sk"] = new("pause") } };
            var answer = await calls.AskAsync(token => aws.DynamoDb(region).GetItemAsync(request, token), cancellation);
            return answer.Item is { Count: > 0 } pause ? (Automation.Paused, PauseSentence(pause)) : (Automation.On, "");
        }
        catch (Exception e) when (Trouble.Is(e))
        {
            return (Automation.Unknown, Trouble.Say(e));
        }
    }

    static Stored Read(string plan, Dictionary<string, AttributeValue> item, Automation automation, string sentence)
    {
        var schema = int.Parse(item["schema"].N, CultureInfo.InvariantCulture);
        var record = RecordJson.Read(item["body"].S, schema) ?? throw new StoreException(
            $"the record of {plan} has schema {schema}, and this version reads up to {RecordJson.Schema}; deploy the version that wrote it, or a newer one");
        return new Stored(record, long.Parse(item["version"].N, CultureInfo.InvariantCulture), item["owner"].S, automation, sentence);
    }

    Put PutOf(Stored before, Record next, string owner)
    {
        var body = RecordJson.Write(next);
        if (System.Text.Encoding.UTF8.GetByteCount(body) > MostBody)
        {
            throw new StoreException($"the record of {next.Plan} would have more than {MostBody / 1000} KB; split the plan");
        }

        return new Put
        {
            TableName = table,
            Item = new()
            {
                ["pk"] = new(PlanKey(next.Plan)),
                ["sk"] = new("record"),
                ["version"] = Number(before.Version + 1),
                ["owner"] = new(owner),
                ["schema"] = Number(RecordJson.Schema),
                ["body"] = new(body),
            },
            ConditionExpression = before.Version == 0 ? "attribute_not_exists(pk)" : "version = :version",
            ExpressionAttributeValues = before.Version == 0 ? null : new() { [":version"] = Number(before.Version) },
        };
    }

    Put PutOf(string plan, HistoryEntry entry) => new()
    {
        TableName = table,
        Item = new()
        {
            ["pk"] = new(PlanKey(plan)),
            ["sk"] = new($"history#{entry.Number:D20}"),
            ["at"] = new(entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
            ["text"] = new(entry.Text),
            ["hash"] = new(entry.Hash),
            ["expires"] = Number((entry.At + KeptHistory).ToUnixTimeSeconds()),
        },
    };

    static string PauseSentence(Dictionary<string, AttributeValue> item) =>
        string.Join(", ", PauseMembers.Where(item.ContainsKey).Select(name => $"{name} {item[name].S}")) is { Length: > 0 } words
            ? words : "the pause does not say by whom";

    static bool IsConditionFailed(Exception e) => e is ConditionalCheckFailedException or TransactionCanceledException;

    static AttributeValue Number(long number) => new() { N = number.ToString(CultureInfo.InvariantCulture) };

    static string PlanKey(string plan) => $"plan#{plan}";
}

/// <summary>The state cannot be read or written; its message is a sentence for a person.</summary>
public sealed class StoreException(string message, Exception? inner = null) : Exception(message, inner);
