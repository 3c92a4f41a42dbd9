using System.Text.Json;
using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Core.Records;

namespace DrFunctions.Benchmarks.Deciding;

/// <summary>How many decisions a core makes per second, and what makes a decision more expensive.</summary>
public sealed class DecisionsBenchmark : IBenchmark
{
    const double Target = 20_000;

    static readonly int[] Sizes = [4, 20, 50, 100, 200];

    public string Name => "decisions";

    public string Title => "Decisions per second and core";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        var rows = Phases(options, cancellation).Concat(Growth(options, cancellation)).Append(History(options, cancellation));
        return Task.FromResult(new Section("""
            `Decider.Decide` runs alone, on the records and readings of a whole failover and failback of examples/shop.json, then of plans with
            more steps of the same four kinds. A look is one call: the readings of all open steps go in; the next record, its history entry
            with its hash and the sentence come out. In the rows by phase the peer is one `JsonDocument.Parse` of the same record as it is
            stored in the table, so the ratio compares the decision with merely scanning its input. In the rows by steps the peer is the
            same look of the plan of four steps; "busy" is the look that starts every step that can start, "waiting" is the one after it.
            """, [.. rows]));
    }

    static IEnumerable<Row> Phases(BenchOptions options, CancellationToken cancellation)
    {
        var walk = FailoverWalk.Of(BenchPlans.Shop.Plan!);
        foreach (var looks in walk.GroupBy(look => look.Record.Phase).Select(group => group.ToList()).Append([.. walk]))
        {
            var texts = looks.Select(look => RecordJson.Write(look.Record)).ToList();
            var samples = Turns.Play(
                options.Rounds, cancellation,
                () => Cost.Of(options.Turn, () => looks.ForEach(look => look.Decide())) / looks.Count,
                () => Cost.Of(options.Turn, () => texts.ForEach(text => JsonDocument.Parse(text).Dispose())) / looks.Count);
            yield return RowOf(looks.Count == walk.Count ? $"shop, all {walk.Count} looks of a failover and failback" : $"shop, {looks[0].Record.Phase}", samples[0], samples[1]);
        }
    }

    static IEnumerable<Row> Growth(BenchOptions options, CancellationToken cancellation)
    {
        var walks = Sizes.Select(size => FailoverWalk.Of(BenchPlans.Of(size))).ToList();
        foreach (var (name, pick) in new (
            string, Func<IReadOnlyList<DecidedLook>, DecidedLook>)[] { ("Watching", walk => walk[0]), ("busy", Busy), ("waiting", Waiting) })
        {
            var samples = Turns.Play(
                options.Rounds, cancellation,
                    [.. walks.Select(pick).Select(look => (Func<double>)(() => Cost.Of(options.Turn, () => look.Decide())))]);
            foreach (var (size, index) in Sizes.Select((size, index) => (size, index)))
            {
                yield return RowOf($"{size} steps, {name}", samples[index], samples[0]) with { Target = "", Met = null };
            }
        }
    }

    static Row History(BenchOptions options, CancellationToken cancellation)
    {
        var looks = new[] { 0, 1_000_000L }.Select(entries => Busy(FailoverWalk.Of(BenchPlans.Shop.Plan!, entries))).ToList();
        var samples = Turns.Play(
            options.Rounds, cancellation, [.. looks.Select(look => (Func<double>)(() => Cost.Of(options.Turn, () => look.Decide())))]);
        return RowOf("shop, busy, after 1,000,000 history entries (peer: after none)", samples[1], samples[0]);
    }

    static DecidedLook Busy(IReadOnlyList<DecidedLook> walk) => walk[IndexOfBusy(walk)];

    static DecidedLook Waiting(IReadOnlyList<DecidedLook> walk) => walk[IndexOfBusy(walk) + 1];

    static int IndexOfBusy(IReadOnlyList<DecidedLook> walk) =>
        Enumerable.Range(0, walk.Count)
            .First(index => walk[index].Record.Phase == Phase.Recovering && walk[index].Decide().Actions.Count > 0);

    static Row RowOf(string what, Samples cost, Samples peer) => new(
        what, $"{Show.PerSecond(cost.Median)}, {Show.Seconds(cost.Median)} each", Show.PerSecond(cost.Min), Show.Seconds(peer.Median), cost.Over(peer),
        $"{Show.Number(Target)}/s", 1 / cost.Median >= Target);
}
