using Amazon.Lambda.Model;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class LambdaTests : IDisposable
{
    const string Arn = "arn:aws:lambda:ap-northeast-1:123456789012:function:watch";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;
    readonly AmazonLambdaClient client;
    readonly List<string> delivered = [];

    public LambdaTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        cloud.Lambda.Has = arn => arn == Arn;
        cloud.Lambda.Deliver = (arn, json) => delivered.Add($"{arn} {json}");
        client = new AmazonLambdaClient(new BasicAWSCredentials("AKIDEXAMPLE", "test"),
            new AmazonLambdaConfig { RegionEndpoint = RegionEndpoint.APNortheast1, MaxErrorRetry = 0,
                HttpClientFactory = new Clients(cloud) });
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void An_event_is_taken_at_once_and_delivered_a_moment_later() => Pump.Run(clock, async () =>
    {
        Assert.Equal(202, (await Invoke("watch", "{\"a\":1}")).StatusCode);
        Assert.Empty(delivered);
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.Equal([$"{Arn} {{\"a\":1}}"], delivered);
        Assert.Equal("Invoke", Assert.Single(cloud.Trace).Operation);
    });

    [Fact]
    public void The_account_s_settings_tell_what_is_left_of_its_concurrency() => Pump.Run(clock, async () =>
    {
        cloud.Lambda.Reserved = 150;
        var limit = (await client.GetAccountSettingsAsync(new GetAccountSettingsRequest())).AccountLimit;
        Assert.Equal((1000, 850, "GetAccountSettings", false), (limit.ConcurrentExecutions, limit.UnreservedConcurrentExecutions,
            cloud.Trace[0].Operation, cloud.Trace[0].Changing));
    });

    [Fact]
    public void What_cannot_be_taken_is_refused_as_Lambda_does() => Pump.Run(clock, async () =>
    {
        Assert.Equal(404, (int)(await Assert.ThrowsAsync<ResourceNotFoundException>(() => Invoke("other", "{}"))).StatusCode);
        Assert.Equal(413, (int)(await Assert.ThrowsAsync<RequestTooLargeException>(() => Invoke("watch", $"\"{new string('a', 1024 * 1024)}\""))).StatusCode);
        Assert.Equal(400, (int)(await Assert.ThrowsAsync<InvalidRequestContentException>(() => Invoke("watch", "{"))).StatusCode);
        await Assert.ThrowsAsync<InvalidParameterValueException>(
            () => client.InvokeAsync(new InvokeRequest { FunctionName = "watch", Payload = "{}" }));
        cloud.Faults = _ => Fault.Throttle;
        Assert.Equal(429, (int)(await Assert.ThrowsAsync<TooManyRequestsException>(() => Invoke("watch", "{}"))).StatusCode);
        cloud.Faults = _ => Fault.Denied;
        Assert.Equal("AccessDeniedException", (await Assert.ThrowsAsync<AmazonLambdaException>(() => Invoke("watch", "{}"))).ErrorCode);
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.Empty(delivered);
        Assert.Equal("ResourceNotFoundException", cloud.Trace[0].ErrorCode);
    });

    Task<InvokeResponse> Invoke(string function, string payload) =>
        client.InvokeAsync(new InvokeRequest { FunctionName = function, InvocationType = InvocationType.Event, Payload = payload });

    sealed class Clients(LocalCloud cloud) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
