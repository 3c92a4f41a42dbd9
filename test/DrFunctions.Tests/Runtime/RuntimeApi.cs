using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Tests.Runtime;

/// <summary>
/// Lambda's side of the Runtime API on a loopback port: a test invokes, and the process under test polls, works and answers.
/// </summary>
public sealed class RuntimeApi : IAsyncDisposable
{
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:dr-test";
    const int MaxResponseBytes = 6_291_556;

    // Generous, for a busy machine: a process that has not asked for its event by then never will.
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    readonly WebApplication app;
    readonly InvocationQueue queue = new();

    RuntimeApi(WebApplication app)
    {
        this.app = app;
    }

    /// <summary>host:port, for AWS_LAMBDA_RUNTIME_API.</summary>
    public string Endpoint => new Uri(app.Urls.Single()).Authority;

    /// <summary>Makes each call for the next event fail with 500, which a process must not survive.</summary>
    public bool Broken { get; set; }

    public static async Task<RuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new RuntimeApi(app);
        api.Map(app.MapGroup("/2018-06-01/runtime"));
        await app.StartAsync();
        return api;
    }

    /// <summary>
    /// Hands an event to the function and waits for what becomes of it. The timeout is the function's own: it runs from the
    /// delivery, and the process is killed when it ends.
    /// </summary>
    public async Task<Outcome> InvokeAsync(string eventJson, TimeSpan timeout)
    {
        using var invocation = new Invocation(eventJson, timeout);
        queue.Add(invocation);
        if (await Task.WhenAny(invocation.Outcome, Task.Delay(StartLimit + timeout)) != invocation.Outcome)
        {
            queue.Expire(invocation);
        }

        return await invocation.Outcome;
    }

    public async ValueTask DisposeAsync()
    {
        // A process that waits for its next event would hold back a graceful stop.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        queue.Dispose();
    }

    internal void Attach(object process, Action kill) => queue.Attach(process, kill);

    internal void ProcessExited(object process, int code) => queue.ProcessExited(process, code);

    void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/invocation/next", NextAsync);
        api.MapPost("/invocation/{id}/response", async (string id, HttpRequest request) =>
        {
            var body = await BodyAsync(request);
            if (body.Length <= MaxResponseBytes)
            {
                return queue.Answer(id, new Outcome.Answered(Text(body))).ToResult();
            }

            var tooLarge = $"Response payload size ({body.Length} bytes) exceeded maximum allowed payload size ({MaxResponseBytes} bytes).";
            var reply = queue.Answer(id, new Outcome.Failed("Function.ResponseSizeTooLarge", tooLarge, null, ""));
            return (reply == Reply.Accepted ? Reply.TooLarge : reply).ToResult();
        });
        api.MapPost("/invocation/{id}/error", async (string id, HttpRequest request) =>
        {
            var (type, message, header, body) = await ErrorAsync(request);
            return queue.Answer(id, new Outcome.Failed(type, message, header, body)).ToResult();
        });
        api.MapPost("/init/error", async (HttpRequest request) =>
        {
            var (type, message, header, body) = await ErrorAsync(request);
            return queue.FailInit(new Outcome.InitFailed(type, message, header, body)).ToResult();
        });
    }

    async Task<IResult> NextAsync(HttpResponse response, CancellationToken aborted)
    {
        if (Broken)
        {
            return Reply.Broken.ToResult();
        }

        var invocation = await queue.NextAsync(aborted);
        response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        response.Headers["Lambda-Runtime-Deadline-Ms"] =
            invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = FunctionArn;
        response.Headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        return Results.Text(invocation.EventJson, "application/json");
    }

    static async Task<(string Type, string Message, string? Header, string Body)> ErrorAsync(HttpRequest request)
    {
        var header = request.Headers["Lambda-Runtime-Function-Error-Type"].FirstOrDefault();
        var body = Text(await BodyAsync(request));
        using var document = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        return (Field(document, "errorType"), Field(document, "errorMessage"), header, body);
    }

    static string Field(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        return copy.ToArray();
    }

    static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body);
}
