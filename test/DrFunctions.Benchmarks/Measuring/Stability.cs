namespace DrFunctions.Benchmarks.Measuring;

/// <summary>How far the ratios of one benchmark move from run to run.</summary>
public static class Stability
{
    const double Most = 0.15;

    /// <summary>The distance from a ratio's lowest value to its highest, as a share of the value in the middle.</summary>
    public static IReadOnlyDictionary<string, double> Spreads(IEnumerable<Section> runs) => runs
        .SelectMany(section => section.Rows)
        .Where(row => row.Ratio is not null)
        .GroupBy(row => row.What, row => row.Ratio!.Median)
        .ToDictionary(ratios => ratios.Key, ratios => (ratios.Max() - ratios.Min()) / new Samples([.. ratios]).Median);

    public static string Sentence(IReadOnlyList<Section> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var spreads = Spreads(runs);
        var wide = spreads.Where(spread => spread.Value > Most).Select(spread => $"{spread.Key} {spread.Value:P0}").ToList();
        return spreads.Count == 0 ? $"The benchmark ran {runs.Count} times."
            : wide.Count == 0 ? $"Over {runs.Count} runs every ratio stayed within {spreads.Values.Max():P0}."
            : $"Over {runs.Count} runs these ratios moved by more than {Most:P0}: {string.Join("; ", wide)}.";
    }
}
