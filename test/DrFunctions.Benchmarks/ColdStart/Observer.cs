using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>A call that went by: when it had come in whole, and when its answer had gone back.</summary>
public sealed record ObservedCall(string Action, long Came, long Answered);

/// <summary>
/// Stands between a client and moto, and stamps each call with the machine's monotonic clock: the same judge for ours and the peer,
/// who need not measure themselves.
/// </summary>
public sealed partial class Observer : IDisposable
{
    const int MostRequest = 1024 * 1024;

    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly IPEndPoint moto;
    readonly List<ObservedCall> calls = [];

    public Observer(Uri moto)
    {
        ArgumentNullException.ThrowIfNull(moto);
        this.moto = new IPEndPoint(IPAddress.Loopback, moto.Port);
        listener.Start();
        _ = AcceptAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Told of each call before the last bytes of its answer go back.</summary>
    public Action<ObservedCall>? Seen { get; set; }

    /// <summary>The calls since this was last asked.</summary>
    public IReadOnlyList<ObservedCall> Take()
    {
        lock (calls)
        {
            ObservedCall[] taken = [.. calls];
            calls.Clear();
            return taken;
        }
    }

    public void Dispose() => listener.Dispose();

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // The observer was disposed of.
        }
    }

    /// <summary>moto closes each connection after its answer, so one connection is one call.</summary>
    async Task CarryAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            client.NoDelay = true;
            using var server = new TcpClient { NoDelay = true };
            var from = client.GetStream();
            if (await RequestAsync(from) is not { Length: > 0 } request)
            {
                return;
            }

            var came = Stopwatch.GetTimestamp();
            await server.ConnectAsync(moto);
            await server.GetStream().WriteAsync(request);
            using var answer = new MemoryStream();
            await server.GetStream().CopyToAsync(answer);
            Note(new ObservedCall(ActionOf(request), came, Stopwatch.GetTimestamp()));
            await from.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length));
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // A process that was ended left its calls behind.
        }
    }

    void Note(ObservedCall call)
    {
        lock (calls)
        {
            calls.Add(call);
        }

        Seen?.Invoke(call);
    }

    static async Task<byte[]> RequestAsync(NetworkStream from)
    {
        var buffer = new byte[MostRequest];
        var have = 0;
        while (have < buffer.Length && await from.ReadAsync(buffer.AsMemory(have)) is > 0 and var read)
        {
            have += read;
            if (Length(Encoding.Latin1.GetString(buffer, 0, have)) is { } whole && have >= whole)
            {
                return buffer[..have];
            }
        }

        return [];
    }

    /// <summary>Head and body together; null until the head is whole.</summary>
    static int? Length(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return head < 0 ? null
            : head + 4 + (ContentLength.Match(text[..head]) is { Success: true } body ? int.Parse(body.Groups[1].ValueSpan, null) : 0);
    }

    static string ActionOf(byte[] request)
    {
        var text = Encoding.Latin1.GetString(request);
        return Target.Match(text) is { Success: true } target ? target.Groups[1].Value
            : FormAction.Match(text) is { Success: true } form ? form.Groups[1].Value
            : text[..text.IndexOf('\r', StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"\r\ncontent-length: *(\d+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    static partial Regex ContentLength { get; }

    [GeneratedRegex(@"\r\nx-amz-target: *\w+\.(\w+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    static partial Regex Target { get; }

    [GeneratedRegex(@"[\n&]Action=(\w+)", RegexOptions.CultureInvariant)]
    static partial Regex FormAction { get; }
}
