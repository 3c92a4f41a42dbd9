using DrFunctions.Aws;
using DrFunctions.Resolution;
using LocalAws;
using LocalAws.Services.Route53;

namespace DrFunctions.Simulation.Bench;

/// <summary>The functions' DNS is that of the local AWS, in virtual time.</summary>
public sealed class SimulatedDns(LocalCloud cloud, TimeProvider time) : IDns
{
    /// <summary>The functions' resolver, which keeps answers as any does.</summary>
    const string Resolver = "the functions";

    static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(15);

    public async Task<DrFunctions.Resolution.DnsReply> AskAsync(DnsQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await time.PauseAsync(Takes, cancellation);
        LocalAws.Services.Route53.DnsReply reply;
        lock (cloud.World.Gate)
        {
            reply = query.Server is { } server ? cloud.Route53.Dns.Ask(server, query.Name, query.Type, query.For?.Address)
                : cloud.Route53.Dns.Resolve(Resolver, query.Name, query.Type);
        }

        if (reply.Status == DnsStatus.Silent)
        {
            await time.PauseAsync(TimeSpan.FromHours(1), cancellation);
        }

        return reply.Status == DnsStatus.Refused ? DrFunctions.Resolution.DnsReply.Of($"{query.Server} does not serve the zone")
            : new DrFunctions.Resolution.DnsReply([.. reply.Values.Select(value => value.TrimEnd('.'))]);
    }
}
