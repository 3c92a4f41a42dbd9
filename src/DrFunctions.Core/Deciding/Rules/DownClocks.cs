using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>The rules of the clock: Down advances it, Unknown holds it, Up clears it.</summary>
static class DownClocks
{
    /// <summary>Two looks further apart than this prove nothing about the time between them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(90);

    public static DownClock Next(Plan plan, DownClock before, SignalCount signals, DateTimeOffset now)
    {
        var clock = BrownOut.Count(plan, before, signals, now);
        if (signals.IsDown(plan))
        {
            var counted = Follows(clock, now) ? clock.Counted + (now - clock.LastDown!.Value) : clock.Counted;
            return clock with { Since = clock.Since ?? now, Counted = counted, LastDown = now };
        }

        // What a brown-out survives clears the time without a break, and nothing else.
        return signals.Holds(plan) && clock.Since is not null ? clock with { LastDown = null }
            : BrownOut.Survives(plan, clock) ? clock with { Counted = TimeSpan.Zero, LastDown = null }
            : new DownClock();
    }

    /// <summary>Down for as long as the plan requires: without a break, or in enough of the last looks.</summary>
    public static bool IsOver(Plan plan, DownClock clock, DateTimeOffset now) =>
        clock.Counted >= plan.Trigger.For || BrownOut.Is(plan, clock, now);

    /// <summary>Whether a look that finds the primary down now follows closely on another that did.</summary>
    public static bool Follows(DownClock clock, DateTimeOffset now) => clock.LastDown is { } last && now - last <= LongestGap;
}
