using LocalAws.Wire;

namespace LocalAws;

/// <summary>The token buckets of one account, by which AWS limits rates. What a call costs is in the profile of its service.</summary>
public sealed class TokenBuckets(TimeProvider time)
{
    readonly SortedDictionary<string, (double Tokens, DateTimeOffset At)> buckets = new(StringComparer.Ordinal);

    /// <summary>Takes what a call costs. False: the call is throttled, and took nothing.</summary>
    public bool TryTake(IEnumerable<RateCost> costs)
    {
        var all = costs.ToArray();
        if (all.Any(cost => Filled(cost) < cost.Tokens))
        {
            return false;
        }

        foreach (var cost in all)
        {
            buckets[cost.Bucket] = (Filled(cost) - cost.Tokens, time.GetUtcNow());
        }

        return true;
    }

    double Filled(RateCost cost) => buckets.TryGetValue(cost.Bucket, out var bucket)
        ? Math.Min(cost.Size, bucket.Tokens + (time.GetUtcNow() - bucket.At).TotalSeconds * cost.Refill)
        : cost.Size;
}
