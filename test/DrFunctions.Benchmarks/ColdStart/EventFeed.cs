using System.Globalization;
using System.Net;
using System.Text;
using System.Threading.Channels;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>Lambda's Runtime API for one process: as little of it as a cold start needs.</summary>
public sealed class EventFeed : IDisposable
{
    static readonly TimeSpan Timeout = TimeSpan.FromMinutes(15);

    readonly HttpListener listener = new();
    readonly byte[] json;
    readonly Channel<byte> given = Channel.CreateUnbounded<byte>();
    TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EventFeed(string json)
    {
        this.json = Encoding.UTF8.GetBytes(json);
        Endpoint = $"127.0.0.1:{Ports.Free()}";
        listener.Prefixes.Add($"http://{Endpoint}/");
        listener.Start();
        _ = ServeAsync();
    }

    /// <summary>host:port, for AWS_LAMBDA_RUNTIME_API.</summary>
    public string Endpoint { get; }

    /// <summary>Told when the process asks for an event: its initialisation is done, or its last event.</summary>
    public Action? Asked { get; set; }

    /// <summary>Gives the process an event, once it asks for one, and waits for its answer.</summary>
    public Task<string> GiveAsync()
    {
        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        given.Writer.TryWrite(0);
        return answer.Task;
    }

    public void Dispose() => listener.Close();

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The feed was disposed of.
        }
    }

    async Task AnswerAsync(HttpListenerContext context)
    {
        if (context.Request.HttpMethod == "POST")
        {
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var said = await reader.ReadToEndAsync();
            context.Response.StatusCode = 202;
            context.Response.Close();
            answer.TrySetResult(said);
            return;
        }

        Asked?.Invoke();
        await given.Reader.ReadAsync();
        context.Response.ContentType = "application/json";
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = Guid.NewGuid().ToString();
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = (DateTimeOffset.UtcNow + Timeout).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = $"arn:aws:lambda:{ColdWorld.Region}:123456789012:function:cold";
        context.Response.Close(json, willBlock: false);
    }
}
