using DrFunctions.Store;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Notices;

/// <summary>
/// Looks every few minutes whether people still receive what DrFunctions tells: AWS suspends a subscription that gets too many emails and
/// deletes it two days later, and a mail scanner that follows the link at the end of an email ends it at once.
/// </summary>
public sealed class SubscriptionWatch(NoticePublisher publisher, SubscriptionStore store, ILogger log, TimeProvider time)
{
    static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>Of what lasts, one line an hour is enough; the alarms watch the metrics.</summary>
    static readonly TimeSpan LoggedEvery = TimeSpan.FromHours(1);

    SubscriptionCounts counts = new(0, 0);
    DateTimeOffset lookedAt;
    DateTimeOffset loggedAt;

    /// <summary>The newest counts. Never throws for what AWS does: while nothing can be read, they stay as they were.</summary>
    public async Task<SubscriptionCounts> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - lookedAt < Every && now >= lookedAt)
        {
            return counts;
        }

        lookedAt = now;
        if (await publisher.SubscriptionsAsync(cancellation) is not { } found)
        {
            return counts;
        }

        var most = await store.MostAsync(found.AllConfirmed, cancellation);
        counts = new SubscriptionCounts(found.AllPending, found is { Confirmed: 0 } or { EscalationConfirmed: 0 }
            ? Math.Max(1, most - found.AllConfirmed) : most - found.AllConfirmed);
        var trouble = found.Trouble ?? (counts.Gone == 0 ? null
            : $"{counts.Gone} of {most} subscriptions are gone, so somebody is not notified any more: subscribe them again");
        if (trouble is not null && (now - loggedAt >= LoggedEvery || now < loggedAt))
        {
            loggedAt = now;
            log.LogWarning("{Sentence}", trouble);
        }

        return counts;
    }
}

/// <param name="Pending">Subscriptions that wait for their confirmation, and receive nothing.</param>
/// <param name="Gone">How many fewer are confirmed than lately; at least one if a topic has none.</param>
public sealed record SubscriptionCounts(int Pending, int Gone);
