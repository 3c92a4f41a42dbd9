using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Simulation.Invariants;

/// <summary>How often each invariant was checked when it could have been broken, and what broke any of them.</summary>
sealed class Verdicts(Func<DateTimeOffset> now)
{
    const int MostViolations = 20;

    readonly Tally asked = new();
    readonly SortedSet<string> broken = new(StringComparer.Ordinal);
    readonly List<string> violations = [];

    public IReadOnlyDictionary<string, int> Asked => asked.Counts;

    /// <summary>The ids of the invariants that did not hold.</summary>
    public IReadOnlyCollection<string> Broken => broken;

    public IReadOnlyList<string> Violations => violations;

    public void Must(Invariant invariant, bool holds, Func<string> what)
    {
        asked.Add(invariant.Id);
        if (holds)
        {
            return;
        }

        broken.Add(invariant.Id);
        if (violations.Count < MostViolations)
        {
            violations.Add($"{invariant.Id}: {invariant.Sentence} At {now():HH:mm:ss.fff}: {what()}");
        }
    }
}
