namespace LocalAws.Services.Route53;

/// <summary>What a name server answers: the values, how long they may be kept, and the record set they came from.</summary>
public sealed record DnsAnswer(IReadOnlyList<string> Values, TimeSpan Ttl, RecordSet? Record);

/// <summary>Answers names as Route 53's name servers do: by health, weight and failover role, from what is in sync.</summary>
public sealed class Resolver(World world, Func<IEnumerable<Zone>> zones, Func<string, bool> isHealthy)
{
    // Route 53 answers an alias of a load balancer with this.
    static readonly TimeSpan aliasTtl = TimeSpan.FromSeconds(60);
    static readonly DnsAnswer nothing = new([], TimeSpan.Zero, null);

    /// <summary>One answer; <paramref name="client"/> and the instant decide where a weighted name sends it.</summary>
    public DnsAnswer Resolve(string name, string type, string client = "") => Resolve(RecordSet.Normal(name), type, client, depth: 0);

    DnsAnswer Resolve(string name, string type, string client, int depth)
    {
        if (depth > 8 || Choose(Sets(name, type), client) is not { } record)
        {
            return depth <= 8 && type != "CNAME" && Choose(Sets(name, "CNAME"), client) is { } cname
                ? Follow(RecordSet.Normal(cname.Values[0]), TimeSpan.FromSeconds(cname.Ttl ?? 0), cname, type, client, depth)
                : nothing;
        }

        return record.Alias is { } alias
            ? Follow(alias.Name, aliasTtl, record, type, client, depth)
            : new DnsAnswer(record.Values, TimeSpan.FromSeconds(record.Ttl ?? 0), record);
    }

    // A target outside the simulated zones, such as a load balancer, is answered by its name.
    DnsAnswer Follow(string target, TimeSpan ttl, RecordSet record, string type, string client, int depth)
    {
        var answer = Resolve(target, type, client, depth + 1);
        return answer.Values.Count > 0 ? answer : new DnsAnswer([target], ttl, record);
    }

    RecordSet[] Sets(string name, string type)
    {
        var zone = zones().Where(zone => name == zone.Name || name.EndsWith("." + zone.Name, StringComparison.Ordinal))
            .MaxBy(zone => zone.Name.Length);
        return zone is null ? [] : [.. zone.PublishedAt(world.Now).Where(record => record.Name == name && record.Type == type)];
    }

    RecordSet? Choose(RecordSet[] sets, string client) => sets.FirstOrDefault()?.Policy switch
    {
        null => null,
        "failover" => ByRole(sets),
        "weighted" => ByWeight(sets, client),
        _ => Array.Find(sets, IsHealthy) ?? sets[0],
    };

    RecordSet ByRole(RecordSet[] sets)
    {
        var primary = Array.Find(sets, record => record.Failover == "PRIMARY");
        var secondary = Array.Find(sets, record => record.Failover == "SECONDARY");
        return primary is not null && (IsHealthy(primary) || secondary is null || !IsHealthy(secondary)) ? primary : secondary ?? sets[0];
    }

    // Records of weight 0 are served when every other one is unhealthy; when all are unhealthy, all count as healthy.
    RecordSet ByWeight(RecordSet[] sets, string client)
    {
        var healthy = Array.FindAll(sets, IsHealthy);
        var among = Array.FindAll(healthy, record => record.Weight > 0);
        among = among.Length > 0 ? among : healthy.Length > 0 ? healthy : sets;
        var total = among.Sum(record => record.Weight ?? 0);
        var drawn = world.Draw($"dns {client} {world.Now.Ticks}", 0, 1);
        if (total == 0)
        {
            return among[(int)(drawn * among.Length)];
        }

        var left = drawn * total;
        return Array.Find(among, record => (left -= record.Weight ?? 0) < 0) ?? among[^1];
    }

    bool IsHealthy(RecordSet record) =>
        (record.HealthCheckId is null || isHealthy(record.HealthCheckId))
        && (record.Alias is not { EvaluateTargetHealth: true } alias || Sets(alias.Name, record.Type) is not { Length: > 0 } targets
            || Array.Exists(targets, IsHealthy));
}

/// <summary>A client that keeps an answer for its whole TTL, as real clients do: it uses the old address until the TTL is over.</summary>
public sealed class DnsClient(World world, Resolver resolver, string name)
{
    readonly SortedDictionary<string, (DnsAnswer Answer, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    public DnsAnswer Resolve(string host, string type)
    {
        var key = $"{host} {type}";
        if (!kept.TryGetValue(key, out var known) || known.Until <= world.Now)
        {
            var answer = resolver.Resolve(host, type, name);
            kept[key] = known = (answer, world.Now + answer.Ttl);
        }

        return known.Answer;
    }
}
