namespace DrFunctions.Benchmarks.Measuring;

/// <summary>Contenders take turns, so that a noisy minute affects all of them alike.</summary>
public static class Turns
{
    const int WarmUps = 2;

    /// <summary>One sample a round of each contender, in the order given.</summary>
    public static IReadOnlyList<Samples> Play(int rounds, CancellationToken cancellation, params IReadOnlyList<Func<double>> contenders) =>
        PlayAsync(
            rounds, cancellation,
                [.. contenders.Select(contender => (Func<CancellationToken, Task<double>>)(_ => Task.FromResult(contender())))])
            .GetAwaiter().GetResult();

    /// <summary>One sample a round of each contender, in the order given.</summary>
    public static async Task<IReadOnlyList<Samples>> PlayAsync(
        int rounds, CancellationToken cancellation, params IReadOnlyList<Func<CancellationToken, Task<double>>> contenders)
    {
        ArgumentNullException.ThrowIfNull(contenders);
        var samples = contenders.Select(_ => new List<double>()).ToList();

        // The first rounds only warm up: code is compiled, hot code is compiled again, and files are read.
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var turn = 0; turn < contenders.Count; turn++)
            {
                // Each round begins with another contender, because the first one may find colder caches.
                var index = (turn + round + WarmUps) % contenders.Count;
                cancellation.ThrowIfCancellationRequested();
                var sample = await contenders[index](cancellation);
                if (round >= 0)
                {
                    samples[index].Add(sample);
                }
            }
        }

        return [.. samples.Select(values => new Samples(values))];
    }
}
