using DrFunctions.Handlers;

namespace DrFunctions.Simulation.Bench;

/// <summary>A function with its processes: one that is free takes the next invocation, or a new one begins.</summary>
/// <param name="create">Makes the handler of another process.</param>
/// <param name="oldest">How old an event becomes that waits.</param>
sealed class DeployedFunction(Func<Handler> create, TimeSpan timeout, TimeSpan oldest)
{
    readonly Handler first = create();
    readonly Stack<Handler> free = new();
    bool wasInvoked;

    public TimeSpan Timeout => timeout;

    public TimeSpan Oldest => oldest;

    /// <summary>Invocations that run now.</summary>
    public int Running { get; private set; }

    /// <param name="alone">Whether the invocation has a process to itself.</param>
    public (Handler Process, bool IsWarm) Begin(bool alone)
    {
        Running++;
        if (alone && free.TryPop(out var idle))
        {
            return (idle, true);
        }

        var (isFirst, isWarm) = (!wasInvoked || !alone, wasInvoked && !alone);
        wasInvoked = true;
        return (isFirst ? first : create(), isWarm);
    }

    /// <param name="process">Null if it was killed.</param>
    public void End(Handler? process)
    {
        Running--;
        if (process is not null && !free.Contains(process))
        {
            free.Push(process);
        }
    }
}
