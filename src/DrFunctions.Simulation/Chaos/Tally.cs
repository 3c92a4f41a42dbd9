namespace DrFunctions.Simulation.Chaos;

/// <summary>Counts by name, in the order of the names.</summary>
public sealed class Tally
{
    readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Add(string name) => counts[name] = counts.GetValueOrDefault(name) + 1;
}
