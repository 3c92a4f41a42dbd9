using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using DrFunctions.LocalAws.Simulations;
using DrFunctions.LocalAws.Simulations.Core;

namespace DrFunctions.Tests.Museum;

/// <summary>What a visit to one bug came to.</summary>
/// <param name="Broken">What broke, and how; null if the bug survives.</param>
/// <param name="Play">The simulation that found it.</param>
/// <param name="Seeds">How many seeds were played, of all simulations.</param>
public sealed record Finding(PlantedBug Bug, string? Broken, string Play, int Seed, int Seeds, TimeSpan Compiled, TimeSpan Took)
{
    public bool IsFound => Broken is not null;

    public string ToLine() => string.Create(CultureInfo.InvariantCulture,
        $"{Bug.Room,-8} {Bug.Name,-46} {(IsFound ? Broken!.Split(':')[0] : "SURVIVES"),-12} {Play,-5} {(IsFound ? Seed : 0),6} {Seeds,6} {Compiled.TotalSeconds,5:0.0} {Took.TotalSeconds,6:0.0}");

    public static string Head => $"{"room",-8} {"bug",-46} {"found by",-12} {"play",-5} {"seed",6} {"seeds",6} {"built",5} {"s",6}";
}

/// <summary>Looks for a bug with the seeded simulations, the cheap ones first, until one breaks that holds without the bug.</summary>
sealed class Visit(Workshop workshop)
{
    static readonly (string Name, MethodInfo Play, int Seeds, bool Core)[] Plays =
    [
        ("core", typeof(CoreSeed).GetMethod(nameof(CoreSeed.Play), [typeof(int)])!, 20_000, true),
        ("wire", typeof(WireSeed).GetMethod(nameof(WireSeed.Play))!, 2_000, false),
    ];

    /// <param name="bound">No seed begins later than this.</param>
    public Finding To(PlantedBug bug, TimeSpan bound)
    {
        var watch = Stopwatch.StartNew();
        Exhibit exhibit;
        try
        {
            exhibit = new Exhibit(bug, workshop.Compile(bug));
        }
        catch (InvalidOperationException e)
        {
            return new Finding(bug, null, e.Message, 0, 0, watch.Elapsed, watch.Elapsed);
        }

        var (compiled, seeds) = (watch.Elapsed, 0);
        try
        {
            foreach (var (name, play, most, _) in Plays.Where(one => !one.Core || bug.Assembly == "DrFunctions.Core"))
            {
                for (var seed = 1; seed <= most && watch.Elapsed < bound; seed++)
                {
                    seeds++;
                    var broken = exhibit.Play(play, seed);
                    if (broken.Count > 0 && Exhibit.PlaySound(play, seed).Count == 0)
                    {
                        return new Finding(bug, broken[0], name, seed, seeds, compiled, watch.Elapsed);
                    }
                }
            }

            return new Finding(bug, null, "-", 0, seeds, compiled, watch.Elapsed);
        }
        finally
        {
            _ = exhibit;
        }
    }
}
