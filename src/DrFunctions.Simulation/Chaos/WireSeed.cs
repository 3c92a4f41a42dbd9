namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// The seeded simulation through the whole stack: a random plan, world, disaster and faults, with the deployed handlers, loop, step
/// kinds and SDK clients in virtual time, and the invariants asked at every change. There is no state between two seeds.
/// </summary>
public static class WireSeed
{
    /// <param name="show">Gets every call and every line of the log, for whoever replays a seed.</param>
    /// <exception cref="InvalidOperationException">A handler threw, which is a bug.</exception>
    public static SeedReport Play(int seed, Action<string>? show = null)
    {
        using var run = new SeedRun(seed, show);
        return run.Play();
    }
}
