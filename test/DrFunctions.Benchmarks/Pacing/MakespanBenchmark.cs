using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Pacing;

/// <summary>How close a start of very many instances or services comes to the best that AWS's rates allow.</summary>
public sealed class MakespanBenchmark : IBenchmark
{
    const double Target = 1.05;
    const double PoisonTarget = 5;

    /// <summary>
    /// For more instances the naive way takes hours of simulated time and minutes of the benchmark's; it only grows in proportion.
    /// </summary>
    const int MostNaively = 10_000;

    public string Name => "makespan";

    public string Title => "Starting very many: makespan over the lower bound";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        int[] instances = options.Quick ? [10, 2_000] : [10, 100, 1_000, 2_000, 10_000, 100_000];
        int[] services = options.Quick ? [10, 100] : [10, 100, 1_000, 10_000];
        return Task.FromResult(new Section("""
            The deployed step kinds and pacer run on LocalAws in virtual time, with AWS's nominal rates as token buckets that throttle, and
            with one decision every 3 s. The naive peer sends one id per call, ten calls at once, with the SDK's backoff. The lower bound
            for N instances in calls of 200 is max(tb(N/200, 5, 2), tb(N, 1,000, 2)) seconds, and for M services tb(M, 50, 5), with tb(n,
            bucket, rate) = max(0, (n - bucket) / rate). Where the bound is 0, everything may start at once, and there is no ratio. Each
            step has a thousand instances, the most that a plan allows. More than a thousand in one Region wait for AWS's quota, which can
            be raised. The figures are equal in every run: none depends on the machine.
            """,
            [
                .. instances.Select(Instances),
                .. services.Select(Services),
                Poison(options.Quick ? [0, 63] : [.. Enumerable.Range(0, 100)]),
            ]));
    }

    static Row Instances(int count) => Compare($"{count:N0} EC2 instances", InstanceBound(count), world => world.AddInstances(count),
        world => world.StartInstances(count), count > MostNaively ? null : world => world.StartNaively(count));

    static Row Services(int count) => Compare($"{count:N0} ECS services", Bound(count, 50, 5), world => world.AddServices(count),
        world => world.ScaleServices(count), world => world.ScaleNaively(count));

    static Row Compare(
        string what, double bound, Action<PacedWorld> furnish, Func<PacedWorld, Makespan> ours, Func<PacedWorld, Makespan>? naive)
    {
        var paced = In(furnish, ours);
        return new Row(
            what, Say(paced), $"bound {bound:N1} s", naive is null ? "naive: not run" : $"naive: {Say(In(furnish, naive))}", null, $"at most {Target}, none throttled",
            paced.Throttled == 0 && (bound == 0 ? paced.Seconds <= 5 : paced.Seconds / bound <= Target));

        string Say(Makespan one) => $"{one.Seconds:N1} s{(bound > 0 ? $" ({one.Seconds / bound:N3} of the bound)" : "")}, {one.Calls:N0} calls, {one.Throttled:N0} throttled";
    }

    /// <summary>There is no capacity for one instance of a hundred, at each of these places in the list.</summary>
    static Row Poison(int[] places)
    {
        var clean = In(world => world.AddInstances(100), world => world.StartInstances(100));
        var costs = places.Select(place => In(
            world =>
            {
                world.AddInstances(100);
                world.Poison(place);
            },
            world => world.StartInstances(100))).ToList();
        var seconds = costs.Select(cost => cost.Seconds - clean.Seconds).Order().ToList();
        return new Row(
            $"one poison id in 100 EC2 instances, at {(places.Length == 100 ? "each place" : "some places")}, found by halving",
            $"costs {Show.Seconds(seconds[seconds.Count / 2])} (median), {Show.Seconds(seconds[^1])} (most), {costs.Max(cost => cost.Calls)} calls at most", "", "",
            null, $"at most {PoisonTarget:N0} s", seconds[^1] <= PoisonTarget);
    }

    static Makespan In(Action<PacedWorld> furnish, Func<PacedWorld, Makespan> work)
    {
        using var world = new PacedWorld();
        furnish(world);
        return work(world);
    }

    static double InstanceBound(int count) => Math.Max(Bound(Math.Ceiling(count / 200.0), 5, 2), Bound(count, 1_000, 2));

    static double Bound(double count, double bucket, double rate) => Math.Max(0, (count - bucket) / rate);
}
