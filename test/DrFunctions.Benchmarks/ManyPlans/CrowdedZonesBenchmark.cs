using System.Globalization;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ManyPlans;

/// <summary>
/// A Region's outage moves a hundred plans whose records lie in ten zones of one account: the account's rate is not exceeded, and the last
/// plan recovers hardly later than that rate allows.
/// </summary>
public sealed class CrowdedZonesBenchmark : IBenchmark
{
    /// <summary>The account's bucket for all requests to Route 53.</summary>
    const double Burst = 50;
    const double PerSecond = 10;

    /// <summary>The requests that each plan must make: the records once, the change, its status once, and the records once more.</summary>
    const int Requests = 4;

    /// <summary>
    /// So many plans, one after the other, say how long a plan takes by itself: Route 53 takes from 20 s to 60 s for a change.
    /// </summary>
    const int Alone = 30;

    public string Name => "crowded-zones";

    public string Title => "Many plans switch their records at once";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var (plans, alone) = options.Quick ? (10, 3) : (100, Alone);
        var own = Enumerable.Range(1, alone).Select(seed => SwitchingCrowd.Play(1, seed)).ToList();
        var slowest = own.Max(one => one.Took);
        var crowd = SwitchingCrowd.Play(plans, seed: 1);
        var bound = slowest + TimeSpan.FromSeconds(Math.Max(0, ((plans * Requests) - Burst) / PerSecond));
        var ratio = crowd.Took / bound;
        List<Row> rows =
        [
            new($"{plans} plans, requests to Route 53", Text($"{crowd.Requests:N0}, {crowd.Throttled} throttled, {crowd.Refused} refused otherwise"),
                Target: "none throttled", Met: crowd.Throttled == 0),
            new($"{plans} plans, from the outage to the last Recovered", Text($"{Show.Seconds(crowd.Took.TotalSeconds)}, {ratio:0.00} of its bound"),
                Peer: Text($"{Show.Seconds(bound.TotalSeconds)}, the bound"), Target: "at most 1.05", Met: ratio <= 1.05),
            new("1 plan by itself, from the outage to Recovered", Show.Seconds(own.Select(one => one.Took.TotalSeconds).Order().ElementAt(alone / 2)),
                Peer: Text($"{Show.Seconds(slowest.TotalSeconds)} the slowest of {alone}")),
            new("1 plan by itself, requests to Route 53", Text($"{own.Average(one => one.Requests):0.0}")),
        ];
        return Task.FromResult(new Section(
            "Plans that check their standby and then switch a pair of weighted records, ten plans to a zone, fail over because their primary Region is "
            + "unreachable. The real handlers run against LocalAws in virtual time, each plan in a process of its own, and LocalAws has the account's limits "
            + "for Route 53: 50 requests at once and 10 a second, of all operations and of each, and a second limit for changes. The bound is the slowest of "
            + Text($"{alone} plans that fail over alone, and the time in which the account's rate allows the {Requests} requests that each plan must make, beyond the 50 at once."),
            rows));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
