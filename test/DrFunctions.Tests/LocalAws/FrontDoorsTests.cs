using System.Net;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class FrontDoorsTests : IDisposable
{
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;

    public FrontDoorsTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void A_door_answers_by_the_worlds_time_and_a_path_goes_before_its_host() => Pump.Run(clock, async () =>
    {
        cloud.FrontDoors.Set("shop.example.com", at => new DoorAnswer(at < start.AddMinutes(1) ? 503 : 200, "shop"));
        cloud.FrontDoors.Set("shop.example.com/health", _ => new DoorAnswer(200, "ok"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.Probe("https://shop.example.com/")).StatusCode);
        var health = await client.Probe("https://shop.example.com/health");
        Assert.Equal("ok", await health.Content.ReadAsStringAsync());
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal(HttpStatusCode.OK, (await client.Probe("https://shop.example.com/other")).StatusCode);
    });

    [Fact]
    public void The_host_header_says_which_door_is_meant() => Pump.Run(clock, async () =>
    {
        cloud.FrontDoors.Set("shop.example.com", _ => new DoorAnswer(200, "shop"));
        var answer = await client.Probe("http://127.0.0.1:8080/health", host: "shop.example.com:443");
        Assert.Equal("shop", await answer.Content.ReadAsStringAsync());
    });

    [Theory]
    [InlineData("https://tokyo.example.com/", null, HttpStatusCode.OK)]
    [InlineData("https://tokyo.example.com/", "www.example.com", HttpStatusCode.OK)]
    [InlineData("https://tokyo.example.com/", "api.example.com", HttpStatusCode.NotFound)]
    [InlineData("http://tokyo.example.com/", "other.example.net", HttpStatusCode.NotFound)]
    [InlineData("https://tokyo.example.com/", "other.example.net", null)]
    [InlineData("https://tokyo.example.com/", "a.b.example.com", null)]
    [InlineData("https://tokyo.example.com/", "example.com", null)]
    public void A_door_knows_the_names_of_its_certificate_and_of_its_host_rules(string url, string? host, HttpStatusCode? status) =>
        Pump.Run(clock, async () =>
    {
        cloud.FrontDoors.Set("tokyo.example.com", _ => new DoorAnswer(200));
        cloud.FrontDoors.SetNames("tokyo.example.com", new DoorNames(["*.example.com"], ["tokyo.example.com", "w?w.*"]));
        if (status is { } answered)
        {
            Assert.Equal(answered, (await client.Probe(url, host: host)).StatusCode);
        }
        else
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.Probe(url, host: host));
            Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
        }
    });

    /// <summary>Route 53 does not validate certificates.</summary>
    [Fact]
    public void A_health_checker_takes_any_certificate()
    {
        cloud.FrontDoors.Set("tokyo.example.com", _ => new DoorAnswer(200));
        cloud.FrontDoors.SetNames("tokyo.example.com", new DoorNames([], ["*"]));
        Assert.Equal(200, cloud.FrontDoors.Visit("tokyo.example.com", "/")?.Status);
    }

    [Fact]
    public void Unknown_and_closed_doors_fail_to_connect() => Pump.Run(clock, async () =>
    {
        var unknown = await Assert.ThrowsAsync<HttpRequestException>(() => client.Probe("https://nowhere.example.com/"));
        Assert.Equal(HttpRequestError.NameResolutionError, unknown.HttpRequestError);
        cloud.FrontDoors.Set("shut.example.com", _ => DoorAnswer.Refused);
        var closed = await Assert.ThrowsAsync<HttpRequestException>(() => client.Probe("https://shut.example.com/"));
        Assert.Equal(HttpRequestError.ConnectionError, closed.HttpRequestError);
    });

    [Fact]
    public void A_slow_door_takes_its_time_and_one_in_a_dark_Region_hangs() => Pump.Run(clock, async () =>
    {
        cloud.Latency = false;
        cloud.FrontDoors.Set("slow.example.com", _ => new DoorAnswer(200, "", TimeSpan.FromSeconds(5)));
        await client.Probe("https://slow.example.com/");
        Assert.Equal(start.AddSeconds(5), clock.GetUtcNow());
        cloud.FrontDoors.Set("tokyo.example.com", "ap-northeast-1", _ => new DoorAnswer(200));
        cloud.World.Darken("ap-northeast-1", clock.GetUtcNow());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2), clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Probe("https://tokyo.example.com/", cancel: patience.Token));
    });
}
