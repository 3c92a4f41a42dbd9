using System.Globalization;

namespace DrFunctions.Core.Plans;

/// <summary>A front door by its own name, where a request for another name is sent: "tokyo.shop.example.com" or "10.0.0.5:8443".</summary>
/// <param name="Host">A name or an address; one of IPv6 in brackets.</param>
/// <param name="Port">Null for the port of the address that is asked.</param>
public sealed record FrontDoorAddress(string Host, int? Port)
{
    const string Example = "it must be a host, or a host and a port, such as tokyo.shop.example.com or 10.0.0.5:8443.";

    /// <summary>Null if the text is none.</summary>
    public static FrontDoorAddress? Parse(string text) =>
        Uri.TryCreate($"any://{text}", UriKind.Absolute, out var uri) && uri.Authority.Length > 0 && uri.Port != 0
        && uri.UserInfo.Length == 0 && !text.AsSpan().ContainsAny("/?#\\") && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown
            ? new FrontDoorAddress(uri.Host, uri.IsDefaultPort ? null : uri.Port)
            : null;

    /// <summary>What is wrong with the text, in a sentence; null if nothing is.</summary>
    public static string? Wrong(string text) => Parse(text) is null ? Example : null;

    /// <summary>The url, but at this front door.</summary>
    public Uri Instead(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new UriBuilder(url) { Host = Host, Port = Port ?? url.Port }.Uri;
    }

    public override string ToString() => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{port}") : Host;
}
