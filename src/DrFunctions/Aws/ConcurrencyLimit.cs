namespace DrFunctions.Aws;

/// <summary>
/// Limits how much work runs side by side, in order of arrival: sockets are limited, and so is what a service accepts at once.
/// </summary>
public sealed class ConcurrencyLimit(int most)
{
    readonly Queue<Func<Task>> waiting = new();
    int busy;

    /// <summary>Runs the work when its turn comes; the task ends and fails as <paramref name="work"/> does.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>();
        lock (waiting)
        {
            waiting.Enqueue(async () =>
            {
                try
                {
                    done.SetResult(await work());
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            });
            if (busy == most)
            {
                return done.Task;
            }

            busy++;
        }

        _ = WorkAsync();
        return done.Task;
    }

    // No semaphore: its waiters would continue on other threads, and a simulation must stay on one.
    async Task WorkAsync()
    {
        while (true)
        {
            Func<Task>? next;
            lock (waiting)
            {
                if (!waiting.TryDequeue(out next))
                {
                    busy--;
                    return;
                }
            }

            await next();
        }
    }
}
