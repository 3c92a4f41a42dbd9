namespace LocalAws.Services.Route53;

/// <summary>What a name server answers: the values, how long they may be kept, and the record set they came from.</summary>
public sealed record DnsAnswer(IReadOnlyList<string> Values, TimeSpan Ttl, RecordSet? Record);

/// <summary>Who asks for a name, and of what.</summary>
/// <param name="Client">With the instant, decides where a weighted name sends it.</param>
/// <param name="Region">The Region near the client, for latency and geographic records.</param>
/// <param name="AsOf">
/// A copy of the zones from that instant, such as a secondary that does not follow any more; it knows no health checks. Null for Route 53.
/// </param>
public sealed record DnsAsker(string Client = "", string Region = "us-east-1", DateTimeOffset? AsOf = null);

/// <summary>
/// Answers names as Route 53's name servers do: by health, weight, failover role and the client's place, from what is in sync.
/// </summary>
public sealed class Resolver(World world, Func<IEnumerable<Zone>> zones, Func<string, bool> isHealthy)
{
    // Route 53 answers an alias of a load balancer with this.
    static readonly TimeSpan aliasTtl = TimeSpan.FromSeconds(60);
    static readonly DnsAnswer nothing = new([], TimeSpan.Zero, null);

    public DnsAnswer Resolve(string name, string type, string client = "") => Resolve(name, type, new DnsAsker(client));

    public DnsAnswer Resolve(string name, string type, DnsAsker asker) => Resolve(RecordSet.Normal(name), type, asker, depth: 0);

    DnsAnswer Resolve(string name, string type, DnsAsker client, int depth)
    {
        if (depth > 8 || Choose(Sets(name, type, client), client) is not { } record)
        {
            return depth <= 8 && type != "CNAME" && Choose(Sets(name, "CNAME", client), client) is { } cname
                ? Follow(RecordSet.Normal(cname.Values[0]), TimeSpan.FromSeconds(cname.Ttl ?? 0), cname, type, client, depth)
                : nothing;
        }

        return record.Alias is { } alias
            ? Follow(alias.Name, aliasTtl, record, type, client, depth)
            : new DnsAnswer(record.Values, TimeSpan.FromSeconds(record.Ttl ?? 0), record);
    }

    // A target outside the simulated zones, such as a load balancer, is answered by its name.
    DnsAnswer Follow(string target, TimeSpan ttl, RecordSet record, string type, DnsAsker client, int depth)
    {
        var answer = Resolve(target, type, client, depth + 1);
        return answer.Values.Count > 0 ? answer : new DnsAnswer([target], ttl, record);
    }

    RecordSet[] Sets(string name, string type, DnsAsker asker)
    {
        var zone = zones().Where(zone => name == zone.Name || name.EndsWith("." + zone.Name, StringComparison.Ordinal))
            .MaxBy(zone => zone.Name.Length);
        return zone is null ? []
            : [.. zone.PublishedAt(asker.AsOf ?? world.Now).Where(record => record.Name == name && record.Type == type)];
    }

    RecordSet? Choose(RecordSet[] sets, DnsAsker asker) => sets.FirstOrDefault()?.Policy switch
    {
        null => null,
        "failover" => ByRole(sets, asker),
        "weighted" => ByWeight(sets, asker),
        "Region" => ByLatency(Healthy(sets, asker), asker.Region),
        "GeoLocation" => ByContinent(Healthy(sets, asker), asker.Region),
        _ => Array.Find(sets, record => IsHealthy(record, asker)) ?? sets[0],
    };

    RecordSet ByRole(RecordSet[] sets, DnsAsker asker)
    {
        var primary = Array.Find(sets, record => record.Failover == "PRIMARY");
        var secondary = Array.Find(sets, record => record.Failover == "SECONDARY");
        return primary is not null && (IsHealthy(primary, asker) || secondary is null || !IsHealthy(secondary, asker))
            ? primary : secondary ?? sets[0];
    }

    // Records of weight 0 are served when every other one is unhealthy; when all are unhealthy, all count as healthy.
    RecordSet ByWeight(RecordSet[] sets, DnsAsker asker)
    {
        var healthy = Healthy(sets, asker);
        var among = Array.FindAll(healthy, record => record.Weight > 0);
        among = among.Length > 0 ? among : healthy;
        var total = among.Sum(record => record.Weight ?? 0);
        var drawn = world.Draw($"dns {asker.Client} {world.Now.Ticks}", 0, 1);
        if (total == 0)
        {
            return among[(int)(drawn * among.Length)];
        }

        var left = drawn * total;
        return Array.Find(among, record => (left -= record.Weight ?? 0) < 0) ?? among[^1];
    }

    static RecordSet ByLatency(RecordSet[] sets, string region) => Array.Find(sets, record => record.Other!.Value == region)
        ?? Array.Find(sets, record => IsNear(record.Other!.Value, region)) ?? sets[0];

    static RecordSet? ByContinent(RecordSet[] sets, string region)
    {
        var continent = region.Split('-')[0] switch { "us" or "ca" => "NA", "eu" => "EU", "sa" => "SA", "af" => "AF", _ => "AS" };
        return Array.Find(sets, record => Of(record, "ContinentCode") == continent) ?? Array.Find(sets, record => Of(record, "CountryCode") == "*");

        static string? Of(RecordSet record, string part) =>
            record.Other!.Elements().FirstOrDefault(element => element.Name.LocalName == part)?.Value;
    }

    static bool IsNear(string one, string other) => one.Split('-')[0] == other.Split('-')[0];

    /// <summary>When all are unhealthy, all count as healthy.</summary>
    RecordSet[] Healthy(RecordSet[] sets, DnsAsker asker) =>
        Array.FindAll(sets, record => IsHealthy(record, asker)) is { Length: > 0 } healthy ? healthy : sets;

    bool IsHealthy(RecordSet record, DnsAsker asker) => asker.AsOf is not null
        || ((record.HealthCheckId is null || isHealthy(record.HealthCheckId))
            && (record.Alias is not { EvaluateTargetHealth: true } alias
                || Sets(alias.Name, record.Type, asker) is not { Length: > 0 } targets
                || Array.Exists(targets, target => IsHealthy(target, asker))));
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
