using System.Globalization;

namespace DrFunctions.Tests.Museum;

/// <summary>Where a bug was found: a proof, and its number, which says as well how many of the base were played until then.</summary>
public sealed record Found(string Proof, int Number);

/// <summary>The search for a bug among seeds drawn anew.</summary>
/// <param name="Seeds">How many were played until it was found.</param>
/// <param name="Sound">What a seed broke without the bug: a bug that nobody has planted. Null if nothing.</param>
public sealed record Anew(int Seeds, bool IsFound, string? Sound);

/// <summary>The result of the search for one bug.</summary>
/// <param name="Broken">The invariant that broke, and how; null if the bug survives.</param>
/// <param name="By">What found it; null if the bug survives.</param>
/// <param name="Played">How many runs of all proofs were played.</param>
public sealed record Finding(PlantedBug Bug, string? Broken, Found? By, int Played, TimeSpan Compiled, TimeSpan Took)
{
    /// <summary>What a base drawn anew says of it; null where none was played.</summary>
    public Anew? Anew { get; init; }

    public static string Head => $"{"room",-8} {"bug",-50} {"broken",-11} {"found by",-12} {"number",6} {"played",6} {"built",6} {"s",6} {"anew",6}";

    public string ToLine() => string.Create(CultureInfo.InvariantCulture,
        $"{Bug.Room,-8} {Bug.Name,-50} {Broken?.Split(':')[0] ?? "SURVIVES",-11} {By?.Proof,-12} {By?.Number,6} {Played,6} {Compiled.TotalSeconds,6:0.0} {Took.TotalSeconds,6:0.0} {(Anew is null ? "" : Anew.IsFound ? Anew.Seeds : "missed"),6}");
}
