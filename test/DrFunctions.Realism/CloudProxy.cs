using System.Net.Http.Headers;
using LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Realism;

/// <summary>A proxy between one function process and moto: it records each call and injects the fault that the test decides.</summary>
sealed class CloudProxy : IAsyncDisposable
{
    // Longer than a function waits for anything.
    static readonly TimeSpan Hang = TimeSpan.FromSeconds(5);

    readonly WebApplication app;
    readonly CallLog log;
    readonly Uri moto;
    readonly Func<PassingCall, Task<Mishap>> meet;
    readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };
    readonly CancellationTokenSource stopping = new();
    int calls;

    CloudProxy(WebApplication app, CallLog log, Uri moto, Func<PassingCall, Task<Mishap>> meet) =>
        (this.app, this.log, this.moto, this.meet) = (app, log, moto, meet);

    public string Address => app.Urls.Single();

    /// <summary>Ends the process that calls through this proxy.</summary>
    public Action Kill { get; set; } = () => { };

    /// <param name="meet">Decides which fault a call meets before it is passed on; it may wait.</param>
    public static async Task<CloudProxy> OpenAsync(CallLog log, string moto, Func<PassingCall, Task<Mishap>>? meet = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var proxy = new CloudProxy(builder.Build(), log, new Uri(moto), meet ?? (_ => Task.FromResult(Mishap.None)));
        proxy.app.Run(proxy.ServeAsync);
        await proxy.app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        http.Dispose();
        stopping.Dispose();
    }

    async Task ServeAsync(HttpContext context)
    {
        WireRequest request;
        try
        {
            request = await ReadAsync(context);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The process died while it sent the request, so moto never receives it.
            return;
        }

        var call = log.Add(Interlocked.Increment(ref calls), request);
        try
        {
            call.Mishap = await meet(call);
            await PlayAsync(call, context);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    async Task PlayAsync(PassingCall call, HttpContext context)
    {
        switch (call.Mishap)
        {
            case Mishap.KillBefore:
                Kill();
                context.Abort();
                return;
            case Mishap.ResetBefore:
                context.Abort();
                return;
            case Mishap.HangBefore:
                await Task.Delay(Hang, stopping.Token);
                context.Abort();
                return;
            case Mishap.Error500Before or Mishap.Throttle or Mishap.GarbageBefore:
                await LyingAnswer.To(call, null).WriteAsync(context.Response);
                return;
            case Mishap.Slow:
                await Task.Delay(TimeSpan.FromSeconds(1), stopping.Token);
                break;
        }

        // A request that was sent arrives, whether or not its sender still runs.
        var answer = await ForwardAsync(call.Request);
        call.Status = answer.Status;
        await AnswerAsync(call, answer, context);
    }

    async Task AnswerAsync(PassingCall call, LyingAnswer answer, HttpContext context)
    {
        switch (call.Mishap)
        {
            case Mishap.KillAfterEffect:
                Kill();
                context.Abort();
                break;
            case Mishap.ResetAfter:
                context.Abort();
                break;
            case Mishap.HangAfter:
                await Task.Delay(Hang, stopping.Token);
                context.Abort();
                break;
            case Mishap.CutAnswer:
                context.Response.ContentLength = answer.Body.Length + 1;
                await answer.WriteAsync(context.Response);
                await context.Response.Body.FlushAsync();
                context.Abort();
                break;
            case Mishap.KillAfterAnswer:
                await answer.WriteAsync(context.Response);
                await context.Response.CompleteAsync();
                Kill();
                break;
            default:
                await LyingAnswer.To(call, answer).WriteAsync(context.Response);
                break;
        }
    }

    async Task<LyingAnswer> ForwardAsync(WireRequest asked)
    {
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(moto, asked.Path + asked.Query));
        if (asked.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(asked.Body);
        }

        foreach (var (name, value) in asked.Headers.Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding" or "Connection" or "Expect")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, stopping.Token);
        var headers = response.Headers.Where(header => header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value));
        return new LyingAnswer(
            (int)response.StatusCode, TypeOf(response.Content.Headers), await response.Content.ReadAsByteArrayAsync(stopping.Token),
                headers);
    }

    static string? TypeOf(HttpContentHeaders headers) => headers.ContentType?.ToString();

    static async Task<WireRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name] = value.ToString();
        }

        // The raw target keeps the path as it was signed and sent, with its escapes.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        return new WireRequest(
            context.Request.Method, context.Request.Host.Value ?? "", target[0], target.Length > 1 ? $"?{target[1]}" : "", headers, body.ToArray());
    }
}
