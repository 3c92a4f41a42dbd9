using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Chaos;

/// <summary>A seed that broke an invariant, or that could not be played to its end.</summary>
public sealed record BrokenSeed(int Seed, IReadOnlyList<string> Violations)
{
    /// <summary>The ids of the invariants that it broke.</summary>
    public IReadOnlyCollection<string> Broken { get; init; } = [];
}

/// <summary>What many seeds showed together.</summary>
/// <param name="Twice">How many of them were played twice, with equal traces.</param>
/// <param name="PerSecondAndCore">Seeds, counting both plays of those played twice.</param>
public sealed record SeedSeries(
    int Seeds,
    int Twice,
    double PerSecondAndCore,
    IReadOnlyDictionary<string, int> Phases,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Asked,
    IReadOnlyList<BrokenSeed> Failed)
{
    /// <summary>One seed of this many is played twice.</summary>
    const int TwiceEvery = 10;

    public bool Holds => Failed.Count == 0;

    /// <summary>How many seeds broke an invariant.</summary>
    public int Broken(Invariant invariant) => Failed.Count(seed => seed.Broken.Contains(invariant.Id));

    /// <summary>Plays seeds on every core; each one stays on a thread of its own.</summary>
    /// <param name="budget">No seed begins later than this after the first; null means no limit.</param>
    /// <param name="show">Receives every event; useful for a single seed.</param>
    public static SeedSeries Play(int first, int count, TimeSpan? budget, Action<string>? show, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var reports = new ConcurrentDictionary<int, SeedReport>();
        var (next, plays, cores) = (first - 1, 0, Math.Min(Environment.ProcessorCount, count));
        var workers = Enumerable.Range(0, cores).Select(_ => Task.Factory.StartNew(() =>
        {
            for (var seed = Interlocked.Increment(ref next); seed < first + count && !(watch.Elapsed > budget);
                seed = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                reports[seed] = PlayOne(seed, show);
                Interlocked.Add(ref plays, seed % TwiceEvery == 0 ? 2 : 1);
            }
        }, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(cancellation);
        }

        return Of([.. reports.Values.OrderBy(report => report.Seed)], plays / watch.Elapsed.TotalSeconds / cores);
    }

    public string ToText()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"{Seeds} seeds, {Twice} of them twice with equal traces; {PerSecondAndCore:0.0} seeds per second and core; {Failed.Count} failed.\n"));
        text.Append(CultureInfo.InvariantCulture, $"\nEnded in: {string.Join(", ", Phases.Select(phase => $"{phase.Key} {phase.Value}"))}\n\nFaults injected\n");
        foreach (var (name, count) in Faults)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count,9}  {name}\n");
        }

        text.Append("\nInvariants: how often checked, and broken by how many seeds\n");
        foreach (var invariant in Invariant.Of(CheckedBy.Wire))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Asked.GetValueOrDefault(invariant.Id),9} {Broken(invariant),4}  {invariant.Id,-3} {invariant.Sentence}\n");
        }

        return text.ToString();
    }

    static SeedReport PlayOne(int seed, Action<string>? show)
    {
        try
        {
            var report = WireSeed.Play(seed, show);
            return seed % TwiceEvery == 0 && WireSeed.Play(seed).Trace != report.Trace
                ? report with { Violations = [.. report.Violations, "Determinism: the same seed gave another trace when it was played again."] }
                : report;
        }
        catch (InvalidOperationException bug)
        {
            // A handler that throws is a bug that this seed found; the other seeds are still played.
            return new SeedReport(seed, new Dictionary<string, string>(), TimeSpan.Zero, 0, 0, new Dictionary<string, int>(),
                new Dictionary<string, int>(), [bug.ToString()], "");
        }
    }

    static SeedSeries Of(List<SeedReport> reports, double speed) => new(
        reports.Count,
        reports.Count(report => report.Seed % TwiceEvery == 0),
        speed,
        Sum(reports.Select(report => (IReadOnlyDictionary<string, int>)report.Phases.GroupBy(phase => phase.Value)
            .ToDictionary(group => group.Key, group => group.Count()))),
        Sum(reports.Select(report => report.Faults)),
        Sum(reports.Select(report => report.Asked)),
        [.. reports.Where(report => report.Violations.Count > 0)
            .Select(report => new BrokenSeed(report.Seed, report.Violations) { Broken = report.Broken })]);

    static SortedDictionary<string, int> Sum(IEnumerable<IReadOnlyDictionary<string, int>> all)
    {
        var sum = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, count) in all.SelectMany(one => one))
        {
            sum[name] = sum.GetValueOrDefault(name) + count;
        }

        return sum;
    }
}
