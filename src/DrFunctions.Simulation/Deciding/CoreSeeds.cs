using System.Diagnostics;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Many core seeds, one after the other.</summary>
public static class CoreSeeds
{
    /// <summary>Plays seeds until one breaks, all are played, or the budget is used up.</summary>
    /// <param name="figures">The counts, to which these seeds are added.</param>
    public static BrokenSeed? Run(int first, int count, TimeSpan budget, CoreFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var watch = Stopwatch.StartNew();
        for (var seed = first; seed < first + count && watch.Elapsed < budget; seed++)
        {
            try
            {
                CoreSeed.Play(seed, figures);
            }
            catch (Exception e)
                when (e is BrokenInvariantException or InvalidOperationException or NullReferenceException or KeyNotFoundException)
            {
                return new BrokenSeed(seed, [e.Message]);
            }
        }

        return null;
    }
}
