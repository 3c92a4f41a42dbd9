using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace DrFunctions.Resolution;

/// <summary>The real DNS. Questions for other clients are asked by <see cref="SubnetQuestion"/>, because DnsClient has no such option.</summary>
public sealed class NetworkDns : IDns
{
    const int Port = 53;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.4);

    static readonly DnsQueryOptions OfServers = new() { Recursion = false, UseCache = false, Timeout = Patience, Retries = 1 };

    /// <summary>Made on first use: most invocations ask nothing.</summary>
    readonly Lazy<LookupClient> client = new(() => new LookupClient(new LookupClientOptions
    {
        UseCache = false, Timeout = Patience, Retries = 1, UseTcpFallback = true,
    }));

    public async Task<DnsReply> AskAsync(DnsQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            return query.Server is not { } server
                ? Read(query, await client.Value.QueryAsync(QuestionOf(query), cancellation), needsAuthority: false)
                : await AskAsync(query, server, cancellation);
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or InvalidDataException or ArgumentException
            or InvalidOperationException)
        {
            return DnsReply.Of($"{query.Server ?? "the resolver"} cannot be asked: {e.Message}");
        }
    }

    async Task<DnsReply> AskAsync(DnsQuery query, string server, CancellationToken cancellation)
    {
        var addresses = await client.Value.QueryAsync(server, QueryType.A, QueryClass.IN, cancellation);
        if (addresses.Answers.ARecords().FirstOrDefault()?.Address is not { } address)
        {
            return DnsReply.Of($"the name server {server} has no address");
        }

        return query.For is { } subnet
            ? SubnetQuestion.Read(query, await SubnetQuestion.AskAsync(new IPEndPoint(address, Port), query, subnet, cancellation))
            : Read(
                query, await client.Value.QueryServerAsync([new NameServer(address, Port)], QuestionOf(query), OfServers, cancellation),
                needsAuthority: true);
    }

    /// <param name="needsAuthority">A server that does not serve the zone refers to others, which is no answer.</param>
    static DnsReply Read(DnsQuery query, IDnsQueryResponse response, bool needsAuthority)
    {
        var code = response.Header.ResponseCode;
        if (code is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
        {
            return DnsReply.Of($"{query.Server ?? "the resolver"} answers {code}");
        }

        if (needsAuthority && !response.Header.HasAuthorityAnswer)
        {
            return DnsReply.Of($"{query.Server} does not serve the zone");
        }

        return DnsRecords.Reply(query, response.Answers.Select(record => record switch
        {
            AddressRecord address => new DnsRecordLine(record.DomainName.Value, address.RecordType.ToString(), address.Address.ToString()),
            CNameRecord cname => new DnsRecordLine(record.DomainName.Value, "CNAME", cname.CanonicalName.Value),
            NsRecord ns => new DnsRecordLine(record.DomainName.Value, "NS", ns.NSDName.Value),
            _ => new DnsRecordLine(record.DomainName.Value, record.RecordType.ToString(), ""),
        }));
    }

    static DnsQuestion QuestionOf(DnsQuery query) => new(query.Name, query.Type switch
    {
        "AAAA" => QueryType.AAAA,
        "CNAME" => QueryType.CNAME,
        "NS" => QueryType.NS,
        _ => QueryType.A,
    }, QueryClass.IN);
}

/// <summary>A record of an answer.</summary>
sealed record DnsRecordLine(string Name, string Type, string Value);

static class DnsRecords
{
    const int LongestChain = 16;

    /// <summary>What the records say of the question: its name's own values, or those at the end of its CNAMEs.</summary>
    public static DnsReply Reply(DnsQuery query, IEnumerable<DnsRecordLine> lines)
    {
        var records = lines.Select(line => line with { Name = Plain(line.Name), Value = Plain(line.Value) }).ToList();
        var name = Plain(query.Name);
        if (query.Type is not ("CNAME" or "NS"))
        {
            for (var hops = 0; hops < LongestChain && records.Find(record => record.Name == name && record.Type == "CNAME") is { } cname; hops++)
            {
                name = cname.Value;
            }
        }

        var values = records.Where(record => record.Name == name && record.Type == query.Type).Select(record => record.Value).ToList();
        return new DnsReply(values) { Leads = values.Count == 0 && name != Plain(query.Name) ? name : null };
    }

    public static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();
}
