using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Simulation.Deciding;

/// <summary>The checks that count for a plan's <c>down</c>, kept with their times and apart from the record.</summary>
sealed class BrownOutTruth
{
    static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(90);

    readonly List<(DateTimeOffset At, bool Down, bool Up)> looks = [];
    DateTimeOffset? firstDown;

    public bool Is(Trigger trigger, DateTimeOffset now) => trigger.Down is { } share && looks.Count == share.Of
        && looks[^1].At - looks[0].At >= trigger.For && looks.Count(look => look.Down) >= share.Down && now - firstDown >= trigger.For;

    public void See(DecidedLook look)
    {
        if (look.Plan.Trigger.Down is not { } share || !look.HasSignals)
        {
            return;
        }

        // At the end of a pause the count begins anew, with this look.
        if (look.Before.Phase != Phase.Confirming || look.Decision.History?.Facts.OfType<PauseRanOut>().Any() == true)
        {
            Clear();
        }

        if (look.Before.Phase == Phase.Confirming || look.After.Phase == Phase.Confirming)
        {
            Count(look, share);
        }
    }

    void Count(DecidedLook look, DownShare share)
    {
        var apart = look.Plan.Trigger.For / (share.Of - 1);
        if (looks.Count == 0 || (look.Clock - looks[^1].At >= apart && look.Clock > looks[^1].At))
        {
            if (looks.Count > 0 && look.Clock - looks[^1].At > apart + LongestGap)
            {
                looks.Clear();
            }

            looks.Add((look.Clock, look is { IsSurelyDown: true, SomebodySaysUp: false }, !look.MayBeDown));
            looks.RemoveRange(0, looks.Count > share.Of ? 1 : 0);
        }

        firstDown = look.IsSurelyDown ? firstDown ?? look.Clock : firstDown;
        var isHeld = !look.IsSurelyDown && look.IsHeld && firstDown is not null;
        var survives = looks.Exists(one => one.Down) && looks.Count(one => one.Up) <= share.Of - share.Down;
        if (!look.IsSurelyDown && !isHeld && !survives)
        {
            Clear();
        }
    }

    void Clear()
    {
        looks.Clear();
        firstDown = null;
    }
}
