namespace DrFunctions.Benchmarks;

/// <summary>Answers one question of a sceptic with measurements.</summary>
public interface IBenchmark
{
    /// <summary>The benchmark's name on the command line, in lower case.</summary>
    string Name { get; }

    /// <summary>The heading of the benchmark's section.</summary>
    string Title { get; }

    Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation);
}

/// <summary>How thoroughly a benchmark measures.</summary>
/// <param name="Rounds">How many times each contender runs.</param>
/// <param name="Quick">Whether the run only shows that the benchmark works; its figures mean nothing.</param>
/// <param name="Long">Whether the run takes real minutes, where a benchmark has such a variant.</param>
public sealed record BenchOptions(int Rounds, bool Quick, bool Long = false)
{
    /// <summary>How long a contender repeats its work in one turn: long enough for a few garbage collections.</summary>
    public TimeSpan Turn => TimeSpan.FromMilliseconds(Quick ? 10 : 250);
}
