namespace DrFunctions.Benchmarks;

/// <summary>The table of benchmarks, one line each, in the order of the document.</summary>
public static class Benchmarks
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
    ];
}
