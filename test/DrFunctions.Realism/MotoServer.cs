using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>A separate moto server on a free port. Its state is in memory; each furnishing starts from nothing.</summary>
public class MotoServer : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    Process? server;

    public string Address { get; private set; } = "";

    /// <summary>The command that starts the server, without the address to listen on.</summary>
    protected virtual string[] Program => ["moto_server"];

    public virtual async Task InitializeAsync()
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        Address = $"http://127.0.0.1:{port}";
        server = Tools.Begin(Tools.Start(Program[0], [.. Program[1..], "-H", "127.0.0.1", "-p", port]));
        server.OutputDataReceived += (_, line) => Said(line.Data ?? "");
        server.ErrorDataReceived += (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }
    }

    /// <summary>Empties the server and creates the resources that the shop's plan names.</summary>
    /// <returns>The ids that moto generated.</returns>
    public Task<JsonNode> FurnishAsync() => AskAsync("furnish");

    /// <summary>The state that a failover may have changed, as boto3 reads it.</summary>
    public Task<JsonNode> StateAsync() => AskAsync("state");

    /// <summary>Starts what a failover of the shop starts.</summary>
    public Task StartStandbyAsync() => AskAsync("start");

    /// <summary>Writes items into the state table, in DynamoDB's own JSON.</summary>
    public async Task PutItemsAsync(JsonArray items)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, items.ToJsonString());
        await AskAsync("put", file);
        File.Delete(file);
    }

    /// <summary>A line that the server wrote to its output.</summary>
    protected virtual void Said(string line)
    {
    }

    async Task<JsonNode> AskAsync(params string[] what) =>
        JsonNode.Parse((await Tools.RunAsync("python3", ["test/DrFunctions.Realism/moto_world.py", Address, .. what])).Good())!;

    async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var began = Stopwatch.StartNew(); began.Elapsed < Patience && !server!.HasExited;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"{Address}/moto-api/data.json"));
                return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"moto_server did not answer at {Address} within {Patience.TotalSeconds} s"
            + (server!.HasExited ? $": it ended with exit code {server.ExitCode}; is moto installed with its server, as requirements.txt says?" : "."));
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
