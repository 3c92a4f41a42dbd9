using System.Diagnostics;
using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>The memory before, in the middle of and after many repetitions of the same work.</summary>
sealed record Stretch(int Played, int Ticks, TimeSpan Took, Memory Start, Memory Middle, Memory End)
{
    /// <param name="goesOn">Gets the number of repetitions so far.</param>
    public static Stretch Of(WarmApp app, Func<int, bool> goesOn, Action play, CancellationToken cancellation)
    {
        // The work runs once before: the garbage that the last repetition leaves is then in each measurement alike.
        play();
        var (start, ticks, watch) = (Memory.Now(), app.Ticks, Stopwatch.StartNew());
        var marks = new List<(int Played, Memory Memory)>();
        var played = 0;
        while (goesOn(played))
        {
            cancellation.ThrowIfCancellationRequested();
            play();
            played++;

            // The middle is known only afterwards.
            if (int.IsPow2(played) || played % 100 == 0)
            {
                marks.Add((played, Memory.Now()));
            }
        }

        var middle = marks.MinBy(mark => Math.Abs((mark.Played * 2) - played)).Memory;
        return new Stretch(played, app.Ticks - ticks, watch.Elapsed, start, middle, Memory.Now());
    }

    /// <summary>Bytes of live heap that each repetition has left.</summary>
    public double Growth => (End.Heap - Start.Heap) / (double)Played;

    public IEnumerable<Row> Rows(string what)
    {
        var (middle, end) = ((double)Middle.Heap / Start.Heap, (double)End.Heap / Start.Heap);
        yield return new Row(
            $"{what}: live heap at start, middle, end (ratio: end over start)", $"{Show.Bytes(Start.Heap)}, {Show.Bytes(Middle.Heap)}, {Show.Bytes(End.Heap)}",
            Ratio: new Ratio(end, Math.Min(middle, end), Math.Max(middle, end)));
        yield return new Row($"{what}: working set at start, middle, end", $"{Show.Bytes(Start.WorkingSet)}, {Show.Bytes(Middle.WorkingSet)}, {Show.Bytes(End.WorkingSet)}");
    }
}

/// <param name="Heap">Bytes of live objects.</param>
sealed record Memory(long Heap, long WorkingSet)
{
    public static Memory Now()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return new Memory(GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }
}
