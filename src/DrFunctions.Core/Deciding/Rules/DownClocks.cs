using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>The rules of the clock: Down advances it, Unknown holds it, Up clears it.</summary>
static class DownClocks
{
    /// <summary>Two looks further apart than this prove nothing about the time between them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(90);

    public static DownClock Next(Plan plan, DownClock clock, SignalCount signals, DateTimeOffset now)
    {
        if (signals.IsDown(plan))
        {
            var counted = Follows(clock, now) ? clock.Counted + (now - clock.LastDown!.Value) : clock.Counted;
            return new DownClock { Since = clock.Since ?? now, Counted = counted, LastDown = now };
        }

        return signals.Holds(plan) && clock.Since is not null ? clock with { LastDown = null } : new DownClock();
    }

    /// <summary>Whether a look that finds the primary down now follows closely on another that did.</summary>
    public static bool Follows(DownClock clock, DateTimeOffset now) => clock.LastDown is { } last && now - last <= LongestGap;
}
