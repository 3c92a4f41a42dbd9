using System.Text.Json.Nodes;
using LocalAws;
using LocalAws.Services.CloudWatch;
using LocalAws.Services.Route53;

namespace DrFunctions.Tests.LocalAws;

/// <summary>A health check that follows an alarm of another Region.</summary>
public sealed class AlarmHealthCheckTests : IDisposable
{
    const string Tokyo = "ap-northeast-1";

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 11, 21, 3, 0, 0, TimeSpan.Zero));
    readonly LocalCloud cloud;

    public AlarmHealthCheckTests()
    {
        cloud = new LocalCloud(clock, seed: 7);
        cloud.CloudWatch.Add(new MetricAlarm(Tokyo, "heartbeat", clock.GetUtcNow()) { Namespace = "Ours", MetricName = "Beats" });
        cloud.World.Every(TimeSpan.Zero, TimeSpan.FromSeconds(30), () => cloud.CloudWatch.Put(Tokyo, new JsonObject
        {
            ["Namespace"] = "Ours",
            ["MetricData"] = new JsonArray(new JsonObject { ["MetricName"] = "Beats", ["Value"] = 1 }),
        }));
    }

    [Theory]
    [InlineData("Unhealthy", false)]
    [InlineData("Healthy", true)]
    [InlineData("LastKnownStatus", true)]
    public void While_the_alarm_s_Region_is_dark_the_check_has_too_little_data(string insufficient, bool healthy)
    {
        var check = cloud.Route53.CreateHealthCheck("hc-1", new HealthCheckSettings("CLOUDWATCH_METRIC")
        {
            AlarmRegion = Tokyo, AlarmName = "heartbeat", InsufficientData = insufficient,
        });
        Pass(TimeSpan.FromMinutes(1));
        Assert.True(check.IsHealthy(clock.GetUtcNow()));

        cloud.World.Darken(Tokyo, clock.GetUtcNow(), clock.GetUtcNow().AddMinutes(5));
        Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(healthy, check.IsHealthy(clock.GetUtcNow()));

        Pass(TimeSpan.FromMinutes(5));
        Assert.True(check.IsHealthy(clock.GetUtcNow()));
    }

    void Pass(TimeSpan time) => Pump.Run(clock, () => Task.Delay(time, clock));

    public void Dispose() => cloud.Dispose();
}
