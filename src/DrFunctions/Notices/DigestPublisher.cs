using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Notices;

/// <summary>
/// Publishes one email for what many plans have to tell. One process at a time does, for as long as its turn lasts. What was told is
/// written down after SNS has accepted it: a process that dies in between leaves it to the next, which tells it once more.
/// </summary>
/// <param name="commandOptions">The options with which a dr command finds this deployment.</param>
public sealed class DigestPublisher(
    NoticePublisher publisher, NoticeStore board, ILogger log, TimeProvider time, string region, string commandOptions)
{
    /// <summary>Each with a command, these fit into a message of SNS three times.</summary>
    const int MostInOne = 200;

    /// <summary>False where no digest is needed, or another process publishes one. Never throws for what AWS does.</summary>
    /// <param name="ends">When the invocation will be ended.</param>
    public async Task<bool> PublishAsync(DateTimeOffset ends, CancellationToken cancellation)
    {
        if (await board.ReadAsync(cancellation) is not { } read || Digests.Due(read.Board, time.GetUtcNow()) is not { Count: > 0 } due)
        {
            return false;
        }

        var turn = new DigestTurn(time.GetUtcNow() + Digests.Turn, read.Board.Turn?.Told ?? []);
        if (await board.TakeAsync(read, turn, cancellation) is not { } mine)
        {
            return false;
        }

        var told = new List<WaitingNotice>();
        foreach (var part in due.GroupBy(notice => notice.Channel).SelectMany(channel => channel.Chunk(MostInOne)))
        {
            // A turn that is over may be another's by now.
            if (time.GetUtcNow() + Timing.Change > turn.Until
                || !await publisher.PublishDigestAsync(DigestEmails.Of(part, region, commandOptions), part, ends, cancellation))
            {
                break;
            }

            told.AddRange(part);
        }

        log.LogInformation("A digest told {Told} of {Due} notices of {Plans} plans.", told.Count, due.Count, due.DistinctBy(notice => notice.Plan).Count());
        await board.TakeAsync(mine, Digests.After(mine.Board, told, time.GetUtcNow()), cancellation);
        return told.Count > 0;
    }
}
