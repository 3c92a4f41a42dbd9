using System.Diagnostics;

namespace DrFunctions.Benchmarks.Measuring;

/// <summary>
/// The cost of one call in seconds of processor time, the garbage collector's included. Time taken by other processes does not count,
/// so its inverse is the number of calls per second and core.
/// </summary>
public static class Cost
{
    /// <param name="turn">The work is repeated for about so long.</param>
    public static double Of(TimeSpan turn, Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Of(turn, count =>
        {
            for (var i = 0; i < count; i++)
            {
                work();
            }
        });
    }

    /// <param name="turn">The work is repeated for about so long.</param>
    /// <param name="work">Repeats the work as many times as its argument says.</param>
    public static double Of(TimeSpan turn, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (watch, before, done) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, 0L);
        for (var count = 1; done == 0 || watch.Elapsed < turn; count = (int)Math.Min(Math.Max(1, done / 4), 100_000))
        {
            work(count);
            done += count;
        }

        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / done;
    }

    /// <summary>The bytes that one call allocates on this thread.</summary>
    public static double Allocated(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        const int Calls = 20;
        work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }
}
