namespace DrFunctions.Benchmarks.Measuring;

/// <summary>A contender's cost in each round: seconds, bytes or anything else where less is better.</summary>
public sealed record Samples(IReadOnlyList<double> Values)
{
    public double Median => MedianOf(Values);

    public double Min => Values.Min();

    /// <summary>The ratio is taken round by round, because both sides of one round share the same disturbances.</summary>
    public Ratio Over(Samples peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        var ratios = Values.Zip(peer.Values, (mine, theirs) => mine / theirs).ToList();
        return new Ratio(MedianOf(ratios), ratios.Min(), ratios.Max());
    }

    /// <summary>The same costs in another unit, or for another count.</summary>
    public Samples Times(double factor) => new([.. Values.Select(value => value * factor)]);

    static double MedianOf(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>A cost divided by its peer's: the median of all rounds, the lowest and the highest.</summary>
public sealed record Ratio(double Median, double Low, double High)
{
    public override string ToString() => $"{Show.Number(Median)} ({Show.Number(Low)} to {Show.Number(High)})";
}
