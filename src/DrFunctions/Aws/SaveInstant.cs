using DrFunctions.Core.Deciding;

namespace DrFunctions.Aws;

/// <summary>
/// The instant before a save was sent and, once it is known, that of the save's answer, each on the wall clock and on the monotonic clock.
/// After a freeze, at least one of the two shows that the decision is old. They are checked before each call that changes something, not
/// only before the first.
/// </summary>
public sealed class SaveInstant(TimeProvider time)
{
    readonly Reading before = new(time);
    TimeSpan most = Timing.SentAfterDecision;
    Reading? answered;

    /// <summary>The save is answered: from now on its decision may be sent for a few seconds.</summary>
    /// <param name="drives">How long after its decision the driver counts as alive: then another invocation may decide.</param>
    public void Answered(TimeSpan drives)
    {
        answered = new Reading(time);
        most = drives < most ? drives : most;
    }

    public bool IsFresh => Left > TimeSpan.Zero;

    /// <summary>How long a call may wait for its turn, with half a second left to send it.</summary>
    public TimeSpan Patience => Left - TimeSpan.FromSeconds(0.5);

    TimeSpan Left => Least(most - before.Age, Timing.SentAfterAnswer - (answered ?? before).Age);

    /// <exception cref="HeldBackException">The decision is too old to act on.</exception>
    public void ThrowIfStale()
    {
        if (!IsFresh)
        {
            throw new HeldBackException(
                $"its decision was saved more than {Timing.SentAfterAnswer.TotalSeconds:0} s ago, so it was dropped; the next look decides again");
        }
    }

    static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <summary>One instant on both clocks.</summary>
    sealed class Reading(TimeProvider time)
    {
        readonly DateTimeOffset wall = time.GetUtcNow();
        readonly long monotonic = time.GetTimestamp();

        /// <summary>By the clock that shows more.</summary>
        public TimeSpan Age
        {
            get
            {
                var (byWall, byMonotonic) = ((time.GetUtcNow() - wall).Duration(), time.GetElapsedTime(monotonic));
                return byWall > byMonotonic ? byWall : byMonotonic;
            }
        }
    }
}
