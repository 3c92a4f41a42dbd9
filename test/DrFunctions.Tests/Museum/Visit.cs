using System.Diagnostics;
using System.Reflection;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Deciding;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Searches for a bug with the seeded simulations, the cheap ones first, or with the scenario that the bug names, until an invariant breaks
/// that holds without the bug.
/// </summary>
sealed class Visit(Workshop workshop)
{
    /// <summary>Core seeds can only find bugs that are planted in the core.</summary>
    static readonly (string Name, MethodInfo Play, int Seeds, bool OnlyCore)[] Plays =
    [
        ("core", typeof(CoreSeed).GetMethod(nameof(CoreSeed.Play), [typeof(int)])!, 20_000, true),
        ("wire", typeof(WireSeed).GetMethod(nameof(WireSeed.Play))!, 2_000, false),
    ];

    /// <param name="bound">The time limit from the planting on; each simulation gets half of it, and begins no seed after that.</param>
    public Finding To(PlantedBug bug, TimeSpan bound)
    {
        var watch = Stopwatch.StartNew();
        var exhibit = new Exhibit(bug, workshop.Compile(bug));
        var (compiled, seeds) = (watch.Elapsed, 0);
        var plays = PlaysFor(bug);
        foreach (var (name, play, first, most) in plays)
        {
            var part = Stopwatch.StartNew();
            for (var seed = first; seed < first + most && part.Elapsed < bound / plays.Count; seed++)
            {
                seeds++;
                var broken = exhibit.Play(play, seed);
                if (broken.Count > 0 && Exhibit.PlaySound(play, seed).Count == 0)
                {
                    return new Finding(bug, broken[0], name, seed, seeds, compiled, watch.Elapsed);
                }
            }
        }

        return new Finding(bug, null, "", null, seeds, compiled, watch.Elapsed);
    }

    static List<(string Name, MethodInfo Play, int First, int Most)> PlaysFor(PlantedBug bug) => bug.Scenario is { } scenario
        ? [("scenario", typeof(ScenarioSeed).GetMethod(nameof(ScenarioSeed.Play))!, ScenarioSeed.NumberOf(scenario), 1)]
        : [.. Known(bug), .. Plays.Where(one => !one.OnlyCore || bug.Assembly == "DrFunctions.Core").Select(one => (one.Name, one.Play, 1, one.Seeds))];

    static IEnumerable<(string Name, MethodInfo Play, int First, int Most)> Known(PlantedBug bug) =>
        bug.FoundAt is { } seed ? [("wire", Plays[^1].Play, seed, 1)] : [];
}
