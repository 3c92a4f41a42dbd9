using System.Diagnostics;
using DrFunctions.Looping;
using DrFunctions.Tests;
using DrFunctions.Tests.Runtime;
using Xunit.Abstractions;

namespace DrFunctions.Realism;

/// <summary>
/// A slow, flaky and lying network between the published executable and moto. DR_NETWORKS says how many seeds, DR_NETWORK_SEED replays one.
/// </summary>
[Collection(Published.Name)]
public sealed class NetworkTests(PublishedFunctions functions, Estates estates, ITestOutputHelper output) : IClassFixture<Estates>
{
    const int Usual = 20;
    const int Long = 200;
    const int Lanes = 10;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Whatever_the_network_does_the_run_ends_as_promised()
    {
        var one = LongRun.Number("DR_NETWORK_SEED");
        var last = one ?? LongRun.Number("DR_NETWORKS") ?? (LongRun.Budget is null ? Usual : Long);
        var (began, next, mishaps, ends) = (Stopwatch.StartNew(), (one ?? 1) - 1, new Tally(), new Tally());
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var seed && seed <= last)
            {
                ends.Add(await RunAsync(seed, mishaps));
            }
        }));
        LongRun.Say(output, $"{ends.Total} failovers over a bad network in {began.Elapsed.TotalSeconds:0} s: {ends}; {mishaps.Total} mishaps: {mishaps}");
    }

    /// <summary>The phase in which the failover ends.</summary>
    async Task<string> RunAsync(int seed, Tally mishaps)
    {
        await using var estate = await Estate.FurnishAsync(estates, functions);
        var network = new BadNetwork(seed);
        var said = new List<string>();
        try
        {
            var before = await estate.StateAsync();
            await using var proxy = await estate.ProxyAsync(network.Meet);
            var function = seed % 2 == 0 ? "alarm" : "watch";
            await using var process = await estate.StartAsync(function, proxy);
            var phase = await PlayAsync(process, estate.EventOf(function), said);
            said.AddRange(process.Said);
            Assert.DoesNotContain(
                said, line => line.Contains("unexpected error", StringComparison.OrdinalIgnoreCase) || line.Contains("Unhandled exception", StringComparison.Ordinal));
            foreach (var call in estate.Calls.All.Where(call => call.Mishap != Mishap.None))
            {
                mishaps.Add(call.Mishap.ToString());
            }

            await (phase == "Recovered" ? EstateJudge.ShopRecoveredAsync(estate, before) : EstateJudge.StuckAsync(estate, before));
            return phase;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"Seed {seed}: {e.Message}\nReplay it with: DR_NETWORK_SEED={seed} dotnet test test/DrFunctions.Realism -p:Realism=true --filter NetworkTests\n\n"
                + $"{estate.Calls}\n\n{string.Join('\n', said)}", e);
        }
    }

    /// <summary>Invokes the function every few seconds, as the schedule and alarms do, until the run has ended.</summary>
    static async Task<string> PlayAsync(FunctionProcess process, string eventJson, List<string> said)
    {
        for (var ends = DateTimeOffset.UtcNow + Patience; ;)
        {
            var outcome = await process.InvokeAsync(eventJson, Estate.Timeout);
            said.Add(outcome.ToString());
            Assert.IsType<Outcome.Answered>(outcome);
            var (phase, because, ended) = Estate.Read(outcome);
            Assert.NotEmpty(because);
            if (phase is "Recovered" or "Stuck" && ended == nameof(WakeOutcome.Decided))
            {
                return phase;
            }

            Assert.True(DateTimeOffset.UtcNow < ends, "The failover did not come to its end.");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
