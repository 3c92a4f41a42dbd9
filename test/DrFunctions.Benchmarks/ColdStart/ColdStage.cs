using DrFunctions.Benchmarks.Measuring;

namespace DrFunctions.Benchmarks.ColdStart;

/// <param name="Decided">Whether a failover was decided before; else the process sees the first alarm.</param>
sealed record Turn(ColdProgram Program, bool Decided);

/// <summary>Puts the world back before each process.</summary>
sealed class ColdStage(ColdWorld world, string eventJson)
{
    /// <summary>
    /// One sample a round of each turn, interleaved, after a round that only warms up: moto and the machine's file cache.
    /// </summary>
    public async Task<IReadOnlyList<IReadOnlyList<ColdSample>>> PlayAsync(
        int rounds, IReadOnlyList<Turn> turns, CancellationToken cancellation)
    {
        var samples = turns.Select(_ => new List<ColdSample>()).ToList();
        await Turns.PlayAsync(rounds, cancellation, [.. turns.Index().Select(turn => (Func<CancellationToken, Task<double>>)(async _ =>
        {
            var sample = await OnceAsync(turn.Item);
            samples[turn.Index].Add(sample);
            return sample.Took.TotalSeconds;
        }))]);
        return [.. samples.Select(all => all[1..])];
    }

    public async Task<ColdSample> OnceAsync(Turn turn)
    {
        await world.PutBackAsync(turn.Decided ? Situations.Decided(world.Instance) : null);
        return await ColdProcess.OnceAsync(turn.Program, world.Observer, eventJson);
    }
}
