using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Deciding;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>How many disasters a core can rehearse per second; this limits how many seeds the proof can play.</summary>
public sealed class FailoversBenchmark : IBenchmark
{
    const string Scenario = "region-down";
    const double WireTarget = 20;
    const double CoreTarget = 2_000;

    /// <summary>Seeds differ much in length, so every round plays the same seeds.</summary>
    const int WireSeeds = 20;
    const int CoreSeedCount = 400;

    const int WarmUps = 100;

    public string Name => "failovers";

    public string Title => "Simulated failovers per second and core";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var (wireSeeds, coreSeeds) = options.Quick ? (2, 20) : (WireSeeds, CoreSeedCount);
        var report = Rehearsal.Run(BenchPlans.Shop, Scenario, 1, null);

        // It takes some dozens of rehearsals until all of this code is compiled for speed.
        Play(options.Quick ? 1 : WarmUps, Rehearse);
        using var single = new SingleCall();
        var samples = Turns.Play(
            options.Rounds, cancellation,
            () => Cost.Of(options.Turn, () => Rehearse(1)),
            () => Cost.Of(options.Turn, single.CannedAnswer) * report.Calls,
            () => Cost.Of(options.Turn, single.LocalAws) * report.Calls,
            () => Cost.Of(TimeSpan.Zero, () => Play(wireSeeds, seed => WireSeed.Play(seed))) / wireSeeds,
            () => Cost.Of(TimeSpan.Zero, () => Play(coreSeeds, seed => CoreSeed.Play(seed))) / coreSeeds);
        var (rehearsal, client, local, wire, core) = (samples[0], samples[1], samples[2], samples[3], samples[4]);
        return Task.FromResult(new Section($"""
            "At the wire" is a whole rehearsal of examples/shop.json, scenario `{Scenario}`, from an empty cloud to traffic in the standby and
            ten quiet minutes after that: {report.Invocations} invocations and {report.Calls} calls by the deployed handlers and the SDK's
            clients, in virtual time. Its peer is the client alone: as many DynamoDB reads by the AWS SDK, signed, sent to a handler that
            gives a canned answer, and parsed. "In the core" is one seed of the core simulation, which plays a random plan through outages,
            races and people, and judges every decision; its peer is one seed of the wire simulation with faults and invariants. {WarmUps}
            rehearsals run first, because the JIT compiler needs about that many.
            """,
            [
                RowOf("a rehearsal at the wire", rehearsal, client, WireTarget),
                new Row($"{report.Calls} reads by the SDK, canned answers", $"{Show.Seconds(client.Median)}, {Show.Seconds(client.Median / report.Calls)} a call", Show.Seconds(client.Min)),
                new Row(
                    $"{report.Calls} reads by the SDK, on LocalAws (peer: canned answers)", $"{Show.Seconds(local.Median)}, {Show.Seconds(local.Median / report.Calls)} a call",
                    Show.Seconds(local.Min), Show.Seconds(client.Median), local.Over(client)),
                RowOf("a seed at the wire, with faults and invariants (peer: the rehearsal)", wire, rehearsal, null),
                RowOf("a seed in the core, judged", core, wire, CoreTarget),
            ]));
    }

    static void Rehearse(int seed)
    {
        if (Rehearsal.Run(BenchPlans.Shop, Scenario, seed, null) is { Passed: false } failed)
        {
            throw new InvalidOperationException(failed.Verdict);
        }
    }

    static void Play(int seeds, Action<int> play)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            play(seed);
        }
    }

    static Row RowOf(string what, Samples cost, Samples peer, double? target) => new(
        what, $"{Show.PerSecond(cost.Median)}, {Show.Seconds(cost.Median)} each", Show.PerSecond(cost.Min), Show.Seconds(peer.Median), cost.Over(peer),
        target is { } least ? $"{Show.Number(least)}/s" : "", target is null ? null : 1 / cost.Median >= target);
}
