namespace LocalAws;

/// <summary>
/// The process that makes calls, such as one invocation. A dead one gets no answer any more, not even when it gives up waiting,
/// so that nothing of it ever goes on. A frozen one gets its answers and timers when it is thawed. Its clocks may be wrong.
/// </summary>
public sealed class Caller(Action died)
{
    static readonly AsyncLocal<Caller?> Flowing = new();

    readonly Queue<Action> held = [];

    /// <summary>The caller of the code that runs now; null outside any invocation.</summary>
    public static Caller? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    public bool IsDead { get; private set; }

    public bool IsFrozen { get; private set; }

    /// <summary>How far its wall clock is ahead of the world's.</summary>
    public TimeSpan WallOffset { get; set; }

    /// <summary>How far its monotonic clock is ahead: never above zero, as only a freeze moves it.</summary>
    public TimeSpan MonotonicOffset { get; private set; }

    public void Die()
    {
        if (!IsDead)
        {
            IsDead = true;
            held.Clear();
            died();
        }
    }

    /// <summary>Nothing of it goes on until it is thawed. A clock that does not jump then stands where it stood.</summary>
    public void Freeze(World world, TimeSpan time, bool wallJumps, bool monotonicJumps)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (IsFrozen || IsDead)
        {
            return;
        }

        IsFrozen = true;
        world.After(time, () =>
        {
            IsFrozen = false;
            WallOffset -= wallJumps ? TimeSpan.Zero : time;
            MonotonicOffset -= monotonicJumps ? TimeSpan.Zero : time;
            while (!IsFrozen && held.TryDequeue(out var action))
            {
                action();
            }
        });
    }

    /// <summary>Does it at once, or when it is thawed, in the order of asking.</summary>
    internal void WhenAwake(Action action)
    {
        if (IsFrozen)
        {
            held.Enqueue(action);
        }
        else
        {
            action();
        }
    }

    /// <summary>Ends when it is awake, which a dead one never is.</summary>
    internal Task AwakeAsync()
    {
        if (!IsFrozen && !IsDead)
        {
            return Task.CompletedTask;
        }

        var thawed = new TaskCompletionSource();
        if (!IsDead)
        {
            held.Enqueue(thawed.SetResult);
        }

        return thawed.Task;
    }
}
