using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>AWS's own DynamoDB client against LocalAws, in memory and in virtual time.</summary>
public sealed class DynamoDbTests : DynamoDbTable
{
    [Fact]
    public void What_was_put_is_read_and_no_continuation_leaves_the_thread() => Pump.Run(Clock, async () =>
    {
        var thread = Environment.CurrentManagedThreadId;
        await Put("record", version: 1);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        var got = await Get("record");
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.True(got.IsItemSet);
        Assert.Equal("1", got.Item["version"].N);
        Assert.False((await Get("absent")).IsItemSet);
        Assert.InRange(Clock.GetUtcNow() - new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero),
            TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(180));
    });

    [Fact]
    public void An_eventually_consistent_read_may_lag_a_write() => Pump.Run(Clock, async () =>
    {
        var lagged = 0;
        for (var version = 1; version <= 20; version++)
        {
            await Put("record", version);
            var read = await Client.GetItemAsync(new GetItemRequest { TableName = "dr-state", Key = Key("record") });
            Assert.Equal($"{version}", (await Get("record")).Item["version"].N);
            lagged += read.Item?.GetValueOrDefault("version")?.N == $"{version}" ? 0 : 1;
            await Task.Delay(TimeSpan.FromSeconds(3), Clock);
        }

        Assert.InRange(lagged, 1, 20);
    });

    [Fact]
    public void A_condition_that_fails_changes_nothing_and_shows_the_item() => Pump.Run(Clock, async () =>
    {
        await Put("record", version: 1);
        var failure = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Put("record", version: 2, expected: 7));
        Assert.Equal("The conditional request failed", failure.Message);
        Assert.Equal("1", failure.Item["version"].N);
        Assert.Equal("1", (await Get("record")).Item["version"].N);
        await Put("record", version: 2, expected: 1);
        Assert.Equal("2", (await Get("record")).Item["version"].N);
    });

    [Fact]
    public void Expiry_is_told_as_it_is_and_not_switched_to_what_it_is() => Pump.Run(Clock, async () =>
    {
        await Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = "other", BillingMode = BillingMode.PAY_PER_REQUEST, KeySchema = [new("pk", KeyType.HASH)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
        });
        Task<UpdateTimeToLiveResponse> Switch(bool enabled) => Client.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = "other", TimeToLiveSpecification = new() { Enabled = enabled, AttributeName = "expires" },
        });
        Assert.Equal("TimeToLive is already disabled", (await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Switch(false))).Message);
        await Switch(true);
        Assert.Equal("expires", (await Client.DescribeTimeToLiveAsync("other")).TimeToLiveDescription.AttributeName);
        Assert.Equal("ValidationException", (await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Switch(true))).ErrorCode);
    });

    [Fact]
    public void A_set_has_members_and_none_twice() => Pump.Run(Clock, async () =>
    {
        Task<PutItemResponse> Put(AttributeValue set) =>
            Client.PutItemAsync(new PutItemRequest { TableName = "dr-state", Item = new(Key("set")) { ["set"] = set } });
        await Put(new() { SS = ["a", "A"] });
        var twice = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Put(new() { SS = ["a", "a"] }));
        Assert.Equal(("ValidationException", true), (twice.ErrorCode, twice.Message.Contains("contains duplicates", StringComparison.Ordinal)));
        Assert.Equal("ValidationException", (await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Put(new() { NS = ["1", "many"] }))).ErrorCode);
    });

    [Fact]
    public void A_query_pages_in_the_order_of_the_sort_key() => Pump.Run(Clock, async () =>
    {
        for (var i = 1; i <= 5; i++)
        {
            await Put($"history#{i:d20}", i);
        }

        await Put("record", 9);
        var query = new QueryRequest
        {
            TableName = "dr-state",
            ConsistentRead = true,
            KeyConditionExpression = "pk = :pk AND begins_with(sk, :history)",
            ExpressionAttributeValues = new() { [":pk"] = new() { S = "plan#shop" }, [":history"] = new() { S = "history#" } },
            ScanIndexForward = false,
            Limit = 3,
        };
        var first = await Client.QueryAsync(query);
        Assert.Equal(["5", "4", "3"], first.Items.Select(item => item["version"].N));
        query.ExclusiveStartKey = first.LastEvaluatedKey;
        var second = await Client.QueryAsync(query);
        Assert.Equal(["2", "1"], second.Items.Select(item => item["version"].N));
        Assert.True(second.LastEvaluatedKey is null or { Count: 0 });
    });

    [Fact]
    public void A_query_without_its_keys_or_with_a_filter_is_refused() => Pump.Run(Clock, async () =>
    {
        var values = new Dictionary<string, AttributeValue> { [":one"] = new() { S = "1" } };
        var wrong = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Client.QueryAsync(
            new QueryRequest { TableName = "dr-state", KeyConditionExpression = "sk = :one", ExpressionAttributeValues = values }));
        Assert.Equal("Query condition missed key schema element: pk", wrong.Message);
        var filter = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Client.QueryAsync(new QueryRequest
        {
            TableName = "dr-state", KeyConditionExpression = "pk = :one", FilterExpression = "version = :one",
                ExpressionAttributeValues = values,
        }));
        Assert.Equal("LocalAws does not have the parameter FilterExpression of Query", filter.Message);
    });

    [Fact]
    public void A_transaction_is_all_or_nothing_and_happens_once_for_each_token() => Pump.Run(Clock, async () =>
    {
        await Put("record", 1);
        var failure = await Assert.ThrowsAsync<TransactionCanceledException>(() => Client.TransactWriteItemsAsync(Swap(expected: 7)));
        Assert.Equal(["None", "ConditionalCheckFailed"], failure.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal("1", failure.CancellationReasons[1].Item["version"].N);
        Assert.False((await Get("history#1")).IsItemSet);

        var swap = Swap(expected: 1);
        await Client.TransactWriteItemsAsync(swap);
        await Client.TransactWriteItemsAsync(swap);
        Assert.Equal("2", (await Get("record")).Item["version"].N);
        Assert.True((await Get("history#1")).IsItemSet);
        swap.TransactItems.RemoveAt(0);
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => Client.TransactWriteItemsAsync(swap));
    });

    [Fact]
    public void Mistakes_are_answered_as_AWS_does() => Pump.Run(Clock, async () =>
    {
        await Assert.ThrowsAsync<ResourceNotFoundException>(() =>
            Client.GetItemAsync(new GetItemRequest { TableName = "none", Key = Key("x") }));
        var key = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => Client.GetItemAsync(
            new GetItemRequest { TableName = "dr-state", Key = new() { ["pk"] = new() { S = "x" } } }));
        Assert.Equal("The provided key element does not match the schema", key.Message);
        var huge = Item("record", 1);
        huge["body"] = new AttributeValue { S = new string('x', 400 * 1024) };
        var size = await Assert.ThrowsAsync<AmazonDynamoDBException>(() =>
            Client.PutItemAsync(new PutItemRequest { TableName = "dr-state", Item = huge }));
        Assert.Equal("Item size has exceeded the maximum allowed size", size.Message);
        Assert.Contains("dr-state", (await Client.ListTablesAsync(new ListTablesRequest())).TableNames);
        Assert.Equal("ACTIVE", (await Client.DescribeTableAsync(new DescribeTableRequest { TableName = "dr-state" }))
            .Table.TableStatus.Value);
    });

    [Fact]
    public void Expired_items_are_swept_within_two_days() => Pump.Run(Clock, async () =>
    {
        var item = Item("request#1", 1);
        item["expires"] = new AttributeValue { N = $"{Clock.GetUtcNow().ToUnixTimeSeconds() + 60}" };
        await Client.PutItemAsync(new PutItemRequest { TableName = "dr-state", Item = item });
        await Task.Delay(TimeSpan.FromMinutes(30), Clock);
        Assert.True((await Get("request#1")).IsItemSet);
        await Task.Delay(TimeSpan.FromDays(2), Clock);
        Assert.False((await Get("request#1")).IsItemSet);
    });

    [Fact]
    public void The_same_calls_leave_the_same_trace_whatever_tokens_the_client_makes_up()
    {
        static string[] Run()
        {
            using var table = new DynamoDbTests();
            Pump.Run(table.Clock, async () =>
            {
                await table.Put("record", 1);
                var swap = Swap(expected: 1);
                swap.ClientRequestToken = null;
                await table.Client.TransactWriteItemsAsync(swap);
            });
            return [.. table.Trace.Select(call => call.ToString())];
        }

        var trace = Run();
        Assert.Equal(2, trace.Length);
        Assert.Equal(trace, Run());
    }

    static TransactWriteItemsRequest Swap(int expected) => new()
    {
        TransactItems =
        [
            new() { Put = new() { TableName = "dr-state", Item = Item("history#1", 0), ConditionExpression = "attribute_not_exists(pk)" } },
            new()
            {
                Put = new()
                {
                    TableName = "dr-state",
                    Item = Item("record", 2),
                    ConditionExpression = "version = :expected",
                    ExpressionAttributeValues = new() { [":expected"] = new() { N = $"{expected}" } },
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
            },
        ],
        ClientRequestToken = $"swap-{expected}",
    };
}
