using System.Net;
using System.Text;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>
/// One small read by the AWS SDK, like those of the store: the cost of every call of a rehearsal before anything is simulated.
/// </summary>
sealed class SingleCall : IDisposable
{
    const string Region = "ap-northeast-1";

    readonly LocalCloud cloud =
        new(new VirtualClock(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero)), seed: 1) { Latency = false, Buckets = null };
    readonly AmazonDynamoDBClient canned;
    readonly AmazonDynamoDBClient local;

    public SingleCall()
    {
        _ = new HomeEstate(cloud, Region);
        canned = Client(new Canned());
        local = Client(cloud.CreateHandler());
    }

    public void CannedAnswer() => Read(canned);

    public void LocalAws() => Read(local);

    public void Dispose()
    {
        canned.Dispose();
        local.Dispose();
        cloud.Dispose();
    }

    static void Read(AmazonDynamoDBClient client) => client.GetItemAsync(new GetItemRequest
    {
        TableName = HomeEstate.Table,
        ConsistentRead = true,
        Key = new Dictionary<string, AttributeValue> { ["pk"] = new("plan#shop"), ["sk"] = new("record") },
    }).GetAwaiter().GetResult();

    static AmazonDynamoDBClient Client(HttpMessageHandler handler) => new(
        new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        new AmazonDynamoDBConfig { RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Region), MaxErrorRetry = 0,
            HttpClientFactory = new One(handler) });

    sealed class One(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    sealed class Canned : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request,
                Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.0"),
            });
    }
}
