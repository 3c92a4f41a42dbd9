using System.Diagnostics;
using DrFunctions.Simulation.Deciding;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Simulations;

/// <summary>
/// The decider alone against random plans, worlds, people, stores and clocks. DR_SEEDS gives another number of seeds, DR_FIRST another
/// first one, DR_SEED replays one and tells its story, DR_LONG plays many more.
/// </summary>
public sealed class CoreSeedTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_no_rule_is_broken()
    {
        if (LongRun.Number("DR_SEED") is { } one)
        {
            CoreSeed.Play(one, new CoreFigures(), output.WriteLine);
            return;
        }

        var count = LongRun.Number("DR_SEEDS") ?? (LongRun.Budget is null ? 6_000 : 200_000);
        var (figures, watch) = (new CoreFigures(), Stopwatch.StartNew());
        var broken = CoreSeeds.Run(LongRun.Number("DR_FIRST") ?? 1, count, LongRun.Budget ?? TimeSpan.MaxValue, figures);

        LongRun.Say(output, $"THE CORE\n{figures}\n{figures.Seeds / watch.Elapsed.TotalSeconds:0} seeds a second on one core");
        Assert.True(broken is null, $"seed {broken?.Seed}: {broken?.Violations[0]}\nReplay: DR_SEED={broken?.Seed} dotnet test --filter CoreSeedTests");
        Assert.True(count < 20_000 || figures.Missing.Count == 0, string.Join("; ", figures.Missing));
    }

    [Fact]
    public void A_seed_played_twice_tells_the_same_story()
    {
        for (var seed = 1; seed <= 50; seed++)
        {
            Assert.Equal(Story(seed), Story(seed));
        }
    }

    static List<string> Story(int seed)
    {
        var story = new List<string>();
        CoreSeed.Play(seed, new CoreFigures(), story.Add);
        return story;
    }
}
