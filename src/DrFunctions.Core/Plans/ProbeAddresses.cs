// An address is a value here, and nothing is asked of the network.
#pragma warning disable RS0030

using System.Net;

namespace DrFunctions.Core.Plans;

/// <summary>
/// The addresses that no probe asks, because no application that users reach is there, and a plan must not make the functions ask what is
/// near to them: loopback, link-local (the metadata of instances, tasks and Lambda among them), multicast, broadcast and unspecified
/// ones. Private addresses are asked: front doors may be private.
/// </summary>
public static class ProbeAddresses
{
    /// <summary>What the address is, if no probe asks it: "a link-local address"; null if it may be asked.</summary>
    public static string? WhyRefused(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);

        // By its bytes: a zone id says through which interface an address is reached, and changes nothing of what it is.
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? OfVersion4(bytes) : OfVersion6(bytes);
    }

    /// <summary>The same of an url that names an address, or this machine, literally; null also for every other name.</summary>
    public static string? WhyRefused(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = url.IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var address) ? WhyRefused(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
                ? "a name of the machine itself"
            : null;
    }

    static string? OfVersion4(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, ..] => "an unspecified address",
        [127, ..] => "a loopback address",
        [169, 254, 169, 254] or [169, 254, 170, ..] => "a link-local address, that of AWS's metadata",
        [169, 254, ..] => "a link-local address",
        [>= 224 and <= 239, ..] => "a multicast address",
        [255, 255, 255, 255] => "the broadcast address",
        _ => null,
    };

    static string? OfVersion6(ReadOnlySpan<byte> bytes)
    {
        if (bytes[..15].IndexOfAnyExcept((byte)0) < 0 && bytes[15] <= 1)
        {
            return bytes[15] == 0 ? "an unspecified address" : "a loopback address";
        }

        return bytes switch
        {
            [0xfe, >= 0x80 and <= 0xbf, ..] => "a link-local address",
            [0xff, ..] => "a multicast address",
            // Reserved by AWS for what is near to an instance: metadata, its resolver, its clock.
            [0xfd, 0x00, 0x0e, 0xc2, ..] => "an address of AWS's metadata",
            _ => OfEmbedded(bytes),
        };
    }

    /// <summary>An address of IPv6 that leads to one of IPv4 is judged as that.</summary>
    static string? OfEmbedded(ReadOnlySpan<byte> bytes)
    {
        var isZero = bytes[..8].IndexOfAnyExcept((byte)0) < 0;
        ReadOnlySpan<byte> embedded = bytes switch
        {
            // ::ffff:a.b.c.d (mapped), ::ffff:0:a.b.c.d (translated), ::a.b.c.d (compatible)
            [.., 0, 0, 0xff, 0xff, _, _, _, _] when isZero => bytes[12..],
            [.., 0xff, 0xff, 0, 0, _, _, _, _] when isZero => bytes[12..],
            [.., 0, 0, 0, 0, _, _, _, _] when isZero => bytes[12..],
            // 64:ff9b::/96 and 64:ff9b:1::/48: NAT64
            [0x00, 0x64, 0xff, 0x9b, ..] => bytes[12..],
            // 2002:a.b.c.d::/48: 6to4
            [0x20, 0x02, ..] => bytes[2..6],
            _ => [],
        };
        return embedded.IsEmpty ? null : OfVersion4(embedded);
    }
}
