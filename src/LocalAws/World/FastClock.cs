namespace LocalAws;

/// <summary>The real clock, several times faster, so that minutes of a simulated start-up pass in seconds.</summary>
public sealed class FastClock(double speed) : TimeProvider
{
    readonly DateTimeOffset start = System.GetUtcNow();
    readonly long began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => (System.GetElapsedTime(began) * speed).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this);

    TimeSpan Scaled(TimeSpan span) => span > TimeSpan.Zero ? span / speed : span;

    /// <summary>A timer that is changed later counts in this clock's time, too.</summary>
    sealed class FastTimer(ITimer timer, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scaled(dueTime), clock.Scaled(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
