using System.Globalization;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ManyPlans;

/// <summary>
/// One invocation of WatchFunction over 1, 10, 100 and 1,000 plans, compared with the naive way: each plan checked separately.
/// </summary>
public sealed class WatchBenchmark : IBenchmark
{
    public string Name => "watch";

    public string Title => "One watch invocation over many plans";

    public async Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var rows = new List<Row>();
        foreach (var plans in options.Quick ? [1, 10] : new[] { 1, 10, 100, 1_000 })
        {
            using var crowd = new WatchedCrowd(plans);
            var together = crowd.Look(apart: false);
            var apart = crowd.Look(apart: true);
            var costs = await Turns.PlayAsync(options.Quick ? 1 : Math.Min(5, options.Rounds), cancellation,
                _ => Task.FromResult(crowd.Look(apart: false).Cpu), _ => Task.FromResult(crowd.Look(apart: true).Cpu));
            var count = plans.ToString("N0", CultureInfo.InvariantCulture);
            rows.Add(new Row($"{count} plans at rest, calls and time of the round", Say(together), Peer: Say(apart),
                Target: "under 60 s, nothing throttled", Met: together.Took < TimeSpan.FromMinutes(1) && together.Refused == 0));
            rows.Add(new Row($"{count} plans at rest, DescribeAlarms", Calls(together.Alarms, together.Refused), Peer: Calls(apart.Alarms, apart.Refused),
                Target: "100 names a call", Met: together.Alarms == (plans + 99) / 100));
            rows.Add(new Row($"{count} plans at rest, processor time, our LocalAws included", Show.Seconds(costs[0].Median), Show.Seconds(costs[0].Min),
                Show.Seconds(costs[1].Median), costs[0].Over(costs[1])));
        }

        foreach (var (plans, ill) in options.Quick ? [(10, 2)] : new[] { (1_000, 20), (1_000, 1_000) })
        {
            using var crowd = new WatchedCrowd(plans);
            var look = crowd.LookWith(ill);
            rows.Add(new Row(string.Create(CultureInfo.InvariantCulture, $"{plans:N0} plans, {ill:N0} in trouble: the round, invocations begun"),
                string.Create(CultureInfo.InvariantCulture, $"{Show.Seconds(look.Took.TotalSeconds)}, {look.Invocations} invocations"),
                Target: "under 60 s", Met: look.Took < TimeSpan.FromMinutes(1)));
        }

        return new Section("One invocation of the real handlers, store, signals and SDK clients against LocalAws in virtual time, where each "
            + "call takes 10 to 60 ms and AWS's rate limits apply. A plan has one alarm in us-east-1 and two probes. The calls counted are those to "
            + "AWS, without the probes. The peer is the same code, but each plan is checked separately.", rows);
    }

    static string Say(WatchLook look) => string.Create(CultureInfo.InvariantCulture, $"{look.Calls:N0} calls, {Show.Seconds(look.Took.TotalSeconds)}");

    static string Calls(int calls, int refused) => string.Create(CultureInfo.InvariantCulture, $"{calls:N0}{(refused > 0 ? $", {refused:N0} throttled" : "")}");
}
