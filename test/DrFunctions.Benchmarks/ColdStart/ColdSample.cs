using System.Diagnostics;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What a process showed until moto had answered its StartInstances.</summary>
/// <param name="Took">Of the clock on the wall: from the process's start, or from the event where the process was warm.</param>
/// <param name="Processor">Of a processor, over all threads, since the process began.</param>
/// <param name="PeakBytes">The most memory that was resident.</param>
/// <param name="Libraries">Assemblies that were mapped.</param>
/// <param name="Marks">What happened on the way, and the processor's time until then.</param>
public sealed record ColdSample(
    TimeSpan Took, TimeSpan Processor, double PeakBytes, int Libraries, IReadOnlyList<ObservedCall> Calls,
        IReadOnlyList<(string What, TimeSpan Processor)> Marks)
{
    /// <summary>How long moto had calls to answer; what two calls overlap counts once.</summary>
    public TimeSpan InMoto
    {
        get
        {
            var (sum, until) = (0L, 0L);
            foreach (var call in Calls.OrderBy(call => call.Came))
            {
                sum += Math.Max(0, call.Answered - Math.Max(call.Came, until));
                until = Math.Max(until, call.Answered);
            }

            return Stopwatch.GetElapsedTime(0, sum);
        }
    }
}
