using System.Collections.Concurrent;
using System.Diagnostics;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>A program to start cold.</summary>
/// <param name="Environment">All of its environment, but for what a feed adds.</param>
/// <param name="IsFed">Whether it takes its events from the Runtime API, and does not end by itself.</param>
public sealed record ColdProgram(
    string Name, string File, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, bool IsFed);

/// <summary>One process of a program, watched from outside.</summary>
public sealed class ColdProcess : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A first alarm is confirmed for a minute after the start: that is cut off here, between two looks, which come each 3 s.
    /// </summary>
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(8);

    readonly ColdProgram program;
    readonly Observer observer;
    readonly EventFeed? feed;
    readonly Process process;
    readonly long began;
    readonly Task<string[]> said;
    readonly ConcurrentQueue<(string, TimeSpan)> marks = new();
    readonly TaskCompletionSource<ColdSample> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ColdProcess(ColdProgram program, Observer observer, string eventJson)
    {
        (this.program, this.observer) = (program, observer);
        feed = program.IsFed ? new EventFeed(eventJson) : null;
        var start = new ProcessStartInfo(program.File, program.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        if (feed is not null)
        {
            start.Environment["AWS_LAMBDA_RUNTIME_API"] = feed.Endpoint;
            feed.Asked = () => marks.Enqueue(("it asks for an event", ProcessFigures.Processor(process!.Id)));
        }

        began = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        observer.Seen = Note;
        said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    /// <summary>Starts the program, with its event at hand, and waits for its StartInstances and until it is done, or as good as.</summary>
    public static async Task<ColdSample> OnceAsync(ColdProgram program, Observer observer, string eventJson)
    {
        await using var process = new ColdProcess(program, observer, eventJson);
        return await process.PlayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        observer.Seen = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        feed?.Dispose();
    }

    async Task<ColdSample> PlayAsync()
    {
        var done = feed?.GiveAsync() ?? process.WaitForExitAsync();
        try
        {
            var sample = await started.Task.WaitAsync(Patience);
            await Task.WhenAny(done, Task.Delay(Settled));
            return sample with { Took = sample.Took - Stopwatch.GetElapsedTime(0, began) };
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program.Name} did not start the instance: {string.Join('\n', await said)}");
        }
    }

    void Note(ObservedCall call)
    {
        var processor = ProcessFigures.Processor(process.Id);
        marks.Enqueue((call.Action, processor));
        if (call.Action == "StartInstances" && !started.Task.IsCompleted)
        {
            var (peak, libraries) = (ProcessFigures.PeakBytes(process.Id), ProcessFigures.Libraries(process.Id));
            started.TrySetResult(
                new ColdSample(Stopwatch.GetElapsedTime(0, call.Answered), processor, peak, libraries, observer.Take(), [.. marks]));
        }
    }
}
