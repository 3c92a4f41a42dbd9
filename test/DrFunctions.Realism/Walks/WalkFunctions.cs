using System.Text.Json.Nodes;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// What Lambda and EventBridge do: the native executable runs with the environment that the stack gave the function, the schedule wakes
/// the watch every few seconds instead of every minute, and an alarm wakes the function that is subscribed to its topic.
/// </summary>
sealed class WalkFunctions(PublishedFunctions functions, IReadOnlyDictionary<string, string> bench) : IAsyncDisposable
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    readonly List<Task> alarms = [];
    readonly List<string> said = [];
    readonly CancellationTokenSource gone = new();

    Task watching = Task.CompletedTask;
    JsonObject deployed = [];

    /// <summary>The environment of the watch, once it is deployed.</summary>
    public JsonNode? Watch => Volatile.Read(ref deployed).Select(one => one.Value!)
        .FirstOrDefault(one => PublishedFunctions.Text(one, "DR_FUNCTION") == "watch");

    /// <summary>Makes minutes pass in the record after an invocation that ended in this phase. Does nothing at first.</summary>
    public Func<string, Task> PassAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>How long an invocation may take, by the phase in which the one before ended.</summary>
    public Func<string, TimeSpan> TimeoutAfter { get; set; } = _ => Estate.Timeout;

    /// <summary>A line for each invocation so far.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (said)
            {
                return [.. said];
            }
        }
    }

    /// <param name="now">The environments of the functions that are deployed now, by name; the test reads them as JSON of its own.</param>
    public void Know(JsonObject now)
    {
        Volatile.Write(ref deployed, now);
        if (Watch is { } watch && watching.IsCompletedSuccessfully && !gone.IsCancellationRequested)
        {
            watching = WatchAsync(watch);
        }
        else if (Watch is null && !watching.IsCompleted)
        {
            gone.Cancel();
        }
    }

    /// <summary>Delivers the message of an alarm, as SNS would.</summary>
    public void Wake(string name, string alarm)
    {
        if (deployed[name] is { } function)
        {
            var message = Files.Event("route53-alarm.json").Replace("shop-primary-unhealthy", alarm, StringComparison.Ordinal);
            alarms.Add(Task.Run(async () =>
            {
                await using var process = await FunctionProcess.StartAsync(functions, EnvironmentOf(function));
                await InvokeAsync(process, "alarm", message, Estate.Timeout);
            }));
        }
    }

    /// <summary>Throws what an invocation has thrown.</summary>
    public async Task MustRunAsync()
    {
        foreach (var task in alarms.Append(watching).Where(task => task.IsFaulted))
        {
            await task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await Task.WhenAll(alarms.Append(watching)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        gone.Dispose();
    }

    async Task WatchAsync(JsonNode watch)
    {
        await using var process = await FunctionProcess.StartAsync(functions, EnvironmentOf(watch));
        for (var phase = ""; !gone.IsCancellationRequested;)
        {
            var invocation = InvokeAsync(process, "watch", Files.Event("scheduled.json"), TimeoutAfter(phase));
            await Task.WhenAny(invocation, Task.Delay(Timeout.InfiniteTimeSpan, gone.Token));
            if (!gone.IsCancellationRequested)
            {
                phase = await invocation;
                await PassAsync(phase);
                await Task.Delay(Pace, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task<string> InvokeAsync(FunctionProcess process, string function, string eventJson, TimeSpan timeout)
    {
        var (phase, because, outcome) = Estate.Read(await process.InvokeAsync(eventJson, timeout));
        lock (said)
        {
            said.Add($"{DateTimeOffset.UtcNow:HH:mm:ss} {function}: {phase}, {outcome}: {because}");
        }

        Assert.NotEqual("Stuck", phase);
        return phase;
    }

    Dictionary<string, string> EnvironmentOf(JsonNode function) =>
        new(function.AsObject().Select(one => KeyValuePair.Create(one.Key, one.Value!.ToString())).Concat(bench));
}
