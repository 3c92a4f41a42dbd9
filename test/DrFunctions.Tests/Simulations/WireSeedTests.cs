using System.Globalization;
using DrFunctions.LocalAws.Simulations;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Simulations;

/// <summary>
/// Random plans, worlds, disasters, faults and people through the whole stack, each from a seed. DR_SEEDS gives another number of
/// seeds, DR_SEED replays one with all that happens, and DR_LONG gives seconds in which as many as possible are played.
/// </summary>
public sealed class WireSeedTests(ITestOutputHelper output)
{
    const int MostSeeds = 10_000;

    /// <summary>In the long run each kind of fault must have been met so often, or the simulation says little about it.</summary>
    const int LeastOfEachFault = 100;

    [Fact]
    public void Whatever_goes_wrong_every_invariant_holds()
    {
        if (Number("DR_SEED") is { } one)
        {
            Hold(SeedSeries.Play(one, 1, null, output.WriteLine, CancellationToken.None));
            return;
        }

        var series = Number("DR_LONG") is { } seconds
            ? SeedSeries.Play(1, MostSeeds, TimeSpan.FromSeconds(seconds), null, CancellationToken.None)
            : SeedSeries.Play(1, Number("DR_SEEDS") ?? 500, null, null, CancellationToken.None);
        output.WriteLine(series.ToText());
        Hold(series);
        Assert.True(series.Seeds < MostSeeds || series.Faults.All(fault => fault.Value >= LeastOfEachFault), $"a fault was met too seldom:\n{series.ToText()}");
    }

    static void Hold(SeedSeries series) => Assert.True(series.Holds, string.Join('\n', series.Failed.Take(5).Select(failed =>
        $"seed {failed.Seed}: {string.Join("\n  ", failed.Violations)}\nReplay: DR_SEED={failed.Seed} dotnet test --filter WireSeedTests")));

    static int? Number(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
