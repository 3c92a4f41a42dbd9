namespace DrFunctions.Tests.Runtime;

/// <summary>One event on its way through a function.</summary>
sealed class Invocation(string eventJson, TimeSpan timeout) : IDisposable
{
    readonly TaskCompletionSource<Outcome> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Timer? timer;

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>An X-Ray header of this invocation alone.</summary>
    public string TraceId { get; } =
        $"Root=1-{Guid.NewGuid().ToString("N")[..8]}-{Guid.NewGuid().ToString("N")[..24]};Parent=53995c3f42cd8ad8;Sampled=1";

    public string EventJson => eventJson;

    public TimeSpan Timeout => timeout;

    public DateTimeOffset Deadline { get; private set; }

    public bool Ended => result.Task.IsCompleted;

    public Task<Outcome> Outcome => result.Task;

    /// <summary>A second delivery of the same event does not move its deadline.</summary>
    public void Delivered(Action<Invocation> onDeadline)
    {
        if (timer is not null)
        {
            return;
        }

        Deadline = DateTimeOffset.UtcNow + timeout;
        timer = new Timer(_ => onDeadline(this), null, timeout, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public bool End(Outcome outcome) => result.TrySetResult(outcome);

    public void Dispose() => timer?.Dispose();
}
