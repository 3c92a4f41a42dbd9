using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>What the worlds of the kinds use when they draw what goes wrong, and what they note of it.</summary>
public sealed class Sabotage(World world, Dice dice, Tally tally)
{
    readonly HashSet<string> poisoned = new(StringComparer.Ordinal);

    public World World => world;

    public Dice Dice => dice;

    public Tally Tally => tally;

    /// <summary>Resources that will never serve.</summary>
    public IReadOnlySet<string> Poisoned => poisoned;

    /// <summary>Somebody or something else changes the standby too, so it need not end as it was.</summary>
    public bool IsMeddledWith { get; private set; }

    /// <summary>Notes a resource that will never serve.</summary>
    public void Poison(string resource) => poisoned.Add(resource);

    /// <summary>Notes that somebody else changes the standby.</summary>
    public void Meddle() => IsMeddledWith = true;
}
