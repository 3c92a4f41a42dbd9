using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <param name="MayQueue">The plan waits in the queue; otherwise the other failovers cannot be read.</param>
sealed record RegionHold(Fact Because, bool MayQueue);

/// <summary>
/// At most one primary Region fails over per hour, over all plans: one Region's outage affects many plans, but two Regions at once are more
/// likely our own error.
/// </summary>
static class RegionLimit
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>
    /// A hundred plans of one Region must not all write the same item: its time is renewed no more often than this, and counts for this
    /// much longer.
    /// </summary>
    static readonly TimeSpan RenewedAfter = TimeSpan.FromMinutes(5);

    /// <summary>An entry of the queue that its plan has not renewed for this long no longer delays the plans behind it.</summary>
    static readonly TimeSpan LongestQueue = TimeSpan.FromMinutes(15);

    /// <summary>The same for an entry of version 0.1, which was never renewed.</summary>
    static readonly TimeSpan LongestQueueUnrenewed = TimeSpan.FromHours(2);

    /// <summary>Why the plan must wait; null if it may fail over, and then its Region is counted with this decision.</summary>
    public static RegionHold? Holds(Draft draft)
    {
        if (draft.RegionFailovers is not { } failovers)
        {
            return new RegionHold(new RegionsUnreadable(), MayQueue: false);
        }

        var begun = failovers.Begun.Where(region => draft.Now - region.Value < Hour + RenewedAfter)
            .ToDictionary(region => region.Key, region => region.Value);
        var known = begun.TryGetValue(draft.Plan.Primary, out var at);
        if (known && draft.Now - at < RenewedAfter)
        {
            return null;
        }

        var confirmed = !known && ConfirmedByAlarms(draft, failovers);
        if (!known && begun.Count > 0 && !confirmed)
        {
            return new RegionHold(new OtherRegionsFailedOver([.. begun.Keys]), MayQueue: true);
        }

        if (!known && !confirmed && First(draft, failovers) is { } first)
        {
            return new RegionHold(new OtherPlanWaitsLonger(first.Key, first.Value.Primary), MayQueue: true);
        }

        draft.RegionFailovers =
            failovers with { Begun = new Dictionary<string, DateTimeOffset>(begun) { [draft.Plan.Primary] = draft.Now } };
        return null;
    }

    /// <summary>Takes or keeps a place in the queue, which tells other plans of the Region which alarms this plan reads as down.</summary>
    public static void Join(Draft draft)
    {
        if (draft.RegionFailovers is not { } failovers)
        {
            return;
        }

        var mine = failovers.Queue.GetValueOrDefault(draft.Plan.Name);
        var alarms = AlarmsDown(draft);
        if (mine is not null && draft.Now - mine.Seen < RenewedAfter && alarms.SequenceEqual(mine.Alarms ?? []))
        {
            return;
        }

        var queue = failovers.Queue.Where(queued => IsWaiting(draft, queued.Value))
            .ToDictionary(queued => queued.Key, queued => queued.Value);
        queue[draft.Plan.Name] = new Queued(draft.Plan.Primary, mine?.Since ?? draft.Now)
        {
            Seen = draft.Now,
            Alarms = alarms.Count > 0 ? alarms : null,
        };
        draft.RegionFailovers = failovers with { Queue = queue };
    }

    /// <summary>Removes the plan from the queue. If the queue cannot be read now, the entry expires later.</summary>
    public static void Leave(Draft draft)
    {
        if (draft.RegionFailovers is { } failovers && failovers.Queue.ContainsKey(draft.Plan.Name))
        {
            var others = failovers.Queue.Where(queued => queued.Key != draft.Plan.Name);
            draft.RegionFailovers = failovers with { Queue = others.ToDictionary(queued => queued.Key, queued => queued.Value) };
        }
    }

    /// <summary>The plan of another Region that has waited longest, if longer than this one.</summary>
    static KeyValuePair<string, Queued>? First(Draft draft, RegionFailovers failovers)
    {
        var mine = failovers.Queue.TryGetValue(draft.Plan.Name, out var queued) ? queued.Since : draft.Now;
        var earlier = failovers.Queue
            .Where(
                other =>
                    other.Value.Primary != draft.Plan.Primary && other.Value.Since < mine && IsWaiting(draft, other.Value))
            .OrderBy(other => other.Value.Since)
            .ToList();
        return earlier.Count > 0 ? earlier[0] : null;
    }

    /// <summary>
    /// AWS itself says twice that this Region is down: this plan and another one of the Region each read an alarm as down, and not both the
    /// same. A failover of another Region within the hour was then no error of ours that repeats itself.
    /// </summary>
    static bool ConfirmedByAlarms(Draft draft, RegionFailovers failovers) => AlarmsDown(draft) is { Count: > 0 } mine
        && failovers.Queue.Any(other => other.Key != draft.Plan.Name && other.Value.Primary == draft.Plan.Primary
            && IsWaiting(draft, other.Value) && other.Value.Alarms is { Count: > 0 } alarms && mine.Union(alarms).Count() > 1);

    static IReadOnlyList<string> AlarmsDown(Draft draft) =>
        [.. draft.Signals.Observations.Where(reading => reading.State == SignalState.Down)
            .Select(reading => reading.Signal).OfType<AlarmSignal>()
            .Select(signal => $"{signal.Region} {signal.Alarm}").Order(StringComparer.Ordinal)];

    static bool IsWaiting(Draft draft, Queued queued) =>
        queued.Seen is { } seen ? draft.Now - seen < LongestQueue : draft.Now - queued.Since < LongestQueueUnrenewed;
}
