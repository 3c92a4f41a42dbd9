using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Signals;
using DrFunctions.Aws;
using LocalAws.Services.CloudWatch;

namespace DrFunctions.Tests.Functions;

/// <summary>Alarms that prove nothing, read from a local AWS with AWS's client.</summary>
public sealed class AlarmReadingTests
{
    const string Region = "us-east-1";

    [Theory]
    [InlineData("ALARM", true, null, "missing", SignalState.Down)]
    [InlineData("OK", true, null, "missing", SignalState.Up)]
    [InlineData("ALARM", false, null, "missing", SignalState.Unknown)]
    [InlineData("OK", false, null, "missing", SignalState.Unknown)]
    [InlineData("ALARM", true, """{"version":"1.0","recentDatapoints":[]}""", "breaching", SignalState.Unknown)]
    [InlineData("OK", true, """{"version":"1.0","recentDatapoints":[]}""", "notBreaching", SignalState.Unknown)]
    [InlineData("ALARM", true, """{"version":"1.0","recentDatapoints":[0.0]}""", "breaching", SignalState.Down)]
    [InlineData("ALARM", true, "a person's own words", "missing", SignalState.Down)]
    [InlineData("INSUFFICIENT_DATA", true, """{"recentDatapoints":[]}""", "missing", SignalState.Unknown)]
    public void A_metric_alarm_that_is_silenced_or_has_nothing_to_evaluate_is_unknown(
        string value, bool enabled, string? data, string missing, SignalState state) => Assert.Equal(state, Read(bench =>
    {
        bench.TestBench.Cloud.CloudWatch.Add(new MetricAlarm(Region, "one", bench.TestBench.Clock.GetUtcNow())
        {
            Namespace = "Ours", MetricName = "Down", TreatMissingData = missing, ActionsEnabled = enabled,
        });
        bench.TestBench.Cloud.CloudWatch.SetState(Region, "one", value, "so", data);
    }));

    [Theory]
    [InlineData("ALARM", SignalState.Unknown)]
    [InlineData("INSUFFICIENT_DATA", SignalState.Down)]
    public void A_composite_alarm_whose_actions_are_suppressed_is_unknown(
        string maintenance, SignalState state) => Assert.Equal(state, Read(bench =>
    {
        var (alarms, now) = (bench.TestBench.Cloud.CloudWatch, bench.TestBench.Clock.GetUtcNow());
        alarms.Add(new MetricAlarm(Region, "maintenance", now) { Namespace = "Ours", MetricName = "Hands" });
        alarms.Add(new MetricAlarm(Region, "child", now) { Namespace = "Ours", MetricName = "Down" });
        alarms.Add(new CompositeAlarm(Region, "one", now, "ALARM(child)") { ActionsSuppressor = "maintenance" });
        alarms.SetState(Region, "child", "ALARM", "down");
        alarms.SetState(Region, "maintenance", maintenance, "hands on");
        bench.Pass(TimeSpan.FromMinutes(5));
    }));

    [Theory]
    [InlineData(200, 200, SignalState.Up)]
    [InlineData(503, 200, SignalState.Down)]
    [InlineData(404, 200, SignalState.Down)]
    [InlineData(401, 200, SignalState.Unknown)]
    [InlineData(403, 200, SignalState.Unknown)]
    [InlineData(407, 200, SignalState.Unknown)]
    [InlineData(429, 200, SignalState.Unknown)]
    [InlineData(451, 200, SignalState.Unknown)]
    [InlineData(401, 401, SignalState.Up)]
    [InlineData(403, 401, SignalState.Unknown)]
    public async Task A_front_door_that_refuses_us_says_nothing_about_the_primary(int answers, int wanted, SignalState state)
    {
        var calls = new Calls(TimeProvider.System);
        using var prober = new Prober(calls, new Door(answers));
        using var aws = new AwsClients();
        var probe = new ProbeSignal(new Probe(new Uri("https://one.example.com/"), wanted, null, TimeSpan.FromSeconds(2)));

        var read = await new SignalReader(aws, prober, calls).ReadAsync(new Trigger { Signals = [probe] }, null, CancellationToken.None);

        Assert.Equal(state, Assert.Single(read.Signals).State);
    }

    /// <summary>How the loop records the alarm "one" among the shop's signals.</summary>
    static SignalState Read(Action<Bench> furnish)
    {
        using var bench = new Bench(Files.Shop(plan => plan["trigger"]!["signals"]![0]!["alarm"] = "one"));
        bench.TestBench.Cloud.CloudWatch.Remove(Region, "one");
        furnish(bench);
        bench.TestBench.Cloud.ProbeFaults = _ => new global::LocalAws.DoorAnswer(503, "broken");
        bench.Tick();
        return bench.Record.Signals[0].State;
    }

    sealed class Door(int status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent("ok") });
    }
}
