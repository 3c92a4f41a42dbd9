using System.Net;
using System.Net.Sockets;
using DrFunctions.Core.Plans;

namespace DrFunctions.Aws;

/// <summary>
/// Opens the connections of probes. A name is resolved once for each connection, all its addresses are judged, and only what was judged is
/// connected to, so that a second answer of DNS cannot lead elsewhere.
/// </summary>
public static class ProbeConnections
{
    /// <param name="anywhere">On a test bench, front doors are on the machine itself.</param>
    /// <param name="resolve">Null for the resolver of the machine.</param>
    public static SocketsHttpHandler Handler(bool anywhere, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new()
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        UseCookies = false,
        // A proxy would resolve the name itself, and its way is not the one that users take.
        UseProxy = false,
        ConnectCallback = (context, cancellation) =>
            ConnectAsync(context.DnsEndPoint, anywhere, resolve ?? Dns.GetHostAddressesAsync, cancellation),
    };

    static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint to, bool anywhere, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellation)
    {
        var addresses = await resolve(to.Host, cancellation);
        if (!anywhere && addresses.Select(address => (Address: address, Why: ProbeAddresses.WhyRefused(address)))
            .FirstOrDefault(judged => judged.Why is not null) is { Why: { } why, Address: var refused })
        {
            throw new RefusedAddressException($"{to.Host} leads to {refused}, {why}");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>No probe asks that address: a mistake of the plan, or of DNS, which says nothing about the front door.</summary>
public sealed class RefusedAddressException(string message) : IOException(message);
