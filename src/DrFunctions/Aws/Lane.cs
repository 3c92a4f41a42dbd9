namespace DrFunctions.Aws;

/// <summary>Does so much side by side and no more, in the order it came: sockets, and the patience of those who are asked, have a limit.</summary>
public sealed class Lane(int most)
{
    readonly Queue<Func<Task>> waiting = new();
    int busy;

    /// <summary>Does it when its turn comes; it ends and fails as <paramref name="work"/> does.</summary>
    public Task<T> DoAsync<T>(Func<Task<T>> work)
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

    // No semaphore: its waiters go on on other threads, and a simulation must stay on its own.
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
