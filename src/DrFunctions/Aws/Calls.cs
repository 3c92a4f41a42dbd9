using System.Text.Json;
using System.Xml;

namespace DrFunctions.Aws;

/// <summary>One call to AWS or to a front door, with an end: what hangs must not hold up the look.</summary>
public sealed class Calls(TimeProvider time)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>The clock by which calls end.</summary>
    public TimeProvider Time => time;

    /// <exception cref="TimeoutException">No answer within three seconds; a change may or may not have taken effect.</exception>
    public Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation) => AskAsync(Limit, call, cancellation);

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
            // A sign-in page, or half a document: the SDK lets its parser's own exception through, which is no mistake of ours.
            throw new IOException($"the answer cannot be read: {e.Message}", e);
        }
    }

    static bool IsCancellation(Exception e) => e is OperationCanceledException || (e.InnerException is { } inner && IsCancellation(inner));
}
