namespace DrFunctions.Resolution;

/// <summary>The DNS, as far as a name is followed to its users. A rehearsal has its own.</summary>
public interface IDns
{
    /// <summary>Asks once, without keeping answers. Never throws for what DNS does: that is a reply with its trouble.</summary>
    Task<DnsReply> AskAsync(DnsQuery query, CancellationToken cancellation);
}

/// <param name="Type">A, AAAA, CNAME or NS.</param>
public sealed record DnsQuery(string Name, string Type)
{
    /// <summary>The name server to ask, by its name; null for the system's resolver, which is the VPC's where there is one.</summary>
    public string? Server { get; init; }

    /// <summary>The clients for whom a name server is asked; null for ourselves.</summary>
    public ClientSubnet? For { get; init; }
}

/// <summary>Clients near a Region, for records that depend on where a client is.</summary>
/// <param name="Address">The first address of 256.</param>
public sealed record ClientSubnet(string Region, string Address)
{
    public const int Bits = 24;
}

/// <param name="Values">
/// Addresses, or names without a final dot. Empty if there is no such name or record, which then is known for sure.
/// </param>
public sealed record DnsReply(IReadOnlyList<string> Values)
{
    /// <summary>For a question about addresses: the name that the last CNAME leads to, if the reply has no address of it.</summary>
    public string? Leads { get; init; }

    /// <summary>Why there is no answer, as the middle of a sentence; null if there is one.</summary>
    public string? Trouble { get; init; }

    public static DnsReply Of(string trouble) => new([]) { Trouble = trouble };
}

/// <summary>No DNS to ask: a test bench has no name servers, and the real ones know nothing of it.</summary>
public sealed class NoDns : IDns
{
    public Task<DnsReply> AskAsync(DnsQuery query, CancellationToken cancellation) =>
        Task.FromResult(DnsReply.Of("this is a test bench (DR_PROBE_VIA), which has no name servers"));
}
