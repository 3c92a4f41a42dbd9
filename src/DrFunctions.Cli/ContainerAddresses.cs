using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace DrFunctions.Cli;

/// <summary>Where containers reach a server that listens on every address of this machine.</summary>
static class ContainerAddresses
{
    /// <summary>The sentence for a server that listens on the address; null where containers cannot reach it.</summary>
    public static string? SentenceFor(IPAddress host) =>
        host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any) ? Sentence(OfThisMachine()) : null;

    /// <param name="addresses">Of this machine, each with the name of its network interface.</param>
    public static string Sentence(IReadOnlyList<(string Name, IPAddress Address)> addresses)
    {
        // A container engine makes its bridge when it first runs a container, so the usual addresses are told where none is there yet.
        var all = addresses.Count > 0
            ? string.Join(", ", addresses.Select(one => $"{one.Address} ({one.Name})"))
            : "the address of this machine on their bridge, usually 172.17.0.1 (Docker) or 10.88.0.1 (podman)";
        return $"Containers reach it at {all}; where they do not know host.docker.internal, "
            + "add to sam local invoke: --add-host host.docker.internal:ADDRESS";
    }

    static List<(string, IPAddress)> OfThisMachine() =>
    [
        .. from network in NetworkInterface.GetAllNetworkInterfaces()
           where network.OperationalStatus != OperationalStatus.Down && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
           from unicast in network.GetIPProperties().UnicastAddresses
           where unicast.Address.AddressFamily == AddressFamily.InterNetwork
           select (network.Name, unicast.Address),
    ];
}
