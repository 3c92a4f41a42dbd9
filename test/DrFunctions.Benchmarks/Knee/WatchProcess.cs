using System.Diagnostics;
using DrFunctions.Benchmarks.ColdStart;

namespace DrFunctions.Benchmarks.Knee;

/// <summary>What one process of the watch showed.</summary>
/// <param name="Cold">From its start to the answer of its first look.</param>
/// <param name="Look">From an event to its answer, once it is warm.</param>
/// <param name="ColdProcessor">Of a processor, until that first answer.</param>
/// <param name="LookProcessor">Of a processor, for a warm look.</param>
sealed record WatchSample(TimeSpan Cold, TimeSpan Look, TimeSpan ColdProcessor, TimeSpan LookProcessor, double PeakBytes);

/// <summary>Starts the watch, and lets it look several times.</summary>
static class WatchProcess
{
    const int WarmUps = 3;
    const int Looks = 5;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Looks are seconds apart in a deployment; without a rest, the pacer would space them by a ninth of a second.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);

    public static async Task<WatchSample> PlayAsync(
        (string File, IReadOnlyList<string> Arguments) command, IReadOnlyDictionary<string, string> environment, string eventJson)
    {
        using var feed = new EventFeed(eventJson);
        var start = new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Append(new("AWS_LAMBDA_RUNTIME_API", feed.Endpoint)))
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var cold = await LookAsync(feed, began);
            var coldProcessor = ProcessFigures.Processor(process.Id);
            for (var look = 0; look < WarmUps; look++)
            {
                await LookAsync(feed, began);
            }

            var warm = ProcessFigures.Processor(process.Id);
            var looks = new List<TimeSpan>();
            for (var look = 0; look < Looks; look++)
            {
                await Task.Delay(Rest);
                looks.Add(await LookAsync(feed, Stopwatch.GetTimestamp()));
            }

            var lookProcessor = (ProcessFigures.Processor(process.Id) - warm) / Looks;
            return new WatchSample(
                cold, looks.Order().ElementAt(Looks / 2), coldProcessor, lookProcessor, ProcessFigures.PeakBytes(process.Id));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    static async Task<TimeSpan> LookAsync(EventFeed feed, long since)
    {
        var answer = await feed.GiveAsync().WaitAsync(Patience);
        var took = Stopwatch.GetElapsedTime(since);
        return answer.Contains("\"phase\":\"Watching\"", StringComparison.Ordinal) ? took
            : throw new InvalidOperationException($"The watch was to find all well, and answered: {answer}");
    }
}
