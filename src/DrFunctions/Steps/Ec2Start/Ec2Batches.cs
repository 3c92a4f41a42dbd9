using Amazon.EC2;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.Ec2Start;

/// <summary>
/// Makes the same change to many instances, in batches side by side, within AWS's rates: one slow batch must not leave the others no time.
/// AWS refuses a whole batch because of one instance in it: that culprit is left out if AWS names it, and otherwise found by halving.
/// <see cref="Of"/> then gives the outcomes.
/// </summary>
/// <remarks>
/// Batches share no instance, so their order does not matter, and each takes its tokens before it is sent, in the order of the ids.
/// The search for a culprit stays within its batch. Once a batch is throttled, denied or gets no answer, nothing more is sent.
/// </remarks>
/// <param name="requests">The rate of which each call takes one token.</param>
/// <param name="instances">The rate of which each instance of a call takes one token.</param>
/// <param name="suspects">What the process knows of culprits; halving goes on from there, however slow the calls are.</param>
/// <param name="saved">When the change was decided; instances that cannot be sent while that is fresh are left to the next look.</param>
sealed class Ec2Batches(
    Calls calls, RateLimit requests, RateLimit instances, string region, Ec2Suspects suspects, SaveInstant? saved,
        Func<List<string>, CancellationToken, Task> send)
{
    /// <summary>With this many culprits the cause is probably something else: the rest of the batch is refused with them.</summary>
    const int MostCulprits = 5;

    readonly Lock gate = new();
    readonly HashSet<string> sent = new(StringComparer.Ordinal);
    readonly Dictionary<string, Exception> refused = new(StringComparer.Ordinal);
    readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    int culprits;
    Exception? stopped;

    /// <summary>Never throws for what AWS answers.</summary>
    public Task SendAsync(IEnumerable<string> ids, CancellationToken cancellation)
    {
        List<string> all = [.. ids.Distinct(StringComparer.Ordinal)];

        // Tokens that return meanwhile serve one batch of the next look, instead of many small calls now.
        List<string> now = [.. all.Take(Math.Max(1, calls.Pacer.Left(instances, region)))];
        if (now.Count < all.Count)
        {
            stopped = new HeldBackException($"{Plural.Are(all.Count - now.Count, "instance")} still to be asked for, and AWS allows {instances.PerSecond:0.#} a second");
        }

        return Task.WhenAll(suspects.Batches(now).Select(batch => SolveWholeAsync(batch, cancellation)));
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
            // What was sent is ours to undo, so the attempt counts. Without a cursor the next look shows what is left to send.
            var why = AwsErrors.Describe(stopped!);
            return ids.Any(sent.Contains) || Cursor(ids) is not null
                ? new StartOutcome(Cursor(ids), why, new Refusal(why, MayPass: true) { Sent = Sent.Part })
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

    async Task SolveWholeAsync(List<string> batch, CancellationToken cancellation)
    {
        var later = new List<string>();
        await SolveAsync(batch, culprit: null, later, cancellation);
        while (later.Count > 0 && !IsStopped)
        {
            List<string> rest = [.. later.Order(StringComparer.Ordinal)];
            later.Clear();
            await SolveAsync(rest, culprit: null, later, cancellation);
        }
    }

    /// <summary>A batch that is held back leaves the others alone; after any other stop nothing more is sent.</summary>
    bool IsStopped => stopped is not null and not HeldBackException;

    /// <param name="culprit">The refusal of a batch whose culprit must be among these ids; null if nothing is known of them.</param>
    /// <param name="later">Receives the ids of which nothing is known yet.</param>
    async Task SolveAsync(List<string> ids, Exception? culprit, List<string> later, CancellationToken cancellation)
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
        var (wasSent, refusal) = await TryAsync(tried, cancellation);
        if (wasSent)
        {
            await SolveAsync(rest, culprit, later, cancellation);
        }
        else if (refusal is not null)
        {
            // The culprits are in the tried part, so nothing more is known of the rest: it is tried as a whole later.
            later.AddRange(rest);
            await SearchAsync(tried, refusal, later, cancellation);
        }
    }

    /// <summary>Finds the culprits of a refused batch and leaves them out.</summary>
    async Task SearchAsync(List<string> ids, Exception refusal, List<string> later, CancellationToken cancellation)
    {
        if (Named(refusal, ids) is { Count: > 0 } named)
        {
            named.ForEach(id => suspects.Refused([id]));
            Refuse(named, refusal);
            later.AddRange(ids.Except(named));
        }
        else if (ids.Count == 1)
        {
            Interlocked.Increment(ref culprits);
            Refuse(ids, refusal);
        }
        else
        {
            await SolveAsync(ids, refusal, later, cancellation);
        }
    }

    /// <summary>
    /// Whether the batch was sent and, if not, the refusal, if it was because of what is in the batch. Neither if it was stopped.
    /// </summary>
    async Task<(bool WasSent, Exception? Refusal)> TryAsync(List<string> ids, CancellationToken cancellation)
    {
        try
        {
            await calls.TurnAsync(saved, requests, region, 1, cancellation);
            await calls.TurnAsync(saved, instances, region, ids.Count, cancellation);
            if (IsStopped)
            {
                return default;
            }

            await calls.WatchAsync(requests, region, async token => { await send(ids, token); return true; }, cancellation);
            lock (gate)
            {
                sent.UnionWith(ids);
            }

            suspects.Accepted(ids);
            return (true, null);
        }
        catch (AmazonEC2Exception e) when (AwsErrors.AsRefusal(e) is not null && !AwsErrors.IsThrottle(e) && !AwsErrors.IsDenied(e))
        {
            suspects.Refused(ids);
            return (false, e);
        }
        catch (Exception e) when (AwsErrors.Is(e))
        {
            Stop(ids, e);
            return default;
        }
    }

    void Stop(List<string> ids, Exception why)
    {
        lock (gate)
        {
            // What stops everything is told rather than what holds a batch back.
            stopped = stopped is null or HeldBackException ? why : stopped;
            if (AwsErrors.AsRefusal(why) is null)
            {
                unknown.UnionWith(ids);
                stopped = why;
            }
        }
    }

    void Refuse(List<string> ids, Exception why)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                refused[id] = why;
            }
        }
    }

    static List<string> Named(Exception e, List<string> asked) =>
        [.. Ec2StartSettings.IdsIn(e.Message).Where(asked.Contains).Distinct(StringComparer.Ordinal)];
}
