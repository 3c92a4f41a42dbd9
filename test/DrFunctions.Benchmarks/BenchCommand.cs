using System.CommandLine;
using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Benchmarks.Reporting;

namespace DrFunctions.Benchmarks;

/// <summary>The command line: which benchmarks to run, how thoroughly, and whether to rewrite the document.</summary>
static class BenchCommand
{
    const string All = "all";

    public static Task<int> RunAsync(string[] args)
    {
        var names = new Argument<string[]>("names") { Description = "Names of benchmarks, or all.", Arity = ArgumentArity.OneOrMore };
        names.AcceptOnlyFromAmong([All, .. Benchmarks.All.Select(benchmark => benchmark.Name)]);
        var rounds = new Option<int>("--rounds") { Description = "How many times each contender runs.", DefaultValueFactory = _ => 9 };
        var runs = new Option<int>("--runs") { Description = "Runs of each benchmark; reports how far the ratios moved.", DefaultValueFactory = _ => 1 };
        var quick = new Option<bool>("--quick") { Description = "Only show that the benchmarks work: two short rounds, no file." };
        var isLong = new Option<bool>("--long") { Description = "Take real minutes where a benchmark has such a variant." };
        var noWrite = new Option<bool>("--no-write") { Description = $"Print the results and leave {BenchmarksFile.Name} unchanged." };
        var root = new RootCommand("Measures DrFunctions against peers, as ratios.") { names, rounds, runs, quick, isLong, noWrite };
        root.SetAction(async (parsed, cancellation) =>
        {
            var isQuick = parsed.GetValue(quick);
            var options = new BenchOptions(isQuick ? 2 : Math.Max(1, parsed.GetValue(rounds)), isQuick, parsed.GetValue(isLong));
            var wanted = parsed.GetValue(names)!;
            foreach (var benchmark in Benchmarks.All.Where(benchmark => wanted.Contains(All) || wanted.Contains(benchmark.Name)))
            {
                var section = await MeasureAsync(benchmark, options, Math.Max(1, parsed.GetValue(runs)), cancellation);
                var text = SectionText.Of(benchmark, section, options);
                Console.WriteLine(text);

                // Each section is written at once, so that an interrupted run keeps the sections it has.
                if (!isQuick && !parsed.GetValue(noWrite))
                {
                    BenchmarksFile.Write(benchmark.Name, text);
                }
            }
        });
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>The last run's section, with how far its ratios moved over all runs.</summary>
    static async Task<Section> MeasureAsync(IBenchmark benchmark, BenchOptions options, int runs, CancellationToken cancellation)
    {
        var sections = new List<Section>();
        for (var run = 1; run <= runs; run++)
        {
            Console.Error.WriteLine($"{benchmark.Name}, run {run} of {runs} …");
            sections.Add(await benchmark.RunAsync(options, cancellation));
        }

        return runs == 1 ? sections[^1] : sections[^1] with { Intro = $"{sections[^1].Intro} {Stability.Sentence(sections)}" };
    }
}
