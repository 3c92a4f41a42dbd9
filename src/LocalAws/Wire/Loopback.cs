using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalAws;

/// <summary>
/// The cloud on a TCP port, for the AWS CLI, any SDK (<c>AWS_ENDPOINT_URL</c>) and probes, whose Host header names the front
/// door. Requests come from many threads; the cloud's gate lets one at a time touch the world.
/// </summary>
public sealed class Loopback : IAsyncDisposable
{
    /// <summary>Unsigned requests below this path are for LocalAws itself.</summary>
    const string OwnPath = "/_localaws/";

    readonly WebApplication app;
    readonly LocalCloud cloud;
    readonly CancellationTokenSource stopping = new();

    Loopback(LocalCloud cloud, IPAddress address, int port)
    {
        this.cloud = cloud;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        app = builder.Build();
        app.Run(ServeAsync);
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:43210</c>.</summary>
    public Uri Address => new(app.Urls.First());

    /// <param name="cloud">What answers; it goes on living after the port is closed.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="address">Loopback unless containers must reach it.</param>
    public static async Task<Loopback> StartAsync(LocalCloud cloud, int port = 0, IPAddress? address = null)
    {
        var loopback = new Loopback(cloud, address ?? IPAddress.Loopback, port);
        try
        {
            await loopback.app.StartAsync();
            return loopback;
        }
        catch
        {
            await loopback.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        // Calls that hang, such as calls to an unreachable Region, end now.
        await stopping.CancelAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    async Task ServeAsync(HttpContext context)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        var request = await ReadAsync(context, cancel.Token);
        try
        {
            var answer = request.Scope is null && request.Path.StartsWith(OwnPath, StringComparison.Ordinal)
                ? Status()
                : await cloud.AnswerAsync(request, cancel.Token);
            await WriteAsync(context, answer);
        }
        catch (HttpRequestException e) when (request.Scope is null)
        {
            await WriteAsync(context, new WireResponse(502, "text/plain",
                $"LocalAws: {e.Message}. There is no such front door, or it is closed.\n"));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            context.Abort();
        }
        catch (Exception e)
        {
            // No service understands this request: its sender, not a log, should read why.
            await WriteAsync(context, new WireResponse(500, "text/plain", $"LocalAws could not answer {request.Operation}: {e}\n"));
        }
    }

    static async Task<WireRequest> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancel);
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in context.Request.Headers)
        {
            headers[name] = value.ToString();
        }

        // The raw target keeps the path as it was signed and sent, with its escapes.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        return new WireRequest(context.Request.Method, context.Request.Host.Value ?? "", target[0],
            target.Length > 1 ? "?" + target[1] : "", headers, body.ToArray());
    }

    static async Task WriteAsync(HttpContext context, WireResponse answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType.Length > 0 ? answer.ContentType : null;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        var body = answer.Body;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    WireResponse Status()
    {
        lock (cloud.World.Gate)
        {
            return new WireResponse(200, "application/json", new JsonObject
            {
                ["status"] = "ok",
                ["time"] = cloud.World.Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
                ["seed"] = cloud.World.Seed,
                ["calls"] = cloud.Calls,
            }.ToJsonString());
        }
    }
}
