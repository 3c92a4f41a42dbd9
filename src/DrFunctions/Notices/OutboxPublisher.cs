using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Store;

namespace DrFunctions.Notices;

/// <summary>
/// Tells people what a plan's outbox holds: each notice by itself or, where many plans have something to tell at once, by a digest for all.
/// </summary>
/// <param name="board">What all plans have to tell; null for a deployment of so few plans that each tells for itself.</param>
public sealed class OutboxPublisher(NoticePublisher publisher, NoticeStore? board, DigestPublisher digests, TimeProvider time)
{
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task<Told> TellAsync(string plan, IReadOnlyList<Notice> outbox, DateTimeOffset ends, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        if (outbox.Count == 0 || board is null)
        {
            return new Told(await publisher.PublishAsync(plan, outbox, ends, cancellation), Waits: false);
        }

        var seen = (await board.ReadAsync(cancellation))?.Board;
        var now = time.GetUtcNow();
        var untold = outbox.Where(notice => seen is null || !Digests.HasTold(seen, WaitingNotice.KeyOf(plan, notice.Id))).ToList();
        var left = untold.Where(notice => Digests.Leaves(seen, plan, notice, now)).ToList();
        var sent = await publisher.PublishAsync(plan, [.. untold.Except(left)], ends, cancellation);
        if (seen is not null && left.Any(notice => Digests.IsOverdue(notice, now)))
        {
            await digests.PublishAsync(ends, cancellation);
        }

        return new Told([.. outbox.Except(untold).Select(notice => notice.Id), .. sent], left.Exists(notice => notice.Kind.IsUrgent()));
    }
}

/// <param name="Published">The ids of the notices that went out, also those that a digest has told.</param>
/// <param name="Waits">An urgent notice waits for a digest, so the driver looks again, although its plan may rest.</param>
public sealed record Told(IReadOnlyCollection<string> Published, bool Waits);
