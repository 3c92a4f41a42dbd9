namespace DrFunctions.Aws;

/// <summary>
/// Keeps all calls of a process within AWS's rate limits, so that none is throttled: calls go in the order they came, each as soon as its
/// token is available. One token of each bucket is never used, because calls may reach AWS closer together than they were sent. Other
/// callers of the account are not known; if AWS throttles nevertheless, the bucket counts as empty.
/// </summary>
public sealed class Pacer(TimeProvider time)
{
    readonly Dictionary<(string Rate, string Region), Bucket> buckets = [];
    readonly Lock gate = new();

    /// <summary>Whole tokens that are available now.</summary>
    public int Left(RateLimit rate, string region)
    {
        lock (gate)
        {
            return Math.Max(0, (int)Of(rate, region).Filled(time));
        }
    }

    /// <summary>
    /// Takes tokens as soon as they are available. If that is later than the caller may wait, takes none and returns false.
    /// </summary>
    /// <param name="most">Null waits however long it takes.</param>
    public async Task<bool> TakeAsync(RateLimit rate, string region, int tokens, TimeSpan? most, CancellationToken cancellation)
    {
        TimeSpan wait;
        lock (gate)
        {
            var bucket = Of(rate, region);
            wait = bucket.WaitFor(tokens, time);
            if (wait > most)
            {
                return false;
            }

            bucket.Take(tokens, time);
        }

        if (wait > TimeSpan.Zero)
        {
            await time.PauseAsync(wait, cancellation);
        }

        return true;
    }

    /// <summary>AWS throttled a call: somebody else uses the rate as well.</summary>
    public void Empty(RateLimit rate, string region)
    {
        lock (gate)
        {
            Of(rate, region).Empty(time);
        }
    }

    Bucket Of(RateLimit rate, string region)
    {
        ArgumentNullException.ThrowIfNull(rate);
        var key = (rate.Name, rate.IsGlobal ? "" : region);
        return buckets.TryGetValue(key, out var bucket) ? bucket : buckets[key] = new Bucket(rate, time.GetTimestamp());
    }

    /// <summary>Tokens may be taken in advance: then their number is negative, and the next taker waits longer.</summary>
    sealed class Bucket(RateLimit rate, long now)
    {
        readonly int size = Math.Max(1, rate.Bucket - 1);
        double tokens = Math.Max(1, rate.Bucket - 1);
        long at = now;

        public double Filled(TimeProvider time) => Math.Min(size, tokens + (time.GetElapsedTime(at).TotalSeconds * rate.PerSecond));

        public TimeSpan WaitFor(int needs, TimeProvider time)
        {
            var missing = Math.Min(needs, size) - Filled(time);
            return missing <= 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(missing / rate.PerSecond * 1000));
        }

        public void Take(int taken, TimeProvider time) => (tokens, at) = (Filled(time) - taken, time.GetTimestamp());

        public void Empty(TimeProvider time) => (tokens, at) = (Math.Min(0, Filled(time)), time.GetTimestamp());
    }
}
