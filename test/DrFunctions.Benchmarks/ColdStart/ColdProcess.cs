using System.Diagnostics;
using System.Globalization;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>What one cold process showed, from its start until moto had answered StartInstances.</summary>
/// <param name="Processor">Time on a processor, over all threads.</param>
/// <param name="PeakMegabytes">The most memory that was resident.</param>
public sealed record ColdSample(TimeSpan Took, TimeSpan Processor, double PeakMegabytes, IReadOnlyList<ObservedCall> Calls, long Began)
{
    /// <summary>How long moto had the calls; what two calls overlap counts once.</summary>
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

/// <summary>A program to start cold.</summary>
/// <param name="Environment">All of its environment.</param>
public sealed record ColdProgram(string Name, string File, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts the program and waits for its first StartInstances.</summary>
    /// <param name="ended">What ends the process's work: its answer to the event; null where it ends by itself.</param>
    public async Task<ColdSample> RunAsync(Observer observer, Task? ended)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var started = new TaskCompletionSource<(long At, TimeSpan Processor, double Peak)>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = 0;
        observer.Seen = call =>
        {
            if (call.Action == "StartInstances" && Volatile.Read(ref id) is > 0 and var process)
            {
                started.TrySetResult((call.Answered, ProcessorOf(process), PeakOf(process)));
            }
        };
        var start = new ProcessStartInfo(File, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var program = Process.Start(start)!;
        Volatile.Write(ref id, program.Id);
        var said = Task.WhenAll(program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        try
        {
            var mark = await started.Task.WaitAsync(Patience);
            await (ended ?? program.WaitForExitAsync()).WaitAsync(Patience);
            return new ColdSample(Stopwatch.GetElapsedTime(began, mark.At), mark.Processor, mark.Peak, observer.Take(), began);
        }
        catch (TimeoutException)
        {
            program.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{Name} did not start the instance: {string.Join('\n', await said)}");
        }
        finally
        {
            program.Kill(entireProcessTree: true);
            await program.WaitForExitAsync();
        }
    }

    static TimeSpan ProcessorOf(int process) => TimeSpan.FromMicroseconds(
        Directory.EnumerateDirectories($"/proc/{process}/task").Sum(thread => Nanoseconds(Path.Combine(thread, "schedstat"))) / 1000.0);

    static long Nanoseconds(string file)
    {
        try
        {
            return long.Parse(System.IO.File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The thread has just ended.
            return 0;
        }
    }

    static double PeakOf(int process) => System.IO.File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024 : 0;
}
