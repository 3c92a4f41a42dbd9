using System.Text.Json;
using System.Xml;
using DrFunctions.Core.Deciding;

namespace DrFunctions.Aws;

/// <summary>
/// Calls to AWS and to front doors. Every call has a timeout, because a call that hangs must not hold up the look, and keeps to AWS's rate
/// where there is one.
/// </summary>
public sealed class Calls(TimeProvider time)
{
    /// <summary>The clock of the timeouts.</summary>
    public TimeProvider Time => time;

    public Pacer Pacer { get; } = new(time);

    /// <summary>The turns that all processes of the account share; null where each process keeps its own pace only.</summary>
    public IAccountTurns? Account { get; set; }

    /// <summary>A call that changes nothing.</summary>
    /// <exception cref="TimeoutException">No answer within the time of a read.</exception>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        AskAsync(Timing.Read, call, cancellation);

    /// <summary>A call that changes something of our own, such as the state table.</summary>
    /// <exception cref="TimeoutException">No answer within the time of a change, which may or may not have taken effect.</exception>
    public Task<T> SendAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        AskAsync(Timing.Change, call, cancellation);

    /// <summary>A call that changes nothing, once its turn has come.</summary>
    /// <param name="limit">Null for the time of a read.</param>
    /// <exception cref="TimeoutException">No answer within that time of its turn.</exception>
    public async Task<T> AskAsync<T>(
        RateLimit rate, string region, Func<CancellationToken, Task<T>> call, CancellationToken cancellation, TimeSpan? limit = null)
    {
        await Pacer.TakeAsync(rate, region, 1, most: null, cancellation);
        return await WatchAsync(rate, region, limit ?? Timing.Read, call, cancellation);
    }

    /// <summary>A call that changes something, if its turn comes while its decision is fresh.</summary>
    /// <exception cref="HeldBackException">It was not sent.</exception>
    /// <exception cref="TimeoutException">No answer within the time of a change, which may or may not have taken effect.</exception>
    public async Task<T> ChangeAsync<T>(
        SaveInstant? saved, RateLimit rate, string region, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        await TurnAsync(saved, rate, region, 1, cancellation);
        return await WatchAsync(rate, region, call, cancellation);
    }

    /// <summary>Waits for the turn of a change, which the caller then sends at once.</summary>
    /// <exception cref="HeldBackException">The turn does not come while the decision is fresh.</exception>
    public async Task TurnAsync(SaveInstant? saved, RateLimit rate, string region, int tokens, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rate);
        saved?.ThrowIfStale();
        if (!await Pacer.TakeAsync(rate, region, tokens, saved?.Patience, cancellation))
        {
            throw new HeldBackException($"held back: AWS allows {rate.PerSecond:0.#} per second of {rate.Name}; the next look continues");
        }

        saved?.ThrowIfStale();
    }

    /// <summary>Sends a change whose turn has come.</summary>
    public Task<T> WatchAsync<T>(RateLimit rate, string region, Func<CancellationToken, Task<T>> call, CancellationToken cancellation) =>
        WatchAsync(rate, region, Timing.Change, call, cancellation);

    async Task<T> WatchAsync<T>(
        RateLimit rate, string region, TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(limit, call, cancellation);
        }
        catch (Exception e) when (AwsErrors.IsThrottle(e))
        {
            Pacer.Empty(rate, region);
            throw;
        }
    }

    /// <exception cref="TimeoutException">No answer within <paramref name="limit"/>.</exception>
    /// <exception cref="IOException">The answer cannot be read; a change may or may not have taken effect.</exception>
    public async Task<T> AskAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await call(either.Token);
        }
        catch (Exception e) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested && IsCancellation(e))
        {
            throw new TimeoutException($"no answer within {limit.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is XmlException or JsonException)
        {
            // A sign-in page or half a document: the SDK passes on its parser's exception, which is not our bug.
            throw new IOException($"the answer cannot be read: {e.Message}", e);
        }
    }

    static bool IsCancellation(Exception e) => e is OperationCanceledException || (e.InnerException is { } inner && IsCancellation(inner));
}

/// <summary>A call that changes something was not sent: it has no effect.</summary>
public sealed class HeldBackException(string message) : TimeoutException(message);

/// <summary>A later call of a change failed, was refused or was held back, after AWS had accepted an earlier one.</summary>
public sealed class SentInPartException(Exception why) : IOException(why.Message, why);
