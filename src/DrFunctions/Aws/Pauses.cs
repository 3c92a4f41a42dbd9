namespace DrFunctions.Aws;

/// <summary>Waits that stay on their thread.</summary>
public static class Pauses
{
    /// <summary>
    /// Waits as <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> does. That one, when it is cancelled, continues on a thread
    /// of the pool: a simulation would then run on two threads at once.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task PauseAsync(this TimeProvider time, TimeSpan length, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(time);
        length = length > TimeSpan.Zero ? length : TimeSpan.Zero;
        var over = new TaskCompletionSource();
        using var timer = time.CreateTimer(_ => over.TrySetResult(), null, length, Timeout.InfiniteTimeSpan);
        var registration = cancellation.UnsafeRegister(_ => over.TrySetCanceled(cancellation), null);
        try
        {
            await over.Task;
        }
        finally
        {
            registration.Unregister();
        }
    }
}
