using Amazon.EC2;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>
/// Makes the same change to many instances, in batches that AWS's rates allow. AWS refuses a whole batch because of one instance in it:
/// that culprit is left out if AWS names it, and otherwise found by halving. <see cref="Of"/> then gives the outcomes.
/// </summary>
/// <param name="requests">The rate of which each call takes one token.</param>
/// <param name="instances">The rate of which each instance of a call takes one token.</param>
/// <param name="saved">When the change was decided; instances that cannot be sent while that is fresh are left to the next look.</param>
sealed class Ec2Batches(
    Calls calls, RateLimit requests, RateLimit instances, string region, SaveInstant? saved, Func<List<string>, CancellationToken,
        Task> send)
{
    /// <summary>
    /// The largest batch: the thousand instances that may start at once, divided by the five calls that may be made at once.
    /// </summary>
    public const int Most = 200;

    /// <summary>With this many culprits the cause is probably something else: the rest of the batch is refused with them.</summary>
    const int MostCulprits = 5;

    readonly HashSet<string> sent = new(StringComparer.Ordinal);
    readonly Dictionary<string, Exception> refused = new(StringComparer.Ordinal);
    readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    readonly List<string> later = [];
    int culprits;
    Exception? stopped;

    /// <summary>Never throws for what AWS answers.</summary>
    public async Task SendAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        var left = new Queue<string>(ids.Distinct(StringComparer.Ordinal));
        while (left.Count > 0 && stopped is null)
        {
            var allowed = calls.Pacer.Left(instances, region);
            if (allowed == 0 && sent.Count > 0)
            {
                // Tokens that return meanwhile serve one batch of the next look, instead of many small calls now.
                stopped = new HeldBackException($"{left.Count} instances are still to be asked for, and AWS allows {instances.PerSecond:0.#} a second");
                return;
            }

            var batch = Enumerable.Range(0, Math.Min(left.Count, Math.Clamp(allowed, 1, Most))).Select(_ => left.Dequeue()).ToList();
            await SolveAsync(batch, culprit: null, cancellation);
            while (later.Count > 0 && stopped is null)
            {
                List<string> rest = [.. later.Order(StringComparer.Ordinal)];
                later.Clear();
                await SolveAsync(rest, culprit: null, cancellation);
            }
        }
    }

    /// <summary>The outcome of these instances together.</summary>
    public StartOutcome Of(IReadOnlyCollection<string> ids)
    {
        var unsent = ids.Where(id => !sent.Contains(id) && !refused.ContainsKey(id) && !unknown.Contains(id)).ToList();
        if (ids.Any(unknown.Contains))
        {
            return new StartOutcome(Trouble: AwsErrors.Describe(stopped!));
        }

        if (unsent.Count > 0)
        {
            return Cursor(ids) is { } cursor
                ? new StartOutcome(
                    cursor, AwsErrors.Describe(stopped!), new Refusal(AwsErrors.Describe(stopped!), MayPass: true) { Sent = Sent.Part })
                : StartOutcome.Of(stopped!);
        }

        return ids.Count == 0 || ids.Any(sent.Contains) ? new StartOutcome() : Kindest(ids.Select(id => StartOutcome.Of(refused[id])));
    }

    /// <summary>As long as one instance may still start, the step may.</summary>
    static StartOutcome Kindest(IEnumerable<StartOutcome> refusals)
    {
        var all = refusals.ToList();
        return all.Find(one => one.Refusal?.MayPass == true) ?? all.Find(one => one.Refusal?.Cause != RefusalCause.Lasting) ?? all[0];
    }

    /// <summary>The last id, in order, up to which every outcome is known; null if there is none.</summary>
    string? Cursor(IEnumerable<string> ids) =>
        ids.Order(StringComparer.Ordinal).TakeWhile(id => sent.Contains(id) || refused.ContainsKey(id)).LastOrDefault();

    /// <param name="culprit">The refusal of a batch whose culprit must be among these ids; null if nothing is known of them.</param>
    async Task SolveAsync(List<string> ids, Exception? culprit, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return;
        }

        if (culprit is not null && culprits >= MostCulprits)
        {
            Refuse(ids, culprit);
            return;
        }

        // The last remaining id is tried as well: the cause of the refusal, such as missing capacity, may have passed meanwhile.
        var tried = culprit is null ? ids : ids[..Math.Max(1, ids.Count / 2)];
        var rest = ids[tried.Count..];
        var refusal = await TryAsync(tried, cancellation);
        if (stopped is not null)
        {
            return;
        }

        if (refusal is null)
        {
            await SolveAsync(rest, culprit, cancellation);
            return;
        }

        // The culprits are in the tried part, so nothing more is known of the rest: it is tried as a whole later.
        later.AddRange(rest);
        await SearchAsync(tried, refusal, cancellation);
    }

    /// <summary>Finds the culprits of a refused batch and leaves them out.</summary>
    async Task SearchAsync(List<string> ids, Exception refusal, CancellationToken cancellation)
    {
        if (Named(refusal, ids) is { Count: > 0 } named)
        {
            Refuse(named, refusal);
            later.AddRange(ids.Except(named));
        }
        else if (ids.Count == 1)
        {
            culprits++;
            Refuse(ids, refusal);
        }
        else
        {
            await SolveAsync(ids, refusal, cancellation);
        }
    }

    /// <summary>The refusal, if AWS refused the batch because of what is in it; otherwise null. Any other error stops everything.</summary>
    async Task<Exception?> TryAsync(List<string> ids, CancellationToken cancellation)
    {
        try
        {
            await calls.TurnAsync(saved, requests, region, 1, cancellation);
            await calls.TurnAsync(saved, instances, region, ids.Count, cancellation);
            await calls.WatchAsync(requests, region, async token => { await send(ids, token); return true; }, cancellation);
            sent.UnionWith(ids);
            return null;
        }
        catch (HeldBackException e)
        {
            stopped = e;
        }
        catch (AmazonEC2Exception e) when (AwsErrors.AsRefusal(e) is not null)
        {
            if (!AwsErrors.IsThrottle(e) && !AwsErrors.IsDenied(e))
            {
                return e;
            }

            stopped = e;
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            unknown.UnionWith(ids);
            stopped = e;
        }

        return null;
    }

    void Refuse(List<string> ids, Exception why)
    {
        foreach (var id in ids)
        {
            refused[id] = why;
        }
    }

    static List<string> Named(Exception e, List<string> asked) =>
        [.. Ec2StartSettings.IdsIn(e.Message).Where(asked.Contains).Distinct(StringComparer.Ordinal)];
}
