namespace LocalAws;

/// <summary>
/// A process that makes calls, such as one invocation. A killed process receives no answers, not even when its wait is cancelled, so it
/// never resumes. A frozen process receives its answers and timers when it is thawed. Its clocks may be wrong.
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

    /// <summary>How far its monotonic clock is ahead of the world's: never above zero, because only a freeze moves it.</summary>
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

    /// <summary>The process stands still until it is thawed. A clock that does not jump then shows the time of the freeze.</summary>
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

    /// <summary>Runs the action at once, or when the process is thawed, in the order of these calls.</summary>
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

    /// <summary>Completes when the process is awake; a killed process never is.</summary>
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
