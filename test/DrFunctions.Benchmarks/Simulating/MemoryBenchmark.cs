using System.Diagnostics;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>Whether a process that lives long keeps anything of what it did.</summary>
public sealed class MemoryBenchmark : IBenchmark
{
    /// <summary>What a leak of one record a failover would make of it, many times over.</summary>
    const double MostPerThousand = 1 << 20;

    static readonly TimeSpan LongStretch = TimeSpan.FromMinutes(10);

    public string Name => "memory";

    public string Title => "Memory of a process that lives long";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        // A few rounds of each first: code is compiled, clients and caches are made.
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
        var many = Stretch.Of(app, played => options.Long ? watch.Elapsed < LongStretch || played == 0 : played < failovers, app.FailOver, cancellation);
        return Task.FromResult(new Section($"""
            One warm process of the watch function, with the deployed handler, loop, store and SDK clients, each virtual minute. "One hour" is 60 quiet
            looks in an hour of virtual time; then {quietHours.Played} such hours; then {many.Played} failovers of plans/shop.json, from the first look to traffic moved,
            which took {Show.Seconds(many.Took.TotalSeconds)} of wall clock{(options.Long ? "" : " (`--long` goes on for ten minutes)")}. The heap is that of live objects after a full, blocking, compacting
            collection, at the start, the middle and the end of each stretch; the working set is the process's, so it has the test bench in it, and the
            code that is still being compiled. Each stretch of virtual time has a world of its own: a simulated world remembers all that happened in it.
            The target is at most {Show.Bytes(MostPerThousand)} of heap for a thousand failovers.
            """,
            [
                .. hour.Rows("one hour, 60 looks"),
                .. quietHours.Rows($"{quietHours.Played} hours, {quietHours.Ticks} looks"),
                .. many.Rows($"{many.Played} failovers, {many.Ticks} wake-ups"),
                new Row("growth of the live heap in 1,000 failovers", Show.Bytes(many.Growth * 1000), Target: $"at most {Show.Bytes(MostPerThousand)}",
                    Met: many.Growth * 1000 <= MostPerThousand),
            ]));
    }
}
