using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// A primary that answers now and then is down for most of its users, and the clock of <c>for</c> would never say so. With
/// <c>trigger.down</c>, an outage is confirmed as well by so many of the last looks that count, which together span at least <c>for</c>.
/// </summary>
static class BrownOut
{
    /// <summary>Enough signals are down, a probe among them if one must agree, and no vantage says up.</summary>
    const char Down = 'D';

    /// <summary>Some are down, and a vantage says up, or too few can be read: neither for nor against an outage.</summary>
    const char Unsure = '?';

    const char Up = 'U';

    /// <summary>Counts a look, if it is far enough from the last one that counted.</summary>
    public static DownClock Count(Plan plan, DownClock clock, SignalCount signals, DateTimeOffset now)
    {
        if (plan.Trigger.Down is not { } share)
        {
            return clock with { Looks = "", CountedAt = null };
        }

        var apart = DownShares.Apart(plan.Trigger, share);
        if (clock.CountedAt is { } last && (now - last < apart || now <= last))
        {
            return clock;
        }

        var follows = now - clock.CountedAt <= apart + DownClocks.LongestGap;
        var looks = $"{(follows ? clock.Looks : "")}{Letter(plan, signals)}";
        return clock with { Looks = looks.Length > share.Of ? looks[^share.Of..] : looks, CountedAt = now };
    }

    /// <summary>Enough of the last looks found the primary down, over at least <c>for</c>.</summary>
    public static bool Is(Plan plan, DownClock clock, DateTimeOffset now) => plan.Trigger.Down is { } share
        && clock.Looks.Length == share.Of && Of(clock, Down) >= share.Down && now - clock.Since >= plan.Trigger.For;

    /// <summary>Up looks do not end the outage yet: so many of the last ones may be up.</summary>
    public static bool Survives(Plan plan, DownClock clock) => plan.Trigger.Down is { } share
        && Of(clock, Down) > 0 && Of(clock, Up) <= share.Of - share.Down;

    public static MostlyDown Fact(Plan plan, DownClock clock, SignalCount signals, Fact? prewarm = null) => new(
        signals.Fact, Of(clock, Down), clock.Looks.Length, plan.Trigger.Down!.Down, plan.Trigger.Down.Of, plan.Trigger.For, prewarm);

    static char Letter(Plan plan, SignalCount signals) =>
        signals.IsDown(plan) && !signals.IsDisputed(plan) ? Down : signals.MayBeDown(plan) ? Unsure : Up;

    static int Of(DownClock clock, char letter) => clock.Looks.Count(look => look == letter);
}
