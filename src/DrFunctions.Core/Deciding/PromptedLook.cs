using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// When an event about an instance or a service leads to a look: in a disaster there are thousands of them, about everything in the
/// account.
/// </summary>
public static class PromptedLook
{
    /// <summary>Events are looked into this often at most, by all invocations together.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a look would read what the event may be about. While a record moves its driver looks, and a plan that rests reads its
    /// signals alone.
    /// </summary>
    public static bool Matters(Plan plan, Record record, DateTimeOffset now) =>
        ObservationNeeds.For(plan, record, now) is var needs && needs.Steps.Count + needs.Undos.Count > 0;

    /// <summary>
    /// When to look: now, or once the newest look is long enough ago, so that the last of many events is not lost; null if such a look is
    /// due already, and will see what has changed.
    /// </summary>
    /// <param name="newest">When the newest look that an event led to began or begins; null if there was none.</param>
    public static DateTimeOffset? At(DateTimeOffset? newest, DateTimeOffset now)
    {
        if (newest is not { } began || now - began >= Least || began - now > Least)
        {
            // One that is further off than it can be comes from a clock that is wrong.
            return now;
        }

        return began > now ? null : began + Least;
    }
}
