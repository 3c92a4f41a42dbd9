namespace LocalAws;

/// <summary>
/// The clock that the running process reads: the world's clock plus the offsets of the process. Its timers wait while the process is
/// frozen. Outside any process it is the world's clock.
/// </summary>
public sealed class CallerClock(TimeProvider world) : TimeProvider
{
    readonly TimeProvider world = world;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + (Caller.Current?.WallOffset ?? TimeSpan.Zero);

    public override long GetTimestamp() => Monotonic(Caller.Current);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Caller.Current is not { } caller)
        {
            return world.CreateTimer(callback, state, dueTime, period);
        }

        var timer = new CallerTimer(this, caller, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    long Monotonic(Caller? caller) => world.GetTimestamp() + (caller?.MonotonicOffset.Ticks ?? 0);

    sealed class CallerTimer : ITimer
    {
        readonly CallerClock clock;
        readonly Caller caller;
        readonly Action callback;
        readonly ITimer timer;
        long due;
        bool over;

        public CallerTimer(CallerClock clock, Caller caller, Action callback)
        {
            (this.clock, this.caller, this.callback) = (clock, caller, callback);
            timer = clock.world.CreateTimer(_ => caller.WhenAwake(Fire), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            due = clock.Monotonic(caller) + dueTime.Ticks;
            return timer.Change(dueTime, period);
        }

        public void Dispose()
        {
            over = true;
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Fire()
        {
            // If the monotonic clock stood still, the timer waits for the rest of its time.
            var left = TimeSpan.FromTicks(due - clock.Monotonic(caller));
            if (over || caller.IsDead)
            {
                return;
            }

            if (left > TimeSpan.Zero)
            {
                timer.Change(left, Timeout.InfiniteTimeSpan);
            }
            else
            {
                callback();
            }
        }
    }
}
