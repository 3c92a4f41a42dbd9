using System.Text.Json.Nodes;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;
using LocalAws.Services.Sns;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

public sealed class CloudWatchTests : IDisposable
{
    const string Virginia = "us-east-1";
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;
    readonly List<Email> emails = [];
    readonly MetricAlarm alarm;

    public CloudWatchTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        cloud.FrontDoors.Set("singapore.example.com", "ap-southeast-1", _ => new DoorAnswer(200));
        cloud.Route53.CreateHealthCheck("hc-1",
            new HealthCheckSettings("HTTPS") { Host = "singapore.example.com", Interval = TimeSpan.FromSeconds(10) });
        var topic = cloud.Sns.CreateTopic(Virginia, "alarms");
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        cloud.Sns.ToInbox = emails.Add;
        alarm = cloud.CloudWatch.Add(new MetricAlarm(Virginia, "shop-primary-unhealthy", start)
        {
            Dimensions = [("HealthCheckId", "hc-1")], AlarmActions = [topic], OkActions = [topic], Description = "Singapore",
        });
        cloud.CloudWatch.Add(new CompositeAlarm(Virginia, "shop-down", start, "ALARM(\"shop-primary-unhealthy\") AND NOT ALARM(other)")
        {
            AlarmActions = [topic],
        });
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    /// <summary>As AWS describes it: a suppressor in ALARM keeps a composite alarm's actions back, and for a while after it.</summary>
    [Fact]
    public void A_suppressor_keeps_the_actions_of_a_composite_alarm_back_and_DescribeAlarms_tells_by_what() => Pump.Run(clock, async () =>
    {
        var topic = cloud.Sns.CreateTopic(Virginia, "suppressed");
        cloud.Sns.Subscribe(topic, "email", "ops@example.com", confirmed: true);
        var maintenance = cloud.CloudWatch.Add(new MetricAlarm(Virginia, "maintenance", start) { Namespace = "Ours", MetricName = "Hands" });
        var child = cloud.CloudWatch.Add(new MetricAlarm(Virginia, "child", start) { Namespace = "Ours", MetricName = "Down" });
        var composite = cloud.CloudWatch.Add(new CompositeAlarm(Virginia, "quiet", start, "ALARM(child)")
        {
            AlarmActions = [topic],
            ActionsSuppressor = maintenance.Name,
            WaitPeriod = TimeSpan.FromMinutes(1),
            ExtensionPeriod = TimeSpan.FromMinutes(2),
        });
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Null(composite.SuppressedBy(maintenance, clock.GetUtcNow()));

        cloud.CloudWatch.SetState(Virginia, maintenance.Name, "ALARM", "hands on");
        cloud.CloudWatch.SetState(Virginia, child.Name, "ALARM", "down");
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Equal(("ALARM", "Alarm"), (composite.State.Value, composite.SuppressedBy(maintenance, clock.GetUtcNow())));
        Assert.DoesNotContain(emails, email => email.Subject.Contains("quiet", StringComparison.Ordinal));

        cloud.CloudWatch.SetState(Virginia, maintenance.Name, "OK", "hands off");
        Assert.Equal("ExtensionPeriod", composite.SuppressedBy(maintenance, clock.GetUtcNow()));
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Null(composite.SuppressedBy(maintenance, clock.GetUtcNow()));

        cloud.CloudWatch.SetState(Virginia, child.Name, "OK", "up");
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        cloud.CloudWatch.SetState(Virginia, child.Name, "ALARM", "down");
        await Task.Delay(TimeSpan.FromSeconds(20), clock);
        Assert.Equal("WaitPeriod", composite.SuppressedBy(maintenance, clock.GetUtcNow()));
        Assert.DoesNotContain(emails, email => email.Subject.Contains("quiet", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Single(emails, email => email.Subject.Contains("quiet", StringComparison.Ordinal));
    });

    [Fact]
    public void An_alarm_starts_without_data_follows_its_health_check_and_tells_in_AWSs_words() => Pump.Run(clock, async () =>
    {
        Assert.Equal("INSUFFICIENT_DATA", alarm.State.Value);
        await Task.Delay(TimeSpan.FromMinutes(5), clock);
        Assert.Equal("OK", alarm.State.Value);
        var outage = clock.GetUtcNow();
        cloud.World.Darken("ap-southeast-1", outage, outage.AddMinutes(10));
        await Task.Delay(TimeSpan.FromMinutes(5), clock);
        Assert.Equal("ALARM", alarm.State.Value);
        Assert.InRange(alarm.State.TransitionedAt - outage, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(240));

        var email = emails.Single(one => one.Subject == "ALARM: \"shop-primary-unhealthy\" in US East (N. Virginia)");
        var message = JsonNode.Parse(email.Body.Split("\n\n--\n")[0])!;
        Assert.Equal(("ALARM", "OK", "US East (N. Virginia)", World.Account),
            (Text(message, "NewStateValue"), Text(message, "OldStateValue"),
            Text(message, "Region"), Text(message, "AWSAccountId")));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$", Text(message, "StateChangeTime"));
        Assert.StartsWith("Threshold Crossed: 1 out of the last 1 datapoints [0.0 (21/11/26 03:", Text(message, "NewStateReason"),
            StringComparison.Ordinal);
        Assert.Equal("""[{"value":"hc-1","name":"HealthCheckId"}]""", message["Trigger"]!["Dimensions"]!.ToJsonString());

        var composite = JsonNode.Parse(emails.Single(one => one.Subject.StartsWith("ALARM: \"shop-down\"", StringComparison.Ordinal))
            .Body.Split("\n\n--\n")[0])!;
        Assert.Equal(alarm.Arn, composite["TriggeringChildren"]![0]!["Arn"]!.GetValue<string>());
        Assert.Null(composite["Trigger"]);
        await Task.Delay(TimeSpan.FromMinutes(15), clock);
        Assert.Equal("OK", alarm.State.Value);
    });

    [Fact]
    public void Nothing_is_evaluated_while_the_alarms_Region_is_dark() => Pump.Run(clock, async () =>
    {
        await Task.Delay(TimeSpan.FromMinutes(5), clock);
        cloud.World.Darken(Virginia, clock.GetUtcNow());
        cloud.World.Darken("ap-southeast-1", clock.GetUtcNow());
        await Task.Delay(TimeSpan.FromMinutes(10), clock);
        Assert.Equal("OK", alarm.State.Value);
    });

    [Fact]
    public void Composites_are_shown_to_who_asks_for_them() => Pump.Run(clock, async () =>
    {
        var plain = await Describe("{}");
        Assert.Equal((1, 0), (plain["MetricAlarms"]!.AsArray().Count, plain["CompositeAlarms"]!.AsArray().Count));
        var both = await Describe(
            """{"AlarmTypes":["MetricAlarm","CompositeAlarm"],"AlarmNames":["shop-down","shop-primary-unhealthy"]}""");
        Assert.Equal("shop-down", both["CompositeAlarms"]![0]!["AlarmName"]!.GetValue<string>());
        var first = await Describe("""{"AlarmTypes":["MetricAlarm","CompositeAlarm"],"MaxRecords":1}""");
        var second = await Describe(
            $$"""{"AlarmTypes":["MetricAlarm","CompositeAlarm"],"MaxRecords":1,"NextToken":"{{first["NextToken"]}}"}""");
        Assert.Equal((1, 1), (first["CompositeAlarms"]!.AsArray().Count, second["MetricAlarms"]!.AsArray().Count));
        Assert.Null(second["NextToken"]);
        Assert.Empty((await Describe("""{"StateValue":"ALARM"}"""))["MetricAlarms"]!.AsArray());
        var names = string.Join(',', Enumerable.Range(0, 101).Select(i => $"\"a{i}\""));
        var (status, body) = await client.Json(Virginia, "monitoring", "GraniteServiceVersion20100801.DescribeAlarms",
            $$"""{"AlarmNames":[{{names}}]}""");
        Assert.Equal(400, status);
        Assert.Contains("ValidationError", body, StringComparison.Ordinal);
    });

    [Fact]
    public void The_query_protocol_answers_the_same() => Pump.Run(clock, async () =>
    {
        var (status, xml) = await client.Query(Virginia, "monitoring",
            "Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=shop-primary-unhealthy&AlarmTypes.member.1=MetricAlarm");
        Assert.Equal(200, status);
        var member = xml.Descendants("MetricAlarms").Single().Element("member")!;
        Assert.Equal("INSUFFICIENT_DATA", member.Element("StateValue")!.Value);
        Assert.Equal("2026-11-21T03:00:00.000Z", member.Element("StateUpdatedTimestamp")!.Value);
        Assert.Equal("hc-1", member.Element("Dimensions")!.Element("member")!.Element("Value")!.Value);
        var missing = await client.Query(Virginia, "monitoring", "Action=SetAlarmState&AlarmName=none&StateValue=OK&StateReason=x");
        Assert.Equal((404, "ResourceNotFound"), (missing.Status, missing.Xml.Descendants("Code").Single().Value));
    });

    [Fact]
    public void A_state_that_is_set_acts_and_then_gives_way_to_what_is_seen() => Pump.Run(clock, async () =>
    {
        await Task.Delay(TimeSpan.FromMinutes(5), clock);
        emails.Clear();
        await client.Json(Virginia, "monitoring", "GraniteServiceVersion20100801.SetAlarmState",
            """{"AlarmName":"shop-primary-unhealthy","StateValue":"ALARM","StateReason":"a test"}""");
        Assert.Equal("ALARM", alarm.State.Value);
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Equal("OK", alarm.State.Value);
        Assert.Contains(emails, email => email.Subject.StartsWith("ALARM: \"shop-primary", StringComparison.Ordinal));
    });

    [Fact]
    public void A_health_check_follows_an_alarm_s_data_not_its_state_and_keeps_its_status_without() => Pump.Run(clock, async () =>
    {
        cloud.CloudWatch.Add(new MetricAlarm("ap-northeast-1", "hold", start) { Namespace = "Shop", MetricName = "Hold" });
        var check = cloud.Route53.CreateHealthCheck("hc-2",
            new HealthCheckSettings("CLOUDWATCH_METRIC") { AlarmRegion = "ap-northeast-1", AlarmName = "hold" });
        check.Inverted = true;
        await Task.Delay(TimeSpan.FromSeconds(30), clock);
        Assert.False(check.IsHealthy(clock.GetUtcNow()));

        cloud.CloudWatch.SetState("ap-northeast-1", "hold", "ALARM", "by hand");
        await Task.Delay(TimeSpan.FromSeconds(90), clock);
        Assert.Equal(("ALARM", false), (cloud.CloudWatch.Find("ap-northeast-1", "hold")!.State.Value, check.IsHealthy(clock.GetUtcNow())));

        await client.Query("ap-northeast-1", "monitoring",
            "Action=PutMetricData&Namespace=Shop&MetricData.member.1.MetricName=Hold&MetricData.member.1.Value=0");
        await Task.Delay(TimeSpan.FromSeconds(40), clock);
        Assert.True(check.IsHealthy(clock.GetUtcNow()));

        cloud.CloudWatch.SetState("ap-northeast-1", "hold", "OK", "by hand");
        await Task.Delay(TimeSpan.FromMinutes(20), clock);
        Assert.True(check.IsHealthy(clock.GetUtcNow()));
    });

    async Task<JsonNode> Describe(string body) =>
        JsonNode.Parse((await client.Json(Virginia, "monitoring", "GraniteServiceVersion20100801.DescribeAlarms", body)).Body)!;

    static string? Text(JsonNode message, string member) => message[member]?.GetValue<string>();
}
