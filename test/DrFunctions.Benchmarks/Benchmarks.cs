using DrFunctions.Benchmarks.ColdStart;
using DrFunctions.Benchmarks.Deciding;
using DrFunctions.Benchmarks.Footprint;
using DrFunctions.Benchmarks.Knee;
using DrFunctions.Benchmarks.ManyPlans;
using DrFunctions.Benchmarks.Pacing;
using DrFunctions.Benchmarks.Reading;
using DrFunctions.Benchmarks.Simulating;

namespace DrFunctions.Benchmarks;

/// <summary>The table of benchmarks, one line each, in the order of the document.</summary>
public static class Benchmarks
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new ColdStartBenchmark(),
        new MemoryKneeBenchmark(),
        new DecisionsBenchmark(),
        new ForeignEventsBenchmark(),
        new PlanFilesBenchmark(),
        new FailoversBenchmark(),
        new WatchBenchmark(),
        new MakespanBenchmark(),
        new CrowdedZonesBenchmark(),
        new FootprintBenchmark(),
        new MemoryBenchmark(),
    ];
}
