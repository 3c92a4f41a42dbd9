using System.Reflection;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Deciding;
using DrFunctions.Tests.Rehearsals;
using DrFunctions.Tests.Simulations;

namespace DrFunctions.Tests.Museum;

/// <summary>A simulation that may find a planted bug: one run for each number from 1 on.</summary>
/// <param name="Name">One word, for the table of docs/MUSEUM.md.</param>
/// <param name="Counts">What its numbers count.</param>
/// <param name="Play">A static method that takes the number; it throws, or returns a report with violations, where an invariant breaks.</param>
/// <param name="Most">The last number of the base that is searched.</param>
public sealed record Proof(string Name, string Counts, MethodInfo Play, int Most)
{
    /// <summary>It plays the decider alone, so it sees no bug elsewhere.</summary>
    public bool OnlyCore { get; init; }

    /// <summary>Its numbers are seeds, so that a base drawn anew plays other disasters.</summary>
    public bool Drawn { get; init; }

    /// <summary>All proofs, the cheap ones first.</summary>
    public static IReadOnlyList<Proof> All { get; } =
    [
        new("core", "seeds of the decider alone", Of(typeof(CoreSeed), nameof(CoreSeed.Play)), 20_000) { OnlyCore = true, Drawn = true },
        new("year", "years of the decider", Of(typeof(YearTests), nameof(YearTests.PlayYear)), 3) { OnlyCore = true, Drawn = true },
        new("scenario", "scenarios", Of(typeof(ScenarioSeed), nameof(ScenarioSeed.Play)), ScenarioSeed.Count),
        new("interleaving", "orders of two invocations", Of(typeof(InterleavingTests), nameof(InterleavingTests.PlayOrder)), 64),
        new("crash", "crash points", Of(typeof(CrashPointTests), nameof(CrashPointTests.PlayPoint)), CrashPointTests.Points),
        new("freeze", "freeze points", Of(typeof(FreezePoint), nameof(FreezePoint.Play)), FreezePoint.Count),
        new("shared", "seeds of two plans with one instance", Of(typeof(SharedResourceTests), nameof(SharedResourceTests.PlaySeed)), 60) { Drawn = true },
        new("wire", "seeds of the whole stack", Of(typeof(WireSeed), nameof(WireSeed.Play)), 2_000) { Drawn = true },
    ];

    public static Proof Named(string name) => All.First(proof => proof.Name == name);

    public bool Sees(PlantedBug bug) => !OnlyCore || bug.Assembly == "DrFunctions.Core";

    static MethodInfo Of(Type type, string method) => type
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(one => one.Name == method && one.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(int))
        .MinBy(one => one.GetParameters().Length)!;
}
