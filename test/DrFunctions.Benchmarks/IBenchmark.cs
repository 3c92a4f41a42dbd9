namespace DrFunctions.Benchmarks;

/// <summary>One question of a sceptic, answered by figures.</summary>
public interface IBenchmark
{
    /// <summary>What the command line calls it, in small letters.</summary>
    string Name { get; }

    /// <summary>The heading of its section.</summary>
    string Title { get; }

    Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation);
}

/// <summary>How thoroughly it is measured.</summary>
/// <param name="Rounds">How often each contender has its turn.</param>
/// <param name="Quick">Only shows that it runs; its figures mean nothing.</param>
/// <param name="Long">Takes real minutes where a benchmark has such a variant.</param>
public sealed record BenchOptions(int Rounds, bool Quick, bool Long = false)
{
    /// <summary>How long a contender repeats its work in one turn: long enough for a few collections of garbage.</summary>
    public TimeSpan Turn => TimeSpan.FromMilliseconds(Quick ? 10 : 250);
}
