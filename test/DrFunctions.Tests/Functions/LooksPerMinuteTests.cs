using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Tests.Functions;

public class LooksPerMinuteTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(4, new[] { 0, 15, 30, 45 })]
    [InlineData(6, new[] { 0, 10, 20, 30, 40, 50 })]
    public void The_minute_s_invocation_looks_as_often_as_it_is_told(int looks, int[] seconds)
    {
        using var simulation = new TestBench(new PlanFolder([Files.Shop().Plan!], []), Start, 1, NullLogger.Instance, looks);
        simulation.Run(() => simulation.InvokeAsync("WatchFunction", Files.Event("scheduled.json")));
        var seen = simulation.Cloud.Trace.Where(call => call.Operation == "DescribeAlarms").Select(call => (int)(call.Time - Start).TotalSeconds);
        Assert.Equal(seconds, seen);
    }

    [Fact]
    public void While_the_primary_is_dark_the_looks_give_way_to_the_failover_that_they_began()
    {
        using var simulation = new TestBench(new PlanFolder([Files.Shop().Plan!], []), Start, 1, NullLogger.Instance, 6);
        simulation.Cloud.World.Darken("ap-southeast-1", Start.AddSeconds(12));
        simulation.Run(() => simulation.InvokeAsync("WatchFunction", Files.Event("scheduled.json")));
        Assert.Equal(DrFunctions.Core.Records.Phase.Recovered, simulation.RecordOf("shop").Phase);
        Assert.InRange(simulation.RecordOf("shop").Run!.DetectedAt, Start.AddSeconds(12), Start.AddSeconds(32));
    }
}
