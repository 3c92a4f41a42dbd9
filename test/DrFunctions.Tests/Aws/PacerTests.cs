using DrFunctions.Aws;
using LocalAws;

namespace DrFunctions.Tests.Aws;

/// <summary>Calls go as fast as AWS allows, and no faster.</summary>
public sealed class PacerTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);
    static readonly RateLimit FiveThenTwo = new("some calls", 5, 2);
    static readonly RateLimit Everywhere = new("global calls", 5, 2, IsGlobal: true);

    readonly VirtualClock clock = new(Start);
    readonly Pacer pacer;

    public PacerTests() => pacer = new Pacer(clock);

    [Fact]
    public void A_burst_goes_at_once_and_the_rest_at_the_rate_in_the_order_of_coming()
    {
        // One of the five is kept back.
        Assert.Equal([(0, 0), (1, 0), (2, 0), (3, 0), (4, 0.5), (5, 1), (6, 1.5), (7, 2)], Go(8, _ => (FiveThenTwo, "a")));
    }

    [Fact]
    public void Regions_have_buckets_of_their_own_and_a_global_service_has_one()
    {
        Assert.All(Go(8, caller => (FiveThenTwo, $"{caller % 2}")), went => Assert.Equal(0, went.At));
        Assert.Equal(2, Go(8, caller => (Everywhere, $"{caller % 2}"))[^1].At);
    }

    [Fact]
    public void Who_cannot_wait_so_long_takes_nothing()
    {
        Go(6, _ => (FiveThenTwo, "a"));
        Pump.Run(clock, async () =>
        {
            Assert.False(await pacer.TakeAsync(FiveThenTwo, "a", 4, TimeSpan.FromSeconds(1.9), CancellationToken.None));
            Assert.True(await pacer.TakeAsync(FiveThenTwo, "a", 4, TimeSpan.FromSeconds(2), CancellationToken.None));
        });
        Assert.Equal(Start.AddSeconds(3), clock.GetUtcNow());
    }

    [Fact]
    public void A_rest_fills_the_bucket_and_no_more()
    {
        Go(8, _ => (FiveThenTwo, "a"));
        Pump.Run(clock, () => Task.Delay(TimeSpan.FromHours(1), clock));

        Assert.Equal(4, pacer.Left(FiveThenTwo, "a"));
        Assert.Equal(4, Go(5, _ => (FiveThenTwo, "a")).Count(went => went.At == 0));
    }

    [Fact]
    public void A_throttle_empties_the_bucket()
    {
        pacer.Empty(FiveThenTwo, "a");

        Assert.Equal(0, pacer.Left(FiveThenTwo, "a"));
        Assert.Equal(0.5, Go(1, _ => (FiveThenTwo, "a"))[0].At);
    }

    /// <summary>So many ask at once; in which order they go, and after how many seconds.</summary>
    List<(int Caller, double At)> Go(int callers, Func<int, (RateLimit Rate, string Region)> what)
    {
        List<(int Caller, double At)> went = [];
        var begin = clock.GetUtcNow();
        Pump.Run(clock, () => Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            var (rate, region) = what(caller);
            await pacer.TakeAsync(rate, region, 1, most: null, CancellationToken.None);
            went.Add((caller, (clock.GetUtcNow() - begin).TotalSeconds));
        })));
        return went;
    }
}
