using System.Globalization;

namespace DrFunctions.Tests.Museum;

/// <summary>The result of the search for one bug.</summary>
/// <param name="Broken">The invariant that broke, and how; null if the bug survives.</param>
/// <param name="Play">The simulation that found it.</param>
/// <param name="Seed">The seed of that simulation.</param>
/// <param name="Seeds">How many seeds of all simulations were played.</param>
public sealed record Finding(PlantedBug Bug, string? Broken, string Play, int? Seed, int Seeds, TimeSpan Compiled, TimeSpan Took)
{
    public static string Head => $"{"room",-8} {"bug",-50} {"found by",-11} {"play",-4} {"seed",6} {"seeds",6} {"built",6} {"s",6}";

    public string ToLine() => string.Create(CultureInfo.InvariantCulture,
        $"{Bug.Room,-8} {Bug.Name,-50} {Broken?.Split(':')[0] ?? "SURVIVES",-11} {Play,-4} {Seed,6} {Seeds,6} {Compiled.TotalSeconds,6:0.0} {Took.TotalSeconds,6:0.0}");
}
