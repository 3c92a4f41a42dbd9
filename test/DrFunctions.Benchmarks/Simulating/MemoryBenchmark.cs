using System.Diagnostics;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>Whether a process that lives long leaks memory.</summary>
public sealed class MemoryBenchmark : IBenchmark
{
    /// <summary>A leak of one record per failover would exceed this many times over.</summary>
    const double MostPerThousand = 1 << 20;

    static readonly TimeSpan LongStretch = TimeSpan.FromMinutes(10);

    public string Name => "memory";

    public string Title => "Memory of a process that lives long";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        // A few rounds of each run first: they compile code and create clients and caches.
        using var app = new WarmApp();
        var (warm, quiet, failovers) = options.Quick ? (2, 2, 4) : (40, 40, 400);
        for (var round = 0; round < warm; round++)
        {
            app.Quiet(minutes: 60);
            app.FailOver();
        }

        var hour = Stretch.Of(app, played => played < 1, () => app.Quiet(minutes: 60), cancellation);
        var quietHours = Stretch.Of(app, played => played < quiet, () => app.Quiet(minutes: 60), cancellation);
        var watch = Stopwatch.StartNew();
        var many = Stretch.Of(
            app, played => options.Long ? watch.Elapsed < LongStretch || played == 0 : played < failovers, app.FailOver, cancellation);
        return Task.FromResult(new Section($"""
            One warm process of WatchFunction, with the deployed handler, loop, store and SDK clients, checks the plan each virtual minute.
            "One hour" is 60 quiet checks in an hour of virtual time; then come {quietHours.Played} such hours; then {many.Played} failovers
            of examples/shop.json, from the first check to moved traffic, which took {Show.Seconds(many.Took.TotalSeconds)} of wall
            clock{(options.Long ? "" : " (`--long` goes on for ten minutes)")}. The heap is the size of the live objects after a full,
            blocking, compacting collection, at the start, the middle and the end of each stretch. The working set is that of the process,
            so it includes the test bench and the code that is still being compiled. Each stretch of virtual time has its own world, because
            a simulated world remembers everything that happened in it. The target is at most {Show.Bytes(MostPerThousand)} of heap for a
            thousand failovers.
            """,
            [
                .. hour.Rows("one hour, 60 checks"),
                .. quietHours.Rows($"{quietHours.Played} hours, {quietHours.Ticks} checks"),
                .. many.Rows($"{many.Played} failovers, {many.Ticks} wake-ups"),
                new Row("growth of the live heap in 1,000 failovers", Show.Bytes(many.Growth * 1000), Target: $"at most {Show.Bytes(MostPerThousand)}",
                    Met: many.Growth * 1000 <= MostPerThousand),
            ]));
    }
}
