using DrFunctions.Aws;
using LocalAws;

namespace DrFunctions.Tests.Aws;

/// <summary>How long a saved decision may be sent.</summary>
public class SaveInstantTests
{
    readonly VirtualClock clock = new(new DateTimeOffset(2026, 3, 1, 3, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0, 4.9, 90, true)]
    [InlineData(0, 5, 90, false)]
    [InlineData(19, 4.9, 90, true)]
    [InlineData(19, 5, 90, false)]
    [InlineData(23, 1.9, 90, true)]
    [InlineData(23, 2, 90, false)]
    [InlineData(4, 1.9, 6, true)]
    [InlineData(4, 2, 6, false)]
    public async Task A_decision_is_fresh_by_all_three_rules(double saved, double since, double drives, bool fresh)
    {
        var instant = new SaveInstant(clock);
        await Pass(saved);
        instant.Answered(TimeSpan.FromSeconds(drives));
        await Pass(since);
        Assert.Equal(fresh, instant.IsFresh);
        Assert.Equal(fresh, Record.Exception(() => instant.ThrowIfStale()) is null);
    }

    async Task Pass(double seconds)
    {
        Pump.Run(clock, () => Task.Delay(TimeSpan.FromSeconds(seconds), clock));
        await Task.CompletedTask;
    }
}
