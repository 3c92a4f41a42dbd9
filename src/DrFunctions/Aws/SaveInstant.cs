namespace DrFunctions.Aws;

/// <summary>
/// The instant before a save was sent, on the wall clock and on the monotonic clock. After a freeze, at least one of them shows that the
/// decision is old. It is checked before each call that changes something, not only before the first.
/// </summary>
public sealed class SaveInstant(TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly DateTimeOffset wall = time.GetUtcNow();
    readonly long monotonic = time.GetTimestamp();

    public bool IsFresh => (time.GetUtcNow() - wall).Duration() < Fresh && time.GetElapsedTime(monotonic) < Fresh;

    /// <summary>How long a call may wait for its turn, with half a second left to send it.</summary>
    public TimeSpan Left => Fresh - time.GetElapsedTime(monotonic) - TimeSpan.FromSeconds(0.5);

    /// <exception cref="TimeoutException">The decision is too old to act on.</exception>
    public void ThrowIfStale()
    {
        if (!IsFresh)
        {
            throw new TimeoutException("its decision is older than 5 s, so the rest of it was dropped; the next look decides again");
        }
    }
}
