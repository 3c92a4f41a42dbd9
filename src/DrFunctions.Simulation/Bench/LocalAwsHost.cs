using System.Net;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Bench;

/// <summary>The local AWS on a port, furnished for a plan, for the AWS CLI, <c>sam local invoke</c> or any SDK.</summary>
public sealed class LocalAwsHost : IAsyncDisposable
{
    /// <summary>Long enough for no look of now to count as the second of an outage.</summary>
    static readonly TimeSpan Before = TimeSpan.FromMinutes(2);

    readonly LocalCloud cloud;
    readonly Loopback port;

    LocalAwsHost(LocalCloud cloud, Loopback port, Plan? plan, HomeEstate home, PlanEstate? estate)
    {
        (this.cloud, this.port) = (cloud, port);
        // No client can call 0.0.0.0; a server that listens on every address is reached at the loopback address.
        Address = new UriBuilder(port.Address) { Host = port.Address.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : port.Address.Host }.Uri;
        var region = plan?.Standby ?? HomeEstate.AlarmRegion;
        var variables = new List<KeyValuePair<string, string>>
        {
            new("AWS_ENDPOINT_URL", Address.ToString().TrimEnd('/')),
            new("AWS_REGION", region),
            new("AWS_DEFAULT_REGION", region),
            new("AWS_ACCESS_KEY_ID", "test"),
            new("AWS_SECRET_ACCESS_KEY", "test"),
            new("DR_TABLE", HomeEstate.Table),
            new("DR_NOTICE_TOPIC", home.NoticeTopic),
            new("DR_PROBE_VIA", Address.ToString().TrimEnd('/')),
        };
        Environment = variables;
        Estate = estate;
    }

    public Uri Address { get; }

    /// <summary>The variables that point clients, and the functions, at it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; }

    public LocalCloud Cloud => cloud;

    /// <summary>What the plan names; null without a plan.</summary>
    public PlanEstate? Estate { get; }

    /// <param name="plan">What to furnish; null leaves only the table and the topics.</param>
    /// <param name="host">The address to listen on; 127.0.0.1 keeps it on this machine.</param>
    /// <param name="port">0 picks a free one.</param>
    /// <param name="speed">How many times faster than real time the simulated world runs.</param>
    /// <param name="dark">Regions that are unreachable from the start.</param>
    public static async Task<LocalAwsHost> StartAsync(
        Plan? plan, string host, int port, int seed, double speed = 1, params IReadOnlyList<string> dark)
    {
        var cloud = new LocalCloud(speed == 1 ? TimeProvider.System : new FastClock(speed), seed) { Latency = false };
        try
        {
            HomeEstate home;
            PlanEstate? estate;
            lock (cloud.World.Gate)
            {
                home = new HomeEstate(cloud, plan?.Standby ?? HomeEstate.AlarmRegion);
                estate = plan is null ? null : new PlanEstate(cloud, plan, home.AlarmTopic);
                foreach (var region in dark)
                {
                    cloud.World.Darken(region, cloud.World.Now);
                }

                // What is dark from the start was never up: its plan counts as one that was watched before.
                if (plan is not null && dark.Count > 0)
                {
                    HomeEstate.Watched(cloud, plan, cloud.World.Now - Before);
                }
            }

            return new LocalAwsHost(cloud, await Loopback.StartAsync(cloud, port, IPAddress.Parse(host)), plan, home, estate);
        }
        catch
        {
            cloud.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await port.DisposeAsync();
        cloud.Dispose();
    }
}
