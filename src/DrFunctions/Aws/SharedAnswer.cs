namespace DrFunctions.Aws;

/// <summary>
/// One answer for several callers. Each gets a task of its own: callers that await the same task would continue on other threads and in no
/// fixed order, and a simulation must stay on one thread.
/// </summary>
public sealed class SharedAnswer<T>
{
    readonly Lock gate = new();
    readonly List<TaskCompletionSource<T>> waiting = [];
    Task<T>? answer;

    public SharedAnswer(Task<T> asked) => _ = ShareAsync(asked);

    public Task<T> GetAsync()
    {
        lock (gate)
        {
            if (answer is not null)
            {
                return answer;
            }

            var mine = new TaskCompletionSource<T>();
            waiting.Add(mine);
            return mine.Task;
        }
    }

    async Task ShareAsync(Task<T> asked)
    {
        // A failure is reported to the callers.
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (gate)
        {
            answer = asked;
        }

        waiting.ForEach(one => one.SetFromTask(asked));
    }
}
