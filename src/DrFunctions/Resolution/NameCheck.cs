using System.Net;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Steps;

namespace DrFunctions.Resolution;

/// <summary>
/// Finds out whether users are led where the records say, from the side of the users: asks the name's own name servers, as they are found
/// by ordinary resolution, and makes a request to the name itself. Route 53's API is not asked: it shows neither a delegation to other
/// servers nor a secondary that does not follow.
/// </summary>
public sealed class NameCheck(IDns dns, Prober prober, Calls calls)
{
    /// <summary>Weighted answers vary, and so do those of single servers.</summary>
    const int Questions = 20;

    const int MostShown = 3;

    /// <summary>Enough for one question to a server that is far away, and for its repetition.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Well within the time of all observations: what DNS says must not make anything else Unknown.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Ourselves, and clients near three Regions: ranges of EC2's addresses there.</summary>
    static readonly IReadOnlyList<ClientSubnet?> Clients =
        [null, new("us-east-1", "3.80.0.0"), new("eu-west-1", "34.240.0.0"), new("ap-northeast-1", "13.112.0.0")];

    /// <summary>
    /// What every private hosted zone names as its servers; they answer nobody, and only the VPC's resolver knows the zone.
    /// </summary>
    static readonly IReadOnlyList<string> OfPrivateZones =
        ["ns-0.awsdns-00.com", "ns-512.awsdns-00.net", "ns-1024.awsdns-00.org", "ns-1536.awsdns-00.co.uk"];

    /// <summary>Where the name leads; null while clients may still keep the answer from before the switch.</summary>
    public async Task<NameObservation?> ObserveAsync(StepAt at, SwitchedName name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(name);
        if (at.Record.DoneAt is not { } done || calls.Time.GetUtcNow() < done + name.Kept)
        {
            return null;
        }

        try
        {
            return await calls.AskAsync(Longest, token => AskAsync(name, token), cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return new NameObservation(NameState.Unknown, $"{DnsRecords.Plain(name.Name)} gave no answer in time");
        }
    }

    async Task<NameObservation> AskAsync(SwitchedName name, CancellationToken cancellation)
    {
        var asked = AskServersAsync(name, cancellation);
        var request = RequestAsync(name, cancellation);
        var standby = await AddressesOfAsync(name, name.Standby, cancellation);
        var primary = await AddressesOfAsync(name, name.Primary, cancellation);
        var (servers, replies) = await asked;
        var (served, got) = await request;
        return Judge(name, servers, replies, standby, primary) with { IsServed = served, Request = got };
    }

    /// <summary>The questions, spread over all servers, and over all clients for each of them.</summary>
    async Task<(int Servers, IReadOnlyList<Answer> Answers)> AskServersAsync(SwitchedName name, CancellationToken cancellation)
    {
        var (servers, trouble) = await ServersAsync(DnsRecords.Plain(name.Name), cancellation);
        if (trouble is not null)
        {
            return (0, [new Answer(null, null, DnsReply.Of(trouble))]);
        }

        var isPrivate = OfPrivateZones.Contains(servers[0], StringComparer.OrdinalIgnoreCase);
        var replies = await Task.WhenAll(Enumerable.Range(0, isPrivate ? 1 : Questions).Select(number =>
        {
            var (server, client) = isPrivate ? (null, null)
                : (servers[number % servers.Count], Clients[number / servers.Count % Clients.Count]);
            return AskAsync(name, server, client, cancellation);
        }));
        return (isPrivate ? 0 : servers.Count, replies);
    }

    async Task<Answer> AskAsync(SwitchedName name, string? server, ClientSubnet? client, CancellationToken cancellation)
    {
        var reply = await AskAsync(new DnsQuery(DnsRecords.Plain(name.Name), name.Type) { Server = server, For = client }, cancellation);
        return new Answer(server, client, reply is { Values.Count: 0, Trouble: null, Leads: { } next }
            ? await AskAsync(new DnsQuery(next, name.Type), cancellation) : reply);
    }

    /// <summary>The servers of the zone that has the name, as the resolver finds them from the root on: the parent's word counts.</summary>
    async Task<(IReadOnlyList<string> Servers, string? Trouble)> ServersAsync(string name, CancellationToken cancellation)
    {
        var labels = name.Split('.');
        foreach (var zone in labels.Select((_, first) => string.Join('.', labels[first..])))
        {
            var reply = await AskAsync(new DnsQuery(zone, "NS"), cancellation);
            if (reply.Trouble is not null || reply.Values.Count > 0)
            {
                return (reply.Values, reply.Trouble);
            }
        }

        return ([], $"no zone of {name} has name servers");
    }

    /// <summary>
    /// The addresses of all these hosts. Each is asked for as the clients of each Region would, because a load balancer or a distribution
    /// answers with some of its addresses, or with the nearest ones.
    /// </summary>
    async Task<IReadOnlySet<string>> AddressesOfAsync(SwitchedName name, IReadOnlyList<string> hosts, CancellationToken cancellation)
    {
        var type = name.Type == "AAAA" ? "AAAA" : "A";
        var found = new HashSet<string>(name.Type == "CNAME" ? hosts.Select(DnsRecords.Plain) : [], StringComparer.OrdinalIgnoreCase);
        foreach (var host in name.Type == "CNAME" ? [] : hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                found.Add(address.ToString());
                continue;
            }

            found.UnionWith((await AskAsync(new DnsQuery(DnsRecords.Plain(host), type), cancellation)).Values);
            var (servers, _) = await ServersAsync(DnsRecords.Plain(host), cancellation);
            var replies = await Task.WhenAll(servers.SelectMany(server => Clients.Select(
                client => AskAsync(new DnsQuery(DnsRecords.Plain(host), type) { Server = server, For = client }, cancellation))));
            found.UnionWith(replies.SelectMany(reply => reply.Values));
        }

        return found;
    }

    /// <summary>
    /// A request to the name by ordinary resolution, as the standby's check makes it. A name that does not resolve here is not asked.
    /// </summary>
    async Task<(bool? IsServed, string Got)> RequestAsync(SwitchedName name, CancellationToken cancellation)
    {
        var resolves = new DnsQuery(DnsRecords.Plain(name.Name), name.Type == "CNAME" ? "A" : name.Type);
        if (name.Check is not { } check || await AskAsync(resolves, cancellation) is { Values.Count: 0, Leads: null })
        {
            return (null, "");
        }

        var isOfName = string.Equals(check.Url.IdnHost, DnsRecords.Plain(name.Name), StringComparison.OrdinalIgnoreCase);
        var url = isOfName ? check.Url : new UriBuilder(check.Url) { Host = DnsRecords.Plain(name.Name), Port = -1 }.Uri;
        if (!isOfName && !check.Url.IsDefaultPort)
        {
            // The standby's own door is at another port, so what lies at the name's may answer differently.
            var answers = await prober.AnswersAsync(url, check.Timeout, cancellation);
            return (answers, $"{url} gives {(answers ? "an" : "no")} answer");
        }

        var answer = await prober.AskAsync(check with { Url = url, ConnectTo = null }, cancellation);
        return (answer.IsGood ? true : answer.SaysNothing ? null : false, $"{url} {answer.Because}");
    }

    async Task<DnsReply> AskAsync(DnsQuery query, CancellationToken cancellation)
    {
        try
        {
            return await calls.AskAsync(Patience, token => dns.AskAsync(query, token), cancellation);
        }
        catch (TimeoutException e)
        {
            return DnsReply.Of($"{query.Server ?? "the resolver"} gave {e.Message}");
        }
    }

    static NameObservation Judge(
        SwitchedName name, int servers, IReadOnlyList<Answer> answers, IReadOnlySet<string> standby, IReadOnlySet<string> primary)
    {
        var (given, plain) = (answers.Where(answer => answer.Reply.Trouble is null).ToList(), DnsRecords.Plain(name.Name));
        var by = servers == 0 ? "the resolver" : servers == 1 ? "1 name server" : $"{servers} name servers";
        if (given.Count == 0)
        {
            return new NameObservation(NameState.Unknown, $"{plain}: {answers[0].Reply.Trouble}");
        }

        var good = given.Where(answer => answer.Reply.Values.Any(standby.Contains)).ToList();
        var wrong = given.Except(good).Where(answer => answer.Reply.Values.Count == 0 || (name.IsKnown && standby.Count > 0)
            || answer.Reply.Values.Any(primary.Contains)).ToList();
        return wrong.Count > 0
                ? new NameObservation(NameState.Elsewhere, $"{wrong.Count} of {given.Count} answers of {by} for {plain} lead elsewhere: {Shown(wrong, good)}")
            : good.Count == given.Count
                ? new NameObservation(NameState.AtStandby, $"{good.Count} of {given.Count} answers of {by} lead {plain} to the standby")
            : new NameObservation(NameState.Unknown, $"{plain}: {Shown([.. given.Except(good)], good)}, and nothing says whose that is; \"leadsTo\" in the plan would");
    }

    /// <summary>What the servers answer; and to whom, where the same server tells others something else.</summary>
    static string Shown(IReadOnlyList<Answer> answers, IReadOnlyList<Answer> good) => string.Join("; ", answers
        .GroupBy(answer => (answer.Server, Values: string.Join(", ", answer.Reply.Values.Take(MostShown)))).Take(MostShown)
        .Select(group =>
        {
            var near = group.Select(answer => answer.For?.Region).OfType<string>().Distinct().ToList();
            var some = near.Count > 0 && good.Any(answer => answer.Server == group.Key.Server);
            return $"{group.Key.Server ?? "the resolver"} answers {(group.Key.Values.Length == 0 ? "that there is nothing" : group.Key.Values)}"
                + (some ? $" for clients near {string.Join(", ", near)}" : "");
        }));

    sealed record Answer(string? Server, ClientSubnet? For, DnsReply Reply);
}
