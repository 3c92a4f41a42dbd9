using System.Text;
using DrFunctions.Core.Plans;

namespace DrFunctions.Aws;

/// <param name="Because">The middle of a sentence: "answers 503, not 200".</param>
public sealed record ProbeAnswer(bool IsGood, string Because)
{
    /// <summary>The front door refuses this caller, which says nothing about what it serves to others.</summary>
    public bool IsRefusal { get; init; }
}

/// <summary>
/// Asks front doors over HTTP, as a user's browser would, each time over a new connection and without following redirects.
/// </summary>
public sealed class Prober : IDisposable
{
    const int MostBody = 64 * 1024;

    /// <summary>A firewall, a login or a rate limit stands before the application: 401, 403, 407, 429, 451.</summary>
    static readonly int[] Refusals = [401, 403, 407, 429, 451];

    readonly HttpClient http;
    readonly Calls calls;
    readonly Uri? via;

    /// <param name="via">A test bench that gets every probe instead, with the original Host header; null for the real front doors.</param>
    public Prober(Calls calls, HttpMessageHandler? handler = null, Uri? via = null)
    {
        this.calls = calls;
        this.via = via;
        http = new HttpClient(
            handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Never throws for what a front door does: no answer is a result too.</summary>
    public async Task<ProbeAnswer> AskAsync(Probe probe, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(probe);
        try
        {
            return await calls.AskAsync(probe.Timeout, token => AskOnceAsync(probe, token), cancellation);
        }
        catch (Exception e) when (AwsErrors.Is(e) || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new ProbeAnswer(false, $"gives {(e is TimeoutException ? AwsErrors.Describe(e) : $"no answer ({AwsErrors.Describe(e)})")}");
        }
    }

    /// <summary>Whether there is any answer at all, whatever its status.</summary>
    public async Task<bool> AnswersAsync(Uri url, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            using var response = await calls.AskAsync(timeout, token => SendAsync(url, token), cancellation);
            return true;
        }
        catch (Exception e) when (AwsErrors.Is(e) || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    async Task<ProbeAnswer> AskOnceAsync(Probe probe, CancellationToken cancellation)
    {
        using var response = await SendAsync(probe.Url, cancellation);
        var status = (int)response.StatusCode;
        if (status != probe.Status)
        {
            var refused = Refusals.Contains(status);
            return new ProbeAnswer(false, $"answers {status}, not {probe.Status}{(refused ? ": it refuses us" : "")}") { IsRefusal = refused };
        }

        if (probe.Contains is { } needs && !(await ReadAsync(response, cancellation)).Contains(needs, StringComparison.Ordinal))
        {
            return new ProbeAnswer(false, $"answers {status}, but without \"{needs}\"");
        }

        return new ProbeAnswer(true, $"answers {status}{(probe.Contains is null ? "" : $" with \"{probe.Contains}\"")}");
    }

    async Task<HttpResponseMessage> SendAsync(Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, via is null ? url : new Uri(via, url.PathAndQuery));
        request.Headers.Host = via is null ? null : url.Authority;
        request.Headers.UserAgent.ParseAdd("DrFunctions-probe");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MostBody];
        var read = await stream.ReadAtLeastAsync(buffer, MostBody, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
