namespace DrFunctions.Benchmarks.Measuring;

/// <summary>What a contender cost in each round: seconds, bytes or whatever else is better the less it is.</summary>
public sealed record Samples(IReadOnlyList<double> Values)
{
    public double Median => MedianOf(Values);

    public double Min => Values.Min();

    /// <summary>Round by round, because both sides of one round had the same neighbours.</summary>
    public Ratio Over(Samples peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var ratios = Values.Zip(peer.Values, (mine, theirs) => mine / theirs).ToList();
        return new Ratio(MedianOf(ratios), ratios.Min(), ratios.Max());
    }

    /// <summary>The same costs in another unit, or of another count.</summary>
    public Samples Times(double factor) => new([.. Values.Select(value => value * factor)]);

    static double MedianOf(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>A cost over its peer's: the median of all rounds, and between which it lay.</summary>
public sealed record Ratio(double Median, double Low, double High)
{
    public override string ToString() => $"{Show.Number(Median)} ({Show.Number(Low)} to {Show.Number(High)})";
}
