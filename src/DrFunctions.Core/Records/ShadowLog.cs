namespace DrFunctions.Core.Records;

/// <summary>What a plan would have done while in mode shadow.</summary>
/// <param name="Since">When a look first found the plan in mode shadow.</param>
/// <param name="ReportedAt">When people last got the weekly report, or <paramref name="Since"/>.</param>
/// <param name="Failovers">Oldest first; the newest of them.</param>
public sealed record ShadowLog(DateTimeOffset Since, DateTimeOffset ReportedAt, IReadOnlyList<ShadowFailover> Failovers)
{
    /// <summary>Enough for a bad week, and little enough for the record.</summary>
    const int Most = 20;

    public ShadowLog With(ShadowFailover failover) => this with { Failovers = [.. Failovers.TakeLast(Most - 1), failover] };

    public ShadowLog Ended(Func<ShadowFailover, ShadowFailover> newest) =>
        Failovers.Count == 0 ? this : this with { Failovers = [.. Failovers.SkipLast(1), newest(Failovers[^1])] };
}

/// <summary>A failover that would have begun.</summary>
/// <param name="DownAt">The first look of the outage; see <see cref="Run.DetectedAt"/>.</param>
/// <param name="BeganAt">When it would have begun.</param>
/// <param name="Stuck">Why it would have been stuck; null if no step showed that.</param>
/// <param name="WellAt">When the primary had been healthy again for long enough; null while it is not.</param>
public sealed record ShadowFailover(DateTimeOffset DownAt, DateTimeOffset BeganAt, string? Stuck, DateTimeOffset? WellAt);
