using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using DrFunctions.Aws;
using DrFunctions.Steps;

namespace DrFunctions.Store;

/// <summary>The DynamoDB table in the standby Region that holds all state.</summary>
/// <param name="name">The table's name.</param>
sealed class StateTable(AwsClients aws, Calls calls, string region, string name)
{
    const int MostPages = 8;

    public static Grant Grant { get; } = new("State",
        ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"]);

    public string Name => name;

    public DateTimeOffset Now => calls.Time.GetUtcNow();

    public Task<T> AskAsync<T>(Func<IAmazonDynamoDB, CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        calls.AskAsync(token => call(aws.DynamoDb(region), token), cancellation);

    /// <summary>A call that writes. A write that takes longer leaves its decision no time to be sent.</summary>
    public Task<T> WriteAsync<T>(Func<IAmazonDynamoDB, CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        calls.SendAsync(token => call(aws.DynamoDb(region), token), cancellation);

    /// <summary>A call that writes, and is given up after a time of its own.</summary>
    public Task<T> WriteAsync<T>(Func<IAmazonDynamoDB, CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellation) =>
        calls.AskAsync(limit, token => call(aws.DynamoDb(region), token), cancellation);

    /// <summary>The items of a query's first page; an empty list, not null, if there are none.</summary>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> QueryAsync(QueryRequest query, CancellationToken cancellation) =>
        (await PageAsync(query, cancellation)).Items;

    /// <summary>
    /// The same, and whether more items follow: a page has at most 1 MiB, and whoever may write can fill it. The query is moved on to them.
    /// </summary>
    public async Task<(IReadOnlyList<Dictionary<string, AttributeValue>> Items, bool More)> PageAsync(
        QueryRequest query, CancellationToken cancellation)
    {
        (query.TableName, query.ConsistentRead) = (name, true);
        var page = await AskAsync((dynamoDb, token) => dynamoDb.QueryAsync(query, token), cancellation);
        query.ExclusiveStartKey = page.LastEvaluatedKey;
        return (page.Items ?? [], page.LastEvaluatedKey is { Count: > 0 });
    }

    /// <summary>The items of all pages of a query, which are few: a thousand plans have less to tell than fits one.</summary>
    /// <exception cref="IOException">They are so many that we cannot have written them.</exception>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> QueryAllAsync(QueryRequest query, CancellationToken cancellation)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var (page, more) = await PageAsync(query, cancellation);
            items.AddRange(page);
            if (!more)
            {
                return items;
            }
        }

        throw new IOException($"the table answers with more than {MostPages} pages");
    }

    /// <summary>Null if there is no such item.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string pk, string sk, CancellationToken cancellation)
    {
        var request = new GetItemRequest { TableName = name, Key = Items.Key(pk, sk), ConsistentRead = true };
        var answer = await AskAsync((dynamoDb, token) => dynamoDb.GetItemAsync(request, token), cancellation);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    public Task PutAsync(Put put, CancellationToken cancellation) => PutAsync(new PutItemRequest
    {
        Item = put.Item,
        ConditionExpression = put.ConditionExpression,
        ExpressionAttributeValues = put.ExpressionAttributeValues,
    }, cancellation);

    /// <summary>Replaces the version that was read by the next one; false if another invocation was first.</summary>
    public async Task<bool> ReplaceAsync(Dictionary<string, AttributeValue> item, long version, CancellationToken cancellation)
    {
        item["version"] = Items.Number(version + 1);
        var put = new Put { Item = item };
        put.Replaces(version);
        try
        {
            await PutAsync(put, cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public Task PutAsync(PutItemRequest put, CancellationToken cancellation)
    {
        put.TableName = name;
        return WriteAsync((dynamoDb, token) => dynamoDb.PutItemAsync(put, token), cancellation);
    }
}
