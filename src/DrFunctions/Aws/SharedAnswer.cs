namespace DrFunctions.Aws;

/// <summary>
/// One answer for many who wait. Each gets a task of its own: those who await one and the same task go on on other threads, and in no
/// order, where a simulation must stay on its own.
/// </summary>
public sealed class SharedAnswer<T>
{
    readonly Lock gate = new();
    readonly List<TaskCompletionSource<T>> waiting = [];
    Task<T>? answer;

    public SharedAnswer(Task<T> asked) => _ = TellAsync(asked);

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

    async Task TellAsync(Task<T> asked)
    {
        // A failure is for those who wait.
        await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (gate)
        {
            answer = asked;
        }

        waiting.ForEach(one => one.SetFromTask(asked));
    }
}
