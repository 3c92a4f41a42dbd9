using DrFunctions.Benchmarks.ColdStart;
using DrFunctions.Benchmarks.Footprint;
using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Simulation.Bench;
using System.Globalization;

namespace DrFunctions.Benchmarks.Knee;

/// <summary>What a quiet look and a cold start take, and what a month costs, at each memory setting.</summary>
public sealed class MemoryKneeBenchmark : IBenchmark
{
    static readonly (Variant Variant, int Memory)[] Settings =
    [
        .. new[] { 128, 192, 256, 512 }.Select(memory => (Variants.Native, memory)),
        .. new[] { 512, 1024, 1769 }.Select(memory => (Variants.ReadyToRun, memory)),
    ];

    public string Name => "memory-knee";

    public string Title => "Memory";

    public async Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var prices = Prices.OfThisProgram();
        try
        {
            using var share = new ProcessorShare();
            return new Section(Intro(prices), await MeasureAsync(share, prices, options, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Section(Intro(prices), [new Row("memory settings", $"not run: no control group for a share of a processor can be made here ({e.Message})")]);
        }
    }

    static string Intro(Prices prices) => $"""
        The watch with examples/shop.json, all well, as a process under Lambda's Runtime API. Lambda gives a function memory / 1769 of a
        processor; a control group of Linux holds the process to that quota, in periods of 20 ms. The local AWS answers from another
        process without delay and without a quota, so "look" is what the function itself takes: from the event to the answer, once warm.
        "Cold start" is from the start of the process to its first answer; Lambda's own time to fetch a package and make a sandbox is
        not in it. "Billed" adds the time in which AWS and the front doors answer, as the benchmark footprint counts it in virtual time.
        The price is that of an idle month of one plan ({prices.Region}, {prices.AsOf}), with all that footprint counts.
        """;

    static async Task<IReadOnlyList<Row>> MeasureAsync(
        ProcessorShare share, Prices prices, BenchOptions options, CancellationToken cancellation)
    {
        var (once, often) = (FootprintBenchmark.IdleMonth(1, 1, options.Quick), FootprintBenchmark.IdleMonth(1, 4, options.Quick));
        using var plans = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(plans.Path, "shop.json"), BenchPlans.ShopText, cancellation);
        var eventJson = await File.ReadAllTextAsync(Path.Combine(Variants.Root, "events", "scheduled.json"), cancellation);
        await using var aws = await LocalAwsHost.StartAsync(BenchPlans.Shop.Plan, "127.0.0.1", 0, seed: 1);
        var environment = aws.Environment.Append(new("DR_FUNCTION", "watch")).Append(new("DR_PLANS", plans.Path)).ToDictionary();
        var rows = new List<Row>();
        foreach (var (variant, memory) in Settings)
        {
            var build = await Variants.PublishAsync(variant, "src/DrFunctions", cancellation);
            var name = string.Create(CultureInfo.InvariantCulture, $"{variant.Name}, {memory} MB ({ProcessorShare.Of(memory):0.00} of a processor)");
            if (build.Missing is { } reason)
            {
                rows.Add(new Row(name, $"not run: {reason}"));
                continue;
            }

            share.Set(memory);
            var samples = new List<WatchSample>();
            for (var round = 0; round < options.Rounds; round++)
            {
                samples.Add(await WatchProcess.PlayAsync(share.Within(build.Command("DrFunctions")), environment, eventJson));
            }

            rows.Add(RowOf(name, memory, samples, once, often, prices));
        }

        return rows;
    }

    static Row RowOf(string name, int memory, IReadOnlyList<WatchSample> samples, Usage once, Usage often, Prices prices)
    {
        var look = new Samples([.. samples.Select(sample => sample.Look.TotalSeconds)]);
        var cold = new Samples([.. samples.Select(sample => sample.Cold.TotalSeconds)]);
        var billed = look.Median + (once.Seconds / once.Invocations);
        return new Row(
            name,
            $"look {Show.Seconds(look.Median)}, cold start {Show.Seconds(cold.Median)}; "
            + $"billed {Show.Seconds(billed)} a look ({Show.Number(billed * memory / 1024)} GB-s); "
            + $"{Month(once)} a month at 1 look a minute, {Month(often)} at 4",
            $"look {Show.Seconds(look.Min)}, of processor {Least(sample => sample.LookProcessor)}; "
            + $"cold start {Show.Seconds(cold.Min)}, of processor {Least(sample => sample.ColdProcessor)}; "
            + $"peak {Show.Bytes(samples.Max(sample => sample.PeakBytes))}");

        string Least(Func<WatchSample, TimeSpan> processor) => Show.Seconds(samples.Min(processor).TotalSeconds);

        // The last look of an invocation makes it longer; those before it end within the wait for the next.
        string Month(Usage used) =>
            Show.Dollars((used with { Seconds = used.Seconds + (used.Invocations * look.Median) }).Cost(prices, memory).Values.Sum());
    }
}
