using System.Net;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>The same cloud over a real socket.</summary>
public sealed class LoopbackTests : IAsyncLifetime, IDisposable
{
    readonly LocalCloud cloud = new(TimeProvider.System, seed: 7) { Latency = false };
    readonly HttpClient http = new();
    Loopback loopback = null!;

    public async Task InitializeAsync()
    {
        cloud.DynamoDb.CreateTable("ap-northeast-1", "dr-state");
        cloud.FrontDoors.Set("shop.example.com/health", _ => new DoorAnswer(200, "ok"));
        loopback = await Loopback.StartAsync(cloud);
    }

    public Task DisposeAsync() => loopback.DisposeAsync().AsTask();

    public void Dispose()
    {
        http.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public async Task AWSs_client_writes_and_reads_over_the_port_from_many_threads()
    {
        using var client = Client();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.PutItemAsync(new PutItemRequest
        {
            TableName = "dr-state", Item = new() { ["pk"] = new() { S = "plan#shop" }, ["sk"] = new() { S = $"history#{i:d2}" } },
        })));
        var all = await client.QueryAsync(new QueryRequest
        {
            TableName = "dr-state", KeyConditionExpression = "pk = :pk", ConsistentRead = true,
            ExpressionAttributeValues = new() { [":pk"] = new() { S = "plan#shop" } },
        });
        Assert.Equal(20, all.Count);
        var winners = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Record.ExceptionAsync(() => client.PutItemAsync(new PutItemRequest
        {
            TableName = "dr-state", Item = new() { ["pk"] = new() { S = "plan#shop" }, ["sk"] = new() { S = "record" } },
            ConditionExpression = "attribute_not_exists(pk)",
        }))));
        Assert.Single(winners, failure => failure is null);
    }

    [Fact]
    public async Task Probes_come_in_by_their_host_header_and_an_unknown_one_is_told_so()
    {
        Assert.Equal((HttpStatusCode.OK, "ok"), await Get("/health", "shop.example.com"));
        var (status, body) = await Get("/health", "nowhere.example.com");
        Assert.Equal(HttpStatusCode.BadGateway, status);
        Assert.Contains("nowhere.example.com", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_path_answers_its_status()
    {
        var (_, body) = await Get("/_localaws/status", null);
        Assert.Equal(("ok", 7), (JsonNode.Parse(body)!["status"]!.GetValue<string>(), JsonNode.Parse(body)!["seed"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_call_that_hangs_ends_when_the_port_closes()
    {
        cloud.FrontDoors.Set("hung.example.com", _ => DoorAnswer.Hang);
        var hung = Get("/", "hung.example.com");
        await Task.Delay(200);
        Assert.False(hung.IsCompleted);
        await loopback.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hung.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_reset_is_one_on_the_socket_too()
    {
        cloud.Faults = _ => Fault.ResetBefore;
        using var client = Client();
        var failure = await Record.ExceptionAsync(() => client.ListTablesAsync(new ListTablesRequest()));
        Assert.IsNotType<AmazonDynamoDBException>(failure, exactMatch: true);
        Assert.NotNull(failure);
    }

    AmazonDynamoDBClient Client() => new(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), new AmazonDynamoDBConfig
    {
        ServiceURL = loopback.Address.ToString(), AuthenticationRegion = "ap-northeast-1", MaxErrorRetry = 0,
    });

    async Task<(HttpStatusCode Status, string Body)> Get(string path, string? host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(loopback.Address, path));
        request.Headers.Host = host;
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
