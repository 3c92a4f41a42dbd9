using Amazon.Runtime;
using DrFunctions.Benchmarks.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Benchmarks.Simulating;

/// <summary>
/// One warm process of WatchFunction, as Lambda keeps it for hours: one set of handlers, loop and clients, which checks every virtual
/// minute. Each stretch of time has its own world, because a simulated world remembers everything that happened in it, and the function
/// must not.
/// </summary>
sealed class WarmApp : IDisposable
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero));
    readonly Switch world = new();
    readonly App app;
    readonly WatchHandler watch;
    int worlds;

    public WarmApp()
    {
        var plan = BenchPlans.Shop.Plan!;
        var outside = new Outside(clock, new Clients(world), world, new BasicAWSCredentials("AKIDEXAMPLE", "secret"), () => $"nonce-{clock.GetTimestamp()}", TextWriter.Null);
        app = new App(
            new Settings(plan.Standby, HomeEstate.Table, $"arn:aws:sns:{plan.Standby}:{World.Account}:drfunctions-notices", "", null), outside, NullLogger.Instance,
            new PlanFolder([plan], []));
        watch = new WatchHandler(app);
    }

    /// <summary>The schedule's invocations so far.</summary>
    public int Ticks { get; private set; }

    /// <summary>Plays this many quiet minutes.</summary>
    public void Quiet(int minutes) => In((_, estate) => TickAsync(minutes, estate, Phase.Watching));

    /// <summary>Plays a quiet minute, then an outage until the standby serves, and two more minutes.</summary>
    public void FailOver() => In(async (cloud, estate) =>
    {
        await TickAsync(1, estate, Phase.Watching);
        cloud.World.Darken(estate.Plan.Primary, clock.GetUtcNow());
        await TickAsync(12, estate, Phase.Recovered);
    });

    public void Dispose() => app.Dispose();

    void In(Func<LocalCloud, PlanEstate, Task> play)
    {
        using var cloud = new LocalCloud(clock, ++worlds);
        using var handler = new HttpMessageInvoker(cloud.CreateHandler());
        world.To = handler;
        var home = new HomeEstate(cloud, BenchPlans.Shop.Plan!.Standby);
        var estate = new PlanEstate(cloud, BenchPlans.Shop.Plan, home.AlarmTopic);
        Pump.Run(clock, () => play(cloud, estate));
    }

    async Task TickAsync(int minutes, PlanEstate estate, Phase ends)
    {
        var said = "";
        for (var minute = 0; minute < minutes; minute++)
        {
            var next = clock.GetUtcNow() + Minute;
            using var input = new MemoryStream(Scheduled);
            using var output = new StreamReader(await watch.HandleAsync(input, new BenchContext()));
            said = await output.ReadToEndAsync();
            Ticks++;
            await Task.Delay(next > clock.GetUtcNow() ? next - clock.GetUtcNow() : TimeSpan.Zero, clock);
        }

        if (!said.Contains($"\"{ends}\"", StringComparison.Ordinal) || (ends == Phase.Recovered && estate.Missing.Count > 0))
        {
            throw new InvalidOperationException($"The plan should be {ends}, and it said: {said}");
        }
    }

    static byte[] Scheduled { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "events", "scheduled.json"));

    /// <summary>Leads the clients of a process that outlives its world to the present world.</summary>
    sealed class Switch : HttpMessageHandler
    {
        public HttpMessageInvoker? To { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            To!.SendAsync(request, cancellationToken);
    }

    sealed class Clients(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
