namespace DrFunctions.Aws;

/// <summary>
/// The instant before a save was sent, by both clocks. A frozen and thawed invocation sees by one of them that its decision is
/// old, and drops its actions: before each call that changes something, not only before the first.
/// </summary>
public sealed class SaveInstant(TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    readonly DateTimeOffset wall = time.GetUtcNow();
    readonly long monotonic = time.GetTimestamp();

    public bool IsFresh => (time.GetUtcNow() - wall).Duration() < Fresh && time.GetElapsedTime(monotonic) < Fresh;

    /// <summary>For how long a call may wait for its turn: with half a second to be sent.</summary>
    public TimeSpan Left => Fresh - time.GetElapsedTime(monotonic) - TimeSpan.FromSeconds(0.5);

    /// <exception cref="TimeoutException">The decision is too old to act on.</exception>
    public void Demand()
    {
        if (!IsFresh)
        {
            throw new TimeoutException("its decision is older than 5 s, so the rest of it was dropped; the next look decides anew");
        }
    }
}
