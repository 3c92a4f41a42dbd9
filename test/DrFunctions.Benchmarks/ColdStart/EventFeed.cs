using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>Lambda's Runtime API for one event after another, as little of it as a cold start needs.</summary>
public sealed class EventFeed : IDisposable
{
    readonly HttpListener listener = new();
    readonly byte[] json;
    int given;
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

    /// <summary>What the function says to the next event; the process that asks first gets that event, and none gets a second.</summary>
    public Task<string> NextAnswer()
    {
        answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref given, 0);
        return answer.Task;
    }

    public void Dispose() => listener.Close();

    async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await AnswerAsync(await listener.GetContextAsync());
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
            answer.TrySetResult(await reader.ReadToEndAsync());
            context.Response.StatusCode = 202;
            context.Response.Close();
        }
        else if (Interlocked.Exchange(ref given, 1) == 0)
        {
            var ends = DateTimeOffset.UtcNow.AddMinutes(15).ToUnixTimeMilliseconds();
            context.Response.ContentType = "application/json";
            context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = Guid.NewGuid().ToString();
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = ends.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:ap-northeast-1:123456789012:function:cold";
            context.Response.Close(json, willBlock: false);
        }

        // A second question for an event stays open, as on Lambda, until the process is ended.
    }
}

static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
