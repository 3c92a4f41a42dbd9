using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// When a plan's notices go out by themselves, and when one digest tells those of all plans. AWS suspends an email subscription that gets
/// more than ten messages in one second, and a Region's outage would do that in the hour in which people need their emails.
/// </summary>
public static class Digests
{
    /// <summary>With more plans at once, a digest tells for all of them. Each sends one notice a second at most.</summary>
    public const int MostAlone = 5;

    /// <summary>What was told so lately may still be on its way, and counts.</summary>
    static readonly TimeSpan Lately = TimeSpan.FromSeconds(60);

    /// <summary>A driver would have published it by now, or has seen that it may not: its plan alone does not tell it.</summary>
    static readonly TimeSpan LeftBehind = TimeSpan.FromSeconds(30);

    /// <summary>After this time a driver publishes the digest itself: what is urgent does not wait for the minute's round.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>While the board cannot be read, drivers publish in this span, each at a time of its own.</summary>
    static readonly TimeSpan Spread = TimeSpan.FromSeconds(40);

    /// <summary>How long a digest may take; then its process counts as dead.</summary>
    public static readonly TimeSpan Turn = Timing.Change * 2;

    /// <summary>Whether a driver leaves the notice to a digest.</summary>
    /// <param name="board">With the driver's own plan, whose save has written it; null if it cannot be read.</param>
    public static bool Leaves(NoticeBoard? board, string plan, Notice notice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return board is null ? (now - notice.At).Duration() < PlaceOf(plan)
            : IsTaken(board, now) || (notice.Kind.IsUrgent() ? Tellers(board, now) : Movers(board, now)) > MostAlone;
    }

    /// <summary>Whether the driver of a plan that was left to a digest publishes that digest itself.</summary>
    public static bool IsOverdue(Notice notice, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice.Kind.IsUrgent() && (now - notice.At).Duration() >= Patience;
    }

    /// <summary>Whether a digest has told it.</summary>
    public static bool HasTold(NoticeBoard board, string key)
    {
        ArgumentNullException.ThrowIfNull(board);
        return board.Turn?.Told.Contains(key) == true;
    }

    /// <summary>What a digest tells now, the most important first; empty if none is needed, or another process publishes one.</summary>
    public static IReadOnlyList<WaitingNotice> Due(NoticeBoard board, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (IsTaken(board, now))
        {
            return [];
        }

        var many = Movers(board, now) > MostAlone;
        var due = board.Plans.SelectMany(plan => Untold(board, plan))
            .Where(notice => many || (now - notice.At).Duration() >= LeftBehind)
            .OrderByDescending(notice => notice.Kind.Weight()).ThenBy(notice => notice.Kind).ThenBy(notice => notice.At)
            .ThenBy(notice => notice.Key, StringComparer.Ordinal).ToList();
        // A plan that tells alone writes an email of its own, which says more.
        return many || due.DistinctBy(notice => notice.Plan).Count() > 1 ? due : [];
    }

    /// <summary>The turn as it is once these were told: what is in no outbox any more is forgotten.</summary>
    public static DigestTurn After(NoticeBoard board, IEnumerable<WaitingNotice> told, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(board);
        var waiting = board.Plans.SelectMany(plan => plan.Waiting).Select(notice => notice.Key).ToHashSet(StringComparer.Ordinal);
        return new DigestTurn(now, [.. (board.Turn?.Told ?? []).Where(waiting.Contains).Union(told.Select(notice => notice.Key))]);
    }

    /// <summary>A process publishes a digest. A turn that ends later than it can comes from a clock that is wrong.</summary>
    static bool IsTaken(NoticeBoard board, DateTimeOffset now) => board.Turn is { } turn && turn.Until > now && turn.Until - now <= Turn;

    static IEnumerable<WaitingNotice> Untold(NoticeBoard board, PlanNotices plan) =>
        plan.Waiting.Where(notice => !HasTold(board, notice.Key));

    static int Tellers(NoticeBoard board, DateTimeOffset now) => board.Plans.Count(plan => Tells(board, plan, now));

    static int Movers(NoticeBoard board, DateTimeOffset now) => board.Plans.Count(plan => plan.Moves || Tells(board, plan, now));

    static bool Tells(NoticeBoard board, PlanNotices plan, DateTimeOffset now) =>
        Untold(board, plan).Any() || (now - plan.ToldAt)?.Duration() < Lately;

    /// <summary>A time of the plan's own, the same in every process: similar names must not get similar times.</summary>
    static TimeSpan PlaceOf(string plan)
    {
        var hash = StableHash.Of(plan);
        return Spread * (unchecked((hash ^ (hash >> 15)) * 2_246_822_519) >> 16) / 65_536;
    }
}
