namespace DrFunctions.LocalAws.Time;

/// <summary>The real clock, some times faster: minutes of a simulated start-up pass in seconds.</summary>
public sealed class FastClock(double speed) : TimeProvider
{
    readonly DateTimeOffset start = System.GetUtcNow();
    readonly long began = System.GetTimestamp();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => (System.GetElapsedTime(began) * speed).Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period));

    TimeSpan Scaled(TimeSpan span) => span > TimeSpan.Zero ? span / speed : span;
}
