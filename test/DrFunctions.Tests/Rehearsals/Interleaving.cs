using LocalAws;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// Decides which of two invocations goes on, wherever both wait to make a call: first by the choices given, then always the first of
/// the two. After as many choices as there may be, whoever comes goes on.
/// </summary>
sealed class Interleaving(TimeProvider time, IReadOnlyList<bool> given, int most)
{
    readonly List<Caller> callers = [];
    readonly List<(int Who, TaskCompletionSource Go)> waiting = [];
    readonly List<bool> choices = [];
    bool turning;

    /// <summary>True where the second of the two went on.</summary>
    public IReadOnlyList<bool> Choices => choices;

    /// <summary>"A" for the invocation that began first, "B" for the other.</summary>
    public string NameOf(Caller? caller) => caller is null || Number(caller) > 1 ? "?" : Number(caller) == 0 ? "A" : "B";

    public Task HoldAsync(CancellationToken cancel)
    {
        if (Caller.Current is not { } caller || Number(caller) > 1 || choices.Count >= most)
        {
            return Task.CompletedTask;
        }

        var go = new TaskCompletionSource();
        cancel.Register(() => go.TrySetCanceled(cancel));
        waiting.Add((Number(caller), go));
        if (!turning)
        {
            turning = true;
            Turn();
        }

        return go.Task;
    }

    /// <summary>Lets one call go each millisecond, so that whoever was let go has come to its next call.</summary>
    async void Turn()
    {
        while (waiting.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), time);
            waiting.RemoveAll(call => call.Go.Task.IsCompleted);
            if (waiting.Count == 0)
            {
                break;
            }

            var who = Who();
            var next = waiting.FindIndex(call => call.Who == who);
            var go = waiting[next].Go;
            waiting.RemoveAt(next);
            go.TrySetResult();
        }

        turning = false;
    }

    int Who()
    {
        if (choices.Count >= most || !waiting.Exists(call => call.Who == 0) || !waiting.Exists(call => call.Who == 1))
        {
            return waiting[0].Who;
        }

        choices.Add(choices.Count < given.Count && given[choices.Count]);
        return choices[^1] ? 1 : 0;
    }

    int Number(Caller caller)
    {
        if (!callers.Contains(caller))
        {
            callers.Add(caller);
        }

        return callers.IndexOf(caller);
    }
}
