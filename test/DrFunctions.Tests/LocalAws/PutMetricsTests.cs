using System.Globalization;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>From a figure that is put to the answers of the name servers: figure, alarm, health check, records.</summary>
public sealed class PutMetricsTests : IDisposable
{
    const string Oregon = "us-west-2";
    const string Bank = "bank.example.com.";
    static readonly DateTimeOffset start = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    readonly VirtualClock clock = new(start);
    readonly LocalCloud cloud;
    readonly WireClient client;

    public PutMetricsTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        client = new WireClient(cloud);
        cloud.CloudWatch.Add(Alarm("switch"));
        cloud.CloudWatch.SetState(Oregon, "switch", "OK", "the primary serves");
        cloud.Route53.CreateHealthCheck("follows", new HealthCheckSettings("CLOUDWATCH_METRIC") { AlarmRegion = Oregon, AlarmName = "switch" });
        cloud.Route53.CreateZone("Z1", "example.com");
        var record = new RecordSet(Bank, "A") { Ttl = 60, SetIdentifier = "primary", Failover = "PRIMARY", HealthCheckId = "follows", Values = ["192.0.2.1"] };
        cloud.Route53.Put("Z1", record, record with { SetIdentifier = "standby", Failover = "SECONDARY", HealthCheckId = null, Values = ["192.0.2.2"] });
    }

    public void Dispose()
    {
        client.Dispose();
        cloud.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_figure_moves_the_users_while_us_east_1_is_dark_and_they_stay_until_another_comes(bool json) =>
        Pump.Run(clock, async () =>
    {
        cloud.World.Darken("us-east-1", start);
        await Task.Delay(TimeSpan.FromSeconds(10), clock);
        Assert.Equal("192.0.2.1", Leads());

        await PutAsync(json, 2, clock.GetUtcNow());
        Assert.Equal("OK", State);
        await Task.Delay(TimeSpan.FromSeconds(70), clock);
        Assert.Equal("ALARM", State);
        await Task.Delay(TimeSpan.FromSeconds(30), clock);
        Assert.Equal("192.0.2.2", Leads());

        await Task.Delay(TimeSpan.FromHours(1), clock);
        Assert.Equal(("ALARM", "192.0.2.2"), (State, Leads()));
        await PutAsync(json, 0, clock.GetUtcNow());
        await Task.Delay(TimeSpan.FromSeconds(100), clock);
        Assert.Equal(("OK", "192.0.2.1"), (State, Leads()));
    });

    [Fact]
    public void A_figure_counts_for_its_own_minute_only() => Pump.Run(clock, async () =>
    {
        await PutAsync(json: true, 2, start.AddMinutes(-10));
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Equal("OK", State);
    });

    [Fact]
    public void Without_data_only_who_ignores_that_keeps_the_state() => Pump.Run(clock, async () =>
    {
        cloud.CloudWatch.Add(Alarm("forgets", "missing"));
        await PutAsync(json: true, 2, start);
        await Task.Delay(TimeSpan.FromSeconds(75), clock);
        Assert.Equal(("ALARM", "ALARM"), (State, cloud.CloudWatch.Find(Oregon, "forgets")!.State.Value));
        await Task.Delay(TimeSpan.FromMinutes(10), clock);
        Assert.Equal(("ALARM", "INSUFFICIENT_DATA"), (State, cloud.CloudWatch.Find(Oregon, "forgets")!.State.Value));
    });

    [Fact]
    public void Another_dimension_unit_or_region_is_another_metric() => Pump.Run(clock, async () =>
    {
        const string Query = "Action=PutMetricData&Namespace=Switches&MetricData.member.1.MetricName=bank&MetricData.member.1.Value=2";
        await client.Query(Oregon, "monitoring", Query);
        await client.Query(Oregon, "monitoring", $"{Query}{Dimension}&MetricData.member.1.Unit=Count");
        await client.Query("us-west-1", "monitoring", $"{Query}{Dimension}");
        await Task.Delay(TimeSpan.FromMinutes(3), clock);
        Assert.Equal("OK", State);
    });

    [Theory]
    [InlineData("MissingParameter", "MetricData.member.1.MetricName=bank")]
    [InlineData("InvalidParameterValue", "Namespace=AWS/Route53&MetricData.member.1.MetricName=bank&MetricData.member.1.Value=1")]
    [InlineData("InvalidParameterCombination", "Namespace=Switches&MetricData.member.1.MetricName=bank")]
    [InlineData("InvalidParameterValue", "Namespace=Switches&MetricData.member.1.MetricName=bank&MetricData.member.1.Value=much")]
    [InlineData("InvalidParameterValue", "Namespace=Switches&MetricData.member.1.MetricName=bank&MetricData.member.1.Value=NaN")]
    [InlineData("MissingParameter", "Namespace=Switches&MetricData.member.1.Value=1&MetricData.member.1.MetricName=bank&MetricData.member.1.Dimensions.member.1.Name=Plan")]
    public void A_figure_that_says_nothing_is_refused(string code, string form) => Pump.Run(clock, async () =>
    {
        var (status, xml) = await client.Query(Oregon, "monitoring", $"Action=PutMetricData&{form}");
        Assert.Equal((400, code), (status, xml.Descendants("Code").Single().Value));
    });

    const string Dimension = "&MetricData.member.1.Dimensions.member.1.Name=Plan&MetricData.member.1.Dimensions.member.1.Value=bank";

    string State => cloud.CloudWatch.Find(Oregon, "switch")!.State.Value;

    static MetricAlarm Alarm(string name, string missing = "ignore") => new(Oregon, name, start)
    {
        Namespace = "Switches",
        MetricName = "bank",
        Dimensions = [("Plan", "bank")],
        Statistic = "Maximum",
        ComparisonOperator = "GreaterThanOrEqualToThreshold",
        TreatMissingData = missing,
    };

    async Task PutAsync(bool json, int value, DateTimeOffset at)
    {
        if (json)
        {
            var answer = await client.Json(Oregon, "monitoring", "GraniteServiceVersion20100801.PutMetricData",
                $$"""{"Namespace":"Switches","MetricData":[{"MetricName":"bank","Dimensions":[{"Name":"Plan","Value":"bank"}],"Timestamp":{{at.ToUnixTimeSeconds()}},"Value":{{value}}}]}""");
            Assert.Equal(200, answer.Status);
            return;
        }

        var time = Uri.EscapeDataString(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var (status, xml) = await client.Query(Oregon, "monitoring",
            $"Action=PutMetricData&Namespace=Switches&MetricData.member.1.MetricName=bank&MetricData.member.1.Value={value}&MetricData.member.1.Timestamp={time}{Dimension}");
        Assert.Equal((200, "PutMetricDataResponse"), (status, xml.Name.LocalName));
    }

    string Leads() => Assert.Single(cloud.Route53.Resolver.Resolve(Bank, "A").Values);
}
