using DrFunctions.Core.Deciding;

namespace DrFunctions.Looping;

/// <summary>
/// How long a driver's recent looks took: the next one may take as long, and until then others must not think that the driver has died.
/// </summary>
sealed class LookWatch(TimeProvider time)
{
    readonly Queue<TimeSpan> recent = new();
    long began = time.GetTimestamp();

    public void Begin() => began = time.GetTimestamp();

    /// <summary>The slowest recent look, the one under way included.</summary>
    public TimeSpan Slowest => recent.Append(Elapsed).Max();

    /// <returns>How long the look took.</returns>
    public TimeSpan End()
    {
        var took = Elapsed;
        recent.Enqueue(took);
        if (recent.Count >= Timing.RecentLooks)
        {
            recent.Dequeue();
        }

        return took;
    }

    TimeSpan Elapsed => time.GetElapsedTime(began);
}
