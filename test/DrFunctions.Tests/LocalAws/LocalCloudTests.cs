using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>What every call has in common: time, outages, faults, limits and the trace.</summary>
public sealed class LocalCloudTests : IDisposable
{
    const string Tokyo = "ap-northeast-1";
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;
    readonly string topic;

    public LocalCloudTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        topic = cloud.Sns.CreateTopic(Tokyo, "notices");
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Fact]
    public void A_call_takes_10_to_60_ms_of_virtual_time_and_none_without_latency() => Pump.Run(clock, async () =>
    {
        Assert.Equal(200, (await Publish("one")).Status);
        Assert.InRange((clock.GetUtcNow() - start).TotalMilliseconds, 10, 60);
        cloud.Latency = false;
        var before = clock.GetUtcNow();
        var call = Publish("two");
        Assert.True(call.IsCompleted);
        Assert.Equal(before, clock.GetUtcNow());
    });

    [Theory]
    [InlineData(15, true, true)]
    [InlineData(8, false, true)]
    [InlineData(4, false, false)]
    public void A_slow_call_takes_effect_in_its_middle(int patience, bool answered, bool happened) => Pump.Run(clock, async () =>
    {
        cloud.Faults = _ => Fault.Slow(TimeSpan.FromSeconds(10));
        var returned = 0;
        cloud.Returned = (_, _) => returned++;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(patience), clock);
        var thrown = await Record.ExceptionAsync(() => Publish("slow", limit.Token));
        Assert.Equal(answered, thrown is null);
        Assert.Equal(answered ? 1 : 0, returned);
        Assert.Equal(happened ? 1 : 0, cloud.Trace.Count);
    });

    [Fact]
    public void A_dark_Region_hangs_until_the_caller_gives_up_on_its_own_thread() => Pump.Run(clock, async () =>
    {
        cloud.World.Darken(Tokyo, start, start.AddMinutes(1));
        var thread = Environment.CurrentManagedThreadId;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Publish("lost", patience.Token));
        Assert.Equal(start.AddSeconds(3), clock.GetUtcNow());
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Equal((0, "dark"), (cloud.Trace[0].Status, cloud.Trace[0].ErrorCode));
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal(200, (await Publish("heard")).Status);
    });

    [Theory]
    [InlineData("ec2", 503, "RequestLimitExceeded")]
    [InlineData("sns", 400, "Throttling")]
    [InlineData("route53", 400, "Throttling")]
    public void A_throttle_speaks_each_services_words(string service, int status, string code) => Pump.Run(clock, async () =>
    {
        cloud.Faults = _ => Fault.Throttle;
        var answer = service == "route53"
            ? await client.Route53("hostedzone")
            : await client.Query(Tokyo, service, "Action=StartInstances");
        Assert.Equal(status, answer.Status);
        Assert.Equal(code, answer.Xml.Descendants("Code").Single().Value);
    });

    [Fact]
    public void A_denied_call_names_the_action() => Pump.Run(clock, async () =>
    {
        cloud.Faults = point => point.Operation == "Publish" ? Fault.Denied : null;
        var (status, xml) = await Publish("no");
        Assert.Equal((403, "AuthorizationError"), (status, xml.Descendants("Code").Single().Value));
        Assert.Contains("is not authorized to perform: sns:Publish", xml.Descendants("Message").Single().Value, StringComparison.Ordinal);
        var (code, body) = await client.Json(Tokyo, "dynamodb", "DynamoDB_20120810.Publish", "{}");
        Assert.Equal(400, code);
        Assert.Contains("com.amazon.coral.service#AccessDeniedException", body, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(FaultKind.ResetBefore, false)]
    [InlineData(FaultKind.ResetAfter, true)]
    [InlineData(FaultKind.Hang, false)]
    [InlineData(FaultKind.HangAfter, true)]
    public void A_lost_answer_comes_with_or_without_the_effect(FaultKind kind, bool effect) => Pump.Run(clock, async () =>
    {
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        cloud.Faults = point => point.Number == 1 ? new Fault(kind) : null;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3), clock);
        var failure = await Record.ExceptionAsync(() => Publish("hello", patience.Token));
        Assert.True(kind is FaultKind.ResetBefore or FaultKind.ResetAfter
            ? failure is HttpRequestException
            : failure is OperationCanceledException);
        await Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.Equal(effect ? 1 : 0, cloud.Sns.Emails.Count);
        Assert.Equal(effect, cloud.Trace[0].TookEffect);
    });

    [Fact]
    public void The_account_starts_instances_in_a_bucket_of_5_requests_that_regains_2_a_second() => Pump.Run(clock, async () =>
    {
        cloud.Latency = false;
        var codes = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            codes.Add((await client.Query(Tokyo, "ec2", "Action=StartInstances&InstanceId.1=i-1")).Xml.Descendants("Code").Single().Value);
        }

        Assert.Equal(2, codes.Count(code => code == "RequestLimitExceeded"));
        Assert.Equal("RequestLimitExceeded", codes[^1]);
        await Task.Delay(TimeSpan.FromSeconds(0.5), clock);
        var again = await client.Query(Tokyo, "ec2", "Action=StartInstances&InstanceId.1=i-1");
        Assert.NotEqual("RequestLimitExceeded", again.Xml.Descendants("Code").Single().Value);
    });

    [Fact]
    public void The_trace_tells_calls_in_order_and_which_of_them_change() => Pump.Run(clock, async () =>
    {
        await Publish("hello");
        await client.Query(Tokyo, "sns", $"Action=GetTopicAttributes&TopicArn={Uri.EscapeDataString(topic)}");
        await client.Query(Tokyo, "sns", "Action=GetTopicAttributes&TopicArn=arn%3Aaws%3Asns%3Aap-northeast-1%3A1%3Anone");
        Assert.Equal([("Publish", true, null), ("GetTopicAttributes", false, null), ("GetTopicAttributes", false, "NotFound")],
            cloud.Trace.Select(call => (call.Operation, call.Changing, call.ErrorCode)));
        Assert.Equal($"Message=hello TopicArn={topic}", cloud.Trace[0].Summary);
    });

    [Fact]
    public void A_service_or_operation_that_LocalAws_lacks_says_so() => Pump.Run(clock, async () =>
    {
        Assert.Contains("LocalAws does not have the service rds", (await client.Query(Tokyo, "rds", "Action=X")).Xml.Value,
            StringComparison.Ordinal);
        Assert.Contains("LocalAws does not have it", (await client.Query(Tokyo, "sns", "Action=X")).Xml.Value, StringComparison.Ordinal);
    });

    Task<(int Status, System.Xml.Linq.XElement Xml)> Publish(string message, CancellationToken cancel = default) =>
        client.Query(Tokyo, "sns", $"Action=Publish&TopicArn={Uri.EscapeDataString(topic)}&Message={message}", cancel);
}
