using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DrFunctions.Core.Plans;

namespace DrFunctions.Steps.Route53Switch;

/// <summary>
/// What Route 53 takes as names, zones and values; each check returns the end of a sentence, or null if nothing is wrong.
/// </summary>
static class DnsNames
{
    const int LongestLabel = 63;

    /// <summary>The zones of CloudFront's distributions, in AWS's Regions and in China's.</summary>
    static readonly string[] CloudFrontZones = ["Z2FDTNDATAQYW2", "Z3RFFRIM2A3IF5"];

    static readonly string[] CloudFrontNames = [".cloudfront.net", ".cloudfront.cn"];

    public static bool IsCloudFrontZone(string? zone) => CloudFrontZones.Contains(zone);

    public static bool IsCloudFrontName(string? name) =>
        CloudFrontNames.Any(end => name?.TrimEnd('.').EndsWith(end, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>With or without a final dot.</summary>
    public static string? WrongName(string text)
    {
        var labels = (text.EndsWith('.') ? text[..^1] : text).Split('.');
        return Arns.Is(text) ? "write the DNS name, not an ARN."
            : text.Contains("://", StringComparison.Ordinal) ? $"write the name alone, without http and without a path: \"{HostOf(text)}\"."
            : text.Contains(':', StringComparison.Ordinal) ? "write the name alone, without a port."
            : text.Any(char.IsWhiteSpace) ? "a DNS name has no spaces."
            : !text.All(char.IsAscii) ? Punycode(text)
            : labels.Any(label => label.Length is 0 or > LongestLabel) ? $"each part between the dots has 1 to {LongestLabel} characters."
            : null;
    }

    public static string? WrongZone(string text) =>
        text.All(char.IsAsciiLetterOrDigit) ? null
        : Arns.LastOf(text) is { Length: > 0 } id && id != text && id.All(char.IsAsciiLetterOrDigit) ? $"write the zone's id alone: \"{id}\"."
        : "a zone's id is written such as Z0123456789ABCDEFGHIJ.";

    /// <summary>A whole sentence's end, with the value.</summary>
    public static string? WrongValue(string type, string value) => type switch
    {
        "A" when !IsAddress(value, AddressFamily.InterNetwork) => $"holds \"{value}\", and a record of type A holds IPv4 addresses, such as 192.0.2.1"
            + $"{(IsAddress(value, AddressFamily.InterNetworkV6) ? "; the type of an IPv6 address is AAAA" : "; for a host name use the type CNAME, or an alias")}.",
        "AAAA" when !IsAddress(value, AddressFamily.InterNetworkV6) =>
            $"holds \"{value}\", and a record of type AAAA holds IPv6 addresses, such as 2001:db8::1.",
        "CNAME" when IPAddress.TryParse(value, out _) => $"holds \"{value}\", and a CNAME holds a host name; the type of an address is A or AAAA.",
        "CNAME" when WrongName(value) is { } wrong => $"holds \"{value}\"; {wrong}",
        _ => null,
    };

    static bool IsAddress(string value, AddressFamily family) =>
        IPAddress.TryParse(value, out var address) && address.AddressFamily == family && !value.Contains('%', StringComparison.Ordinal)
            && (family != AddressFamily.InterNetwork || address.ToString() == value);

    static string HostOf(string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = rest.IndexOfAny(['/', ':', '?', '#']);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>DNS has ASCII names only; converting silently would hide which name is switched.</summary>
    static string Punycode(string text)
    {
        try
        {
            return $"write it in punycode: \"{new IdnMapping().GetAscii(text)}\".";
        }
        catch (ArgumentException)
        {
            return "a DNS name has ASCII letters, digits and hyphens.";
        }
    }
}
