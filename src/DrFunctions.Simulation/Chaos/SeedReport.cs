namespace DrFunctions.Simulation.Chaos;

/// <summary>What one seed showed.</summary>
/// <param name="Phases">Where each plan's record ended, by the plan's name.</param>
/// <param name="Simulated">How much time passed in the simulated world.</param>
/// <param name="Faults">How often each kind of fault happened.</param>
/// <param name="Asked">How often each invariant was checked when it could have been broken.</param>
/// <param name="Violations">What was broken, for a person to read: the invariant's id and sentence, when, and by which call.</param>
/// <param name="Trace">A hash of every call with its instant and outcome: equal seeds give equal ones.</param>
public sealed record SeedReport(
    int Seed,
    IReadOnlyDictionary<string, string> Phases,
    TimeSpan Simulated,
    int Calls,
    int Invocations,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Asked,
    IReadOnlyList<string> Violations,
    string Trace)
{
    /// <summary>The ids of the invariants that did not hold.</summary>
    public IReadOnlyCollection<string> Broken { get; init; } = [];
}
