using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using DrFunctions.LocalAws;
using DrFunctions.LocalAws.Time;

namespace DrFunctions.Tests.LocalAws;

/// <summary>AWS's own DynamoDB client against LocalAws, in memory and in virtual time.</summary>
public sealed class DynamoDbTests : IDisposable
{
    const string Region = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;
    readonly AmazonDynamoDBClient client;

    public DynamoDbTests()
    {
        cloud = new LocalCloud(clock, seed: 1);
        cloud.DynamoDb.CreateTable(Region, "dr-state", expiresBy: "expires");
        client = new AmazonDynamoDBClient(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonDynamoDBConfig
        {
            RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region),
            MaxErrorRetry = 0,
            HttpClientFactory = new Factory(cloud),
        });
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void What_was_put_is_read_and_no_continuation_leaves_the_thread() => Pump.Run(clock, async () =>
    {
        var thread = Environment.CurrentManagedThreadId;
        await Put("record", version: 1);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        var got = await Get("record");
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.True(got.IsItemSet);
        Assert.Equal("1", got.Item["version"].N);
        Assert.False((await Get("absent")).IsItemSet);
        Assert.InRange(clock.GetUtcNow() - new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero),
            TimeSpan.FromMilliseconds(30), TimeSpan.FromMilliseconds(180));
    });

    [Fact]
    public void An_eventually_consistent_read_may_lag_a_write() => Pump.Run(clock, async () =>
    {
        var lagged = 0;
        for (var version = 1; version <= 20; version++)
        {
            await Put("record", version);
            var read = await client.GetItemAsync(new GetItemRequest { TableName = "dr-state", Key = Key("record") });
            Assert.Equal($"{version}", (await Get("record")).Item["version"].N);
            lagged += read.Item?.GetValueOrDefault("version")?.N == $"{version}" ? 0 : 1;
            await Task.Delay(TimeSpan.FromSeconds(3), clock);
        }

        Assert.InRange(lagged, 1, 20);
    });

    [Fact]
    public void A_condition_that_fails_changes_nothing_and_shows_the_item() => Pump.Run(clock, async () =>
    {
        await Put("record", version: 1);
        var failure = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Put("record", version: 2, expected: 7));
        Assert.Equal("The conditional request failed", failure.Message);
        Assert.Equal("1", failure.Item["version"].N);
        Assert.Equal("1", (await Get("record")).Item["version"].N);
        await Put("record", version: 2, expected: 1);
        Assert.Equal("2", (await Get("record")).Item["version"].N);
    });

    [Theory]
    [InlineData("attribute_not_exists(pk)", false)]
    [InlineData("attribute_exists(pk) AND NOT attribute_exists(nothing)", true)]
    [InlineData("version = :one OR version = :two", true)]
    [InlineData("version = :two AND version = :one OR attribute_exists(pk)", true)]
    [InlineData("version = :two AND (version = :one OR attribute_exists(pk))", false)]
    [InlineData("version <> :two and not (version < :one)", true)]
    [InlineData("version BETWEEN :one AND :two AND begins_with(pk, :plan)", true)]
    [InlineData("version IN (:two, :one)", true)]
    [InlineData("version > :one", false)]
    [InlineData("version >= :one AND version <= :one", true)]
    [InlineData("nothing <> :one", true)]
    [InlineData("nothing = :one", false)]
    [InlineData("pk > :one", false)]
    public void Conditions_mean_what_DynamoDB_says(string condition, bool holds) => Pump.Run(clock, async () =>
    {
        await Put("record", version: 1);
        var values = new Dictionary<string, AttributeValue>
        {
            [":one"] = new() { N = "1" }, [":two"] = new() { N = "2.0" }, [":plan"] = new() { S = "plan#" },
        };
        var request = new DeleteItemRequest
        {
            TableName = "dr-state",
            Key = Key("record"),
            ConditionExpression = condition,
            ExpressionAttributeValues = values.Where(value => condition.Contains(value.Key, StringComparison.Ordinal)).ToDictionary(),
        };
        var failure = await Record.ExceptionAsync(() => client.DeleteItemAsync(request));
        Assert.Equal(holds, failure is null);
        Assert.True(failure is null or ConditionalCheckFailedException, failure?.ToString());
    });

    [Theory]
    [InlineData("owner = :one", "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: owner")]
    [InlineData("version = :none", "An expression attribute value used in expression is not defined; attribute value: :none")]
    [InlineData("#none = :one", "An expression attribute name used in the document path is not defined; attribute name: #none")]
    [InlineData("attribute_exists(pk)", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:one}")]
    [InlineData("version == :one", "Syntax error; token: \"=\"")]
    [InlineData("version = :one AND", "Syntax error; token: \"<EOF>\"")]
    [InlineData("size(pk) > :one", "LocalAws does not have the function size")]
    [InlineData("body.phase = :one", "LocalAws does not have nested document paths")]
    public void An_expression_that_AWS_or_LocalAws_lacks_is_refused(string condition, string message) => Pump.Run(clock, async () =>
    {
        var failure = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.PutItemAsync(new PutItemRequest
        {
            TableName = "dr-state",
            Item = Item("record", 1),
            ConditionExpression = condition,
            ExpressionAttributeValues = new() { [":one"] = new AttributeValue { N = "1" } },
        }));
        Assert.Equal("ValidationException", failure.ErrorCode);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void A_query_pages_in_the_order_of_the_sort_key() => Pump.Run(clock, async () =>
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
        var first = await client.QueryAsync(query);
        Assert.Equal(["5", "4", "3"], first.Items.Select(item => item["version"].N));
        query.ExclusiveStartKey = first.LastEvaluatedKey;
        var second = await client.QueryAsync(query);
        Assert.Equal(["2", "1"], second.Items.Select(item => item["version"].N));
        Assert.True(second.LastEvaluatedKey is null or { Count: 0 });
    });

    [Fact]
    public void A_query_without_its_keys_or_with_a_filter_is_refused() => Pump.Run(clock, async () =>
    {
        var values = new Dictionary<string, AttributeValue> { [":one"] = new() { S = "1" } };
        var wrong = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.QueryAsync(
            new QueryRequest { TableName = "dr-state", KeyConditionExpression = "sk = :one", ExpressionAttributeValues = values }));
        Assert.Equal("Query condition missed key schema element: pk", wrong.Message);
        var filter = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.QueryAsync(new QueryRequest
        {
            TableName = "dr-state", KeyConditionExpression = "pk = :one", FilterExpression = "version = :one", ExpressionAttributeValues = values,
        }));
        Assert.Equal("LocalAws does not have the parameter FilterExpression of Query", filter.Message);
    });

    [Fact]
    public void A_transaction_is_all_or_nothing_and_happens_once_for_each_token() => Pump.Run(clock, async () =>
    {
        await Put("record", 1);
        var failure = await Assert.ThrowsAsync<TransactionCanceledException>(() => client.TransactWriteItemsAsync(Swap(expected: 7)));
        Assert.Equal(["None", "ConditionalCheckFailed"], failure.CancellationReasons.Select(reason => reason.Code));
        Assert.Equal("1", failure.CancellationReasons[1].Item["version"].N);
        Assert.False((await Get("history#1")).IsItemSet);

        var swap = Swap(expected: 1);
        await client.TransactWriteItemsAsync(swap);
        await client.TransactWriteItemsAsync(swap);
        Assert.Equal("2", (await Get("record")).Item["version"].N);
        Assert.True((await Get("history#1")).IsItemSet);
        swap.TransactItems.RemoveAt(0);
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => client.TransactWriteItemsAsync(swap));
    });

    [Fact]
    public void Mistakes_are_answered_as_AWS_does() => Pump.Run(clock, async () =>
    {
        await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.GetItemAsync(new GetItemRequest { TableName = "none", Key = Key("x") }));
        var key = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.GetItemAsync(
            new GetItemRequest { TableName = "dr-state", Key = new() { ["pk"] = new() { S = "x" } } }));
        Assert.Equal("The provided key element does not match the schema", key.Message);
        var huge = Item("record", 1);
        huge["body"] = new AttributeValue { S = new string('x', 400 * 1024) };
        var size = await Assert.ThrowsAsync<AmazonDynamoDBException>(() => client.PutItemAsync(new PutItemRequest { TableName = "dr-state", Item = huge }));
        Assert.Equal("Item size has exceeded the maximum allowed size", size.Message);
        Assert.Contains("dr-state", (await client.ListTablesAsync(new ListTablesRequest())).TableNames);
        Assert.Equal("ACTIVE", (await client.DescribeTableAsync(new DescribeTableRequest { TableName = "dr-state" })).Table.TableStatus.Value);
    });

    [Fact]
    public void Expired_items_are_swept_within_two_days() => Pump.Run(clock, async () =>
    {
        var item = Item("request#1", 1);
        item["expires"] = new AttributeValue { N = $"{clock.GetUtcNow().ToUnixTimeSeconds() + 60}" };
        await client.PutItemAsync(new PutItemRequest { TableName = "dr-state", Item = item });
        await Task.Delay(TimeSpan.FromMinutes(30), clock);
        Assert.True((await Get("request#1")).IsItemSet);
        await Task.Delay(TimeSpan.FromDays(2), clock);
        Assert.False((await Get("request#1")).IsItemSet);
    });

    static Dictionary<string, AttributeValue> Key(string sk) => new() { ["pk"] = new() { S = "plan#shop" }, ["sk"] = new() { S = sk } };

    static Dictionary<string, AttributeValue> Item(string sk, int version) => new(Key(sk)) { ["version"] = new() { N = $"{version}" } };

    Task<GetItemResponse> Get(string sk) =>
        client.GetItemAsync(new GetItemRequest { TableName = "dr-state", Key = Key(sk), ConsistentRead = true });

    Task<PutItemResponse> Put(string sk, int version, int? expected = null) => client.PutItemAsync(new PutItemRequest
    {
        TableName = "dr-state",
        Item = Item(sk, version),
        ConditionExpression = expected is null ? null : "#version = :expected",
        ExpressionAttributeNames = expected is null ? null : new() { ["#version"] = "version" },
        ExpressionAttributeValues = expected is null ? null : new() { [":expected"] = new() { N = $"{expected}" } },
        ReturnValuesOnConditionCheckFailure = expected is null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD,
    });

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

    sealed class Factory(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
