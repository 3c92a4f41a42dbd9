namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// Choices drawn from a seed. Each purpose has dice of its own, so that a new choice of one purpose changes none of another.
/// The generator is SplitMix64, which gives the same numbers on every machine and every version of .NET.
/// </summary>
public sealed class Dice(int seed, int purpose)
{
    ulong state = (ulong)(uint)seed << 32 | (uint)purpose;

    /// <summary>From 0 to just below 1.</summary>
    public double Unit()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
    }

    public bool Chance(double of) => Unit() < of;

    /// <summary>Both bounds are included.</summary>
    public int Between(int least, int most) => least + (int)(Unit() * (most - least + 1));

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Between(0, choices.Length - 1)];

    /// <summary>To the millisecond.</summary>
    public TimeSpan Seconds(double least, double most) => TimeSpan.FromMilliseconds(Math.Round((least + (most - least) * Unit()) * 1000));
}
