namespace LocalAws;

/// <summary>
/// A clock that stands still until told to go to its next timer. All that a simulation awaits comes from here, so a
/// ten-minute disaster takes milliseconds and happens in the same order every time.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start) : TimeProvider
{
    readonly PriorityQueue<VirtualTimer, (long Due, long Order)> timers = new();
    long elapsed;
    long order;
    string? strayed;

    /// <summary>The thread on which all of a simulation must stay, or its order would differ from run to run; null outside it.</summary>
    public int? Thread { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(elapsed);

    public override long GetTimestamp() => elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer and fires it. False when no timer is set: nothing will ever happen again.</summary>
    /// <exception cref="InvalidOperationException">A part of the simulation went on on another thread.</exception>
    public bool FireNext()
    {
        if (strayed is not null)
        {
            throw new InvalidOperationException($"A part of the simulation went on on another thread: {strayed}");
        }

        while (timers.TryDequeue(out var timer, out var at))
        {
            if (!timer.IsDue(at.Order))
            {
                continue;
            }

            elapsed = Math.Max(elapsed, at.Due);
            timer.Fire();
            return true;
        }

        return false;
    }

    long Schedule(VirtualTimer timer, TimeSpan due)
    {
        strayed ??= Thread is { } own && own != Environment.CurrentManagedThreadId ? Environment.StackTrace : null;
        timers.Enqueue(timer, (elapsed + Math.Max(0, due.Ticks), ++order));
        return order;
    }

    sealed class VirtualTimer(VirtualClock clock, Action callback) : ITimer
    {
        // A changed or disposed timer leaves its old entry in the queue; only the entry of this order counts.
        long current;
        TimeSpan period;

        public bool IsDue(long order) => order == current;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            this.period = period;
            current = dueTime == Timeout.InfiniteTimeSpan ? 0 : clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            current = period > TimeSpan.Zero ? clock.Schedule(this, period) : 0;
            callback();
        }

        public void Dispose() => current = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
