using System.Text;

namespace LocalAws.Wire;

/// <summary>A request as it came over the wire, in memory or from a socket. Header names are compared without case.</summary>
public sealed record WireRequest(string Method, string Host, string Path, string Query, IReadOnlyDictionary<string, string> Headers,
    byte[] Body)
{
    /// <summary>Where the connection went, if that is not where the Host header leads: the standard's name for it is Alt-Used.</summary>
    public string ConnectedTo { get; init; } = Headers.TryGetValue("Alt-Used", out var other) ? other : Host;

    public bool IsTls { get; init; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>
    /// The Region and service that the signature is for, which is where AWS sends it; null for an unsigned request: a probe.
    /// </summary>
    public (string Region, string Service)? Scope
    {
        get
        {
            const string mark = "Credential=";
            var authorization = Header("Authorization");
            var start = authorization?.IndexOf(mark, StringComparison.Ordinal) ?? -1;
            if (start < 0)
            {
                return null;
            }

            // AKID/20261121/ap-northeast-1/ec2/aws4_request
            var parts = authorization![(start + mark.Length)..].Split(',', ' ')[0].Split('/');
            return parts.Length == 5 ? (parts[2], parts[3]) : null;
        }
    }

    /// <summary>Whether it speaks Smithy's RPC v2 with CBOR, as AWS's newest clients do where a service offers it.</summary>
    public bool IsCbor => Header("smithy-protocol") == "rpc-v2-cbor";

    /// <summary>
    /// The operation's name where the protocol shows it: the query's Action, what follows the dot of X-Amz-Target, or the end of RPC v2's
    /// path.
    /// </summary>
    public string Operation =>
        IsCbor ? Path[(Path.LastIndexOf('/') + 1)..]
        : Header("X-Amz-Target") is { } target ? target[(target.LastIndexOf('.') + 1)..]
        : Form.Parse(Text).TryGetValue("Action", out var action) ? action
        : $"{Method} {Path}";
}

/// <summary>
/// The answer. With a <see cref="Binary"/> body the text is for the trace only. An empty content type sends no such header.
/// </summary>
public sealed record WireResponse(int Status, string ContentType, string Text)
{
    public byte[]? Binary { get; init; }

    /// <summary>The body as it is sent.</summary>
    public byte[] Body => Binary ?? Encoding.UTF8.GetBytes(Text);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>An error that AWS answers; each protocol writes it in its own form.</summary>
public sealed class AwsErrorException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>More members of the error document, such as DynamoDB's CancellationReasons; JSON services only.</summary>
    public IReadOnlyDictionary<string, System.Text.Json.Nodes.JsonNode?> Members { get; init; } =
        new Dictionary<string, System.Text.Json.Nodes.JsonNode?>();
}
