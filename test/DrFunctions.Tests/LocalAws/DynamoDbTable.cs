using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>A table in LocalAws and AWS's own client for it, in memory and in virtual time.</summary>
public abstract class DynamoDbTable : IDisposable
{
    const string Region = "ap-northeast-1";

    readonly LocalCloud cloud;

    protected DynamoDbTable()
    {
        cloud = new LocalCloud(Clock, seed: 1);
        cloud.DynamoDb.CreateTable(Region, "dr-state", expiresBy: "expires");
        Client = new AmazonDynamoDBClient(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonDynamoDBConfig
        {
            RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region),
            MaxErrorRetry = 0,
            HttpClientFactory = new Factory(cloud),
        });
    }

    protected VirtualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));

    protected AmazonDynamoDBClient Client { get; }

    protected IReadOnlyList<TracedCall> Trace => cloud.Trace;

    public void Dispose()
    {
        Client.Dispose();
        cloud.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static Dictionary<string, AttributeValue> Key(string sk) =>
        new() { ["pk"] = new() { S = "plan#shop" }, ["sk"] = new() { S = sk } };

    protected static Dictionary<string, AttributeValue> Item(string sk, int version) =>
        new(Key(sk)) { ["version"] = new() { N = $"{version}" } };

    protected Task<GetItemResponse> Get(string sk) =>
        Client.GetItemAsync(new GetItemRequest { TableName = "dr-state", Key = Key(sk), ConsistentRead = true });

    protected Task<PutItemResponse> Put(string sk, int version, int? expected = null) => Client.PutItemAsync(new PutItemRequest
    {
        TableName = "dr-state",
        Item = Item(sk, version),
        ConditionExpression = expected is null ? null : "#version = :expected",
        ExpressionAttributeNames = expected is null ? null : new() { ["#version"] = "version" },
        ExpressionAttributeValues = expected is null ? null : new() { [":expected"] = new() { N = $"{expected}" } },
        ReturnValuesOnConditionCheckFailure = expected is null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD,
    });

    sealed class Factory(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
