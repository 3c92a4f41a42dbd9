using System.Diagnostics;
using DrFunctions.Tests;
using Xunit.Abstractions;

namespace DrFunctions.Realism;

/// <summary>
/// The published executable is killed (SIGKILL) at random moments, and the next process finishes the run. DR_KILLS gives the least
/// number of kills, and DR_KILL_SEED replays one failover with its kills.
/// </summary>
[Collection(Published.Name)]
public sealed class KillTests(PublishedFunctions functions, Estates estates, ITestOutputHelper output) : IClassFixture<Estates>
{
    const int Usual = 40;
    const int Long = 300;

    /// <summary>Failovers side by side: a killed driver blocks the next one for six seconds, and waiting costs nothing.</summary>
    const int Lanes = 10;

    [Fact]
    public async Task Whenever_it_is_killed_the_next_one_finishes_the_job()
    {
        if (LongRun.Number("DR_KILL_SEED") is { } seed)
        {
            LongRun.Say(output, (await RunAsync(seed)).ToString());
            return;
        }

        var wanted = LongRun.Number("DR_KILLS") ?? (LongRun.Budget is null ? Usual : Long);
        var (began, next, kills) = (Stopwatch.StartNew(), 0, new Tally());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Lanes, wanted)).Select(async _ =>
        {
            while (kills.Total < wanted)
            {
                kills.Add(await RunAsync(Interlocked.Increment(ref next)));
            }
        }));
        LongRun.Say(output, $"Killed {kills.Total} times in {next} failovers on moto, {kills.Total / began.Elapsed.TotalMinutes:0} a minute: {kills}");
    }

    async Task<Tally> RunAsync(int seed)
    {
        await using var estate = await Estate.FurnishAsync(estates, functions);
        var run = new KilledFailover(estate, seed);
        try
        {
            var before = await estate.StateAsync();
            await run.PlayAsync();
            await EstateJudge.ShopRecoveredAsync(estate, before);
            return run.Kills;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                $"Seed {seed}: {e.Message}\nReplay it with: DR_KILL_SEED={seed} dotnet test test/DrFunctions.Realism -p:Realism=true --filter KillTests\n\n"
                + $"{estate.Calls}\n\n{run}", e);
        }
    }
}
