namespace DrFunctions.Aws;

/// <summary>
/// Runs at most so much work side by side, in the order it came: sockets are limited, and so is what a service takes at once.
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
