namespace DrFunctions.Tests.Runtime;

/// <summary>One event on its way through a function.</summary>
internal sealed class Invocation(string eventJson, TimeSpan timeout) : IDisposable
{
    private readonly TaskCompletionSource<Outcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Timer? _timer;

    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>An X-Ray header of this invocation alone.</summary>
    public string TraceId { get; } =
        $"Root=1-{Guid.NewGuid().ToString("N")[..8]}-{Guid.NewGuid().ToString("N")[..24]};Parent=53995c3f42cd8ad8;Sampled=1";

    public string EventJson => eventJson;

    public TimeSpan Timeout => timeout;

    public DateTimeOffset Deadline { get; private set; }

    public bool Ended => _outcome.Task.IsCompleted;

    public Task<Outcome> Outcome => _outcome.Task;

    /// <summary>A second delivery of the same event does not move its deadline.</summary>
    public void Delivered(Action<Invocation> onDeadline)
    {
        if (_timer is not null)
        {
            return;
        }

        Deadline = DateTimeOffset.UtcNow + timeout;
        _timer = new Timer(_ => onDeadline(this), null, timeout, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public bool End(Outcome outcome) => _outcome.TrySetResult(outcome);

    public void Dispose() => _timer?.Dispose();
}
