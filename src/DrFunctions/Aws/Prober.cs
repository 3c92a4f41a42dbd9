using System.Globalization;
using System.Text;
using DrFunctions.Core.Plans;

namespace DrFunctions.Aws;

/// <param name="Because">The middle of a sentence: "answers 503, not 200".</param>
public sealed record ProbeAnswer(bool IsGood, string Because)
{
    /// <summary>
    /// Says nothing about what the front door serves to others: it refuses this caller, or its address may not be asked.
    /// </summary>
    public bool SaysNothing { get; init; }
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
    /// <param name="anywhere">On a test bench: addresses that no front door of users has are asked as well.</param>
    public Prober(Calls calls, HttpMessageHandler? handler = null, Uri? via = null, bool anywhere = false)
    {
        this.calls = calls;
        this.via = via;
        http = new HttpClient(handler ?? ProbeConnections.Handler(anywhere))
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
            return e.InnerException is RefusedAddressException refused
                ? new ProbeAnswer(false, $"is not asked: {refused.Message}; correct the plan") { SaysNothing = true }
                : new ProbeAnswer(false, $"gives {(e is TimeoutException ? AwsErrors.Describe(e) : $"no answer ({WhyNone(e, probe)})")}");
        }
    }

    /// <summary>Whether there is any answer at all, whatever its status.</summary>
    public async Task<bool> AnswersAsync(Uri url, TimeSpan timeout, CancellationToken cancellation)
    {
        try
        {
            using var response = await calls.AskAsync(timeout, token => SendAsync(url, url, token), cancellation);
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
        using var response = await SendAsync(probe.Url, probe.Target, cancellation);
        var status = (int)response.StatusCode;
        if (status != probe.Status)
        {
            var refused = Refusals.Contains(status);
            return new ProbeAnswer(false, $"answers {status}, not {probe.Status}{(refused ? ": it refuses us" : "")}") { SaysNothing = refused };
        }

        if (probe.Contains is { } needs && !(await ReadAsync(response, cancellation)).Contains(needs, StringComparison.Ordinal))
        {
            return new ProbeAnswer(false, $"answers {status}, but without \"{needs}\"");
        }

        return new ProbeAnswer(true, $"answers {status}{(probe.Contains is null ? "" : $" with \"{probe.Contains}\"")}");
    }

    static string WhyNone(Exception e, Probe probe) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: { } inner }
            ? $"no TLS for {probe.Url.IdnHost}: {AwsErrors.Describe(inner)}"
            : AwsErrors.Describe(e);

    /// <param name="target">
    /// Where the request goes. The client takes the name for TLS and for the certificate from the Host header, which stays the url's.
    /// </param>
    async Task<HttpResponseMessage> SendAsync(Uri url, Uri target, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, via is null ? target : new Uri(via, url.PathAndQuery));
        request.Headers.Host = via is null && target == url ? null : HostOf(url);
        if (via is not null && target != url)
        {
            // On a bench every door has one address: the standard's header says which is meant.
            request.Headers.Add("Alt-Used", HostOf(target));
        }

        request.Headers.UserAgent.ParseAdd("DrFunctions-probe");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    static string HostOf(Uri url)
    {
        var host = url.HostNameType == UriHostNameType.Dns ? url.IdnHost : url.Host;
        return url.IsDefaultPort ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{url.Port}");
    }

    static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MostBody];
        var read = await stream.ReadAtLeastAsync(buffer, MostBody, throwOnEndOfStream: false, cancellation);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
