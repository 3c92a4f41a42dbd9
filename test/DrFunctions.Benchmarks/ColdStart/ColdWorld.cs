using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>A moto server of its own on a free port, with what a failover of one instance needs, and the observer before it.</summary>
public sealed class ColdWorld : IAsyncDisposable
{
    public const string Region = "ap-northeast-1";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly Process moto;
    readonly Process hands;

    ColdWorld(Process moto, Process hands, Uri address, JsonNode made)
    {
        (this.moto, this.hands) = (moto, hands);
        Observer = new Observer(address);
        (Instance, Table, Topic) = (made["instance"]!.GetValue<string>(), made["table"]!.GetValue<string>(), made["topic"]!.GetValue<string>());
    }

    public Observer Observer { get; }

    public string Instance { get; }

    public string Table { get; }

    public string Topic { get; }

    public static async Task<ColdWorld> StartAsync(string python)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}");
        var moto = Process.Start(new ProcessStartInfo(python, ["-m", "moto.server", "-H", "127.0.0.1", "-p", address.Port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        moto.BeginOutputReadLine();
        moto.BeginErrorReadLine();
        await ReadyAsync(address, moto);
        var hands = Process.Start(new ProcessStartInfo(python, [Path.Combine(Folder, "cold_world.py"), address.ToString().TrimEnd('/'), Region])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new ColdWorld(moto, hands, address, JsonNode.Parse(await LineAsync(hands))!);
    }

    /// <summary>Where this benchmark's Python files are.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "ColdStart");

    /// <summary>Stops the instance and lays the record into the table; null for a plan that nothing has happened to.</summary>
    public async Task PutBackAsync(string? record)
    {
        await hands.StandardInput.WriteLineAsync(record ?? "");
        await hands.StandardInput.FlushAsync();
        await LineAsync(hands);
        Observer.Take();
    }

    public async ValueTask DisposeAsync()
    {
        Observer.Dispose();
        foreach (var process in new[] { hands, moto })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    static async Task<string> LineAsync(Process process) => await process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
        ?? throw new InvalidOperationException("cold_world.py ended; what it wrote above says why");

    static async Task ReadyAsync(Uri address, Process moto)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var began = Stopwatch.StartNew(); began.Elapsed < Patience && !moto.HasExited;)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(address, "moto-api/data.json"));
                return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("moto's server did not start; install it with: python3 -m pip install -r test/DrFunctions.Realism/requirements.txt");
    }
}
