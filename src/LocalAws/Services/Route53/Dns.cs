using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace LocalAws.Services.Route53;

/// <summary>What became of a question.</summary>
/// <param name="Values">Empty if there is no such name or record, which the server knows for sure.</param>
public sealed record DnsReply(DnsStatus Status, IReadOnlyList<string> Values, TimeSpan Ttl)
{
    public static readonly DnsReply Silent = new(DnsStatus.Silent, [], TimeSpan.Zero);
    public static readonly DnsReply Refused = new(DnsStatus.Refused, [], TimeSpan.Zero);
}

public enum DnsStatus
{
    Answered,

    /// <summary>No answer ever comes.</summary>
    Silent,

    /// <summary>The server does not serve the zone.</summary>
    Refused,
}

/// <summary>
/// The DNS as clients meet it: name servers one by one, delegations, and resolvers that keep answers for their TTL. What Route 53 holds is
/// what users get only while all of these follow it.
/// </summary>
public sealed class Dns(World world, Resolver resolver, Func<IEnumerable<Zone>> zones)
{
    /// <summary>The name servers of public zones.</summary>
    public static IReadOnlyList<string> Servers { get; } = ["ns-1.awsdns-01.com", "ns-2.awsdns-01.net"];

    /// <summary>What every private zone names as its servers; they answer nobody.</summary>
    public static IReadOnlyList<string> PrivateServers { get; } =
        ["ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk"];

    /// <summary>The Regions of some of EC2's address ranges.</summary>
    static readonly (string Prefix, string Region)[] places =
        [("3.80.", "us-east-1"), ("34.240.", "eu-west-1"), ("13.112.", "ap-northeast-1"), ("34.208.", "us-west-2"), ("18.228.", "sa-east-1")];

    readonly SortedDictionary<string, IReadOnlyList<string>> hosts = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, IReadOnlyList<string>> delegations = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, DateTimeOffset> copies = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, (DnsReply Reply, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);
    readonly HashSet<string> silent = new(StringComparer.Ordinal);
    long asked;

    /// <summary>A host that somebody else's name servers know, whatever zones there are.</summary>
    public void SetHost(string host, params IReadOnlyList<string> addresses) => hosts[RecordSet.Normal(host)] = addresses;

    /// <summary>
    /// The registrar names other servers for the zone of that name; they answer from a copy of all zones that was made at that instant.
    /// </summary>
    /// <exception cref="ArgumentException">No zone has the name.</exception>
    public void Delegate(string name, DateTimeOffset copied, params IReadOnlyList<string> servers)
    {
        var zone = ZoneOf(RecordSet.Normal(name)) ?? throw new ArgumentException($"No zone has the name {name}.", nameof(name));
        delegations[zone.Name] = servers;
        servers.ToList().ForEach(server => Freeze(server, copied));
    }

    /// <summary>A name server that has not followed its zones since then.</summary>
    public void Freeze(string server, DateTimeOffset since) => copies[server] = since;

    /// <summary>A name server that does not answer.</summary>
    public void Silence(string server) => silent.Add(server);

    /// <summary>Delegations and servers are as Route 53 has them.</summary>
    public void Mend()
    {
        delegations.Clear();
        copies.Clear();
        silent.Clear();
    }

    /// <summary>The servers that are authoritative for the name; empty if no zone has it.</summary>
    public IReadOnlyList<string> ServersOf(string name) => ZoneOf(RecordSet.Normal(name)) is { } zone ? ServersOf(zone) : [];

    /// <summary>What the server answers.</summary>
    /// <param name="subnet">The subnet of the client for whom it is asked, such as 3.80.0.0; null for the one who asks.</param>
    public DnsReply Ask(string server, string name, string type, string? subnet = null)
    {
        var zone = ZoneOf(RecordSet.Normal(name));
        return silent.Contains(server) ? DnsReply.Silent
            : zone is null or { IsPrivate: true } || !ServersOf(zone).Contains(server) ? DnsReply.Refused
            : Hosts(RecordSet.Normal(name)) is { Count: > 0 } known && type != "NS" ? OfHost(known)
            : Answer(server, name, type, subnet);
    }

    /// <summary>What a resolver tells its clients: what it has kept, or what one of the name's servers answers.</summary>
    public DnsReply Resolve(string resolverName, string name, string type)
    {
        var (key, normal) = ($"{resolverName} {RecordSet.Normal(name)} {type}", RecordSet.Normal(name));
        if (kept.TryGetValue(key, out var old) && old.Until > world.Now)
        {
            return old.Reply with { Ttl = old.Until - world.Now };
        }

        var reply = type != "NS" && Hosts(normal) is { Count: > 0 } known ? OfHost(known)
            : ZoneOf(normal) is not { } zone ? OfHost([])
            : type == "NS" ? new DnsReply(DnsStatus.Answered, normal == zone.Name ? ServersOf(zone) : [], TimeSpan.FromSeconds(60))
            : zone.IsPrivate ? Answer("", name, type, null)
            : ServersOf(zone).Where(server => !silent.Contains(server)).ToList() is { Count: > 0 } servers
                ? Answer(servers[(int)(++asked % servers.Count)], name, type, null)
            : DnsReply.Silent;
        if (reply.Status == DnsStatus.Answered)
        {
            kept[key] = (reply, world.Now + reply.Ttl);
        }

        return reply;
    }

    /// <summary>The addresses of a host; one that nobody has set has one of its own.</summary>
    public IReadOnlyList<string> AddressesOf(string host) => Hosts(RecordSet.Normal(host)) is { Count: > 0 } known ? known
        : [$"198.18.{string.Join('.', SHA256.HashData(Encoding.UTF8.GetBytes(RecordSet.Normal(host)))[..2])}"];

    static DnsReply OfHost(IReadOnlyList<string> addresses) => new(DnsStatus.Answered, addresses, TimeSpan.FromSeconds(60));

    DnsReply Answer(string server, string name, string type, string? subnet)
    {
        var region = places.FirstOrDefault(place => subnet?.StartsWith(place.Prefix, StringComparison.Ordinal) == true).Region ?? "us-east-1";
        var asker = new DnsAsker($"{server} {++asked}", region, copies.TryGetValue(server, out var since) ? since : null);
        var answer = resolver.Resolve(name, type, asker);
        return new DnsReply(DnsStatus.Answered, type is "A" or "AAAA" ? [.. answer.Values.SelectMany(Addresses)] : answer.Values, answer.Ttl);
    }

    IReadOnlyList<string> Addresses(string value) => IPAddress.TryParse(value, out _) ? [value] : AddressesOf(value);

    IReadOnlyList<string> Hosts(string host) => hosts.GetValueOrDefault(host) ?? [];

    IReadOnlyList<string> ServersOf(Zone zone) => delegations.GetValueOrDefault(zone.Name) ?? (zone.IsPrivate ? PrivateServers : Servers);

    Zone? ZoneOf(string name) => zones().Where(zone => name == zone.Name || name.EndsWith("." + zone.Name, StringComparison.Ordinal))
        .MaxBy(zone => zone.Name.Length);
}
