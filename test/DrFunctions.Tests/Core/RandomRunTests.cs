using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>The decider against random plans, worlds and faults. A failure names its seed: put it into <see cref="One_seed"/>.</summary>
public class RandomRunTests
{
    const int Seeds = 3000;

    [Fact]
    public void Many_seeds()
    {
        var (ends, starts) = (new Dictionary<Phase, int>(), 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var run = Go(seed);
            ends[run.End] = ends.GetValueOrDefault(run.End) + 1;
            starts += run.Starts;
        }

        // A world in which nothing ever works, or all of it always does, would prove nothing.
        Assert.InRange(ends[Phase.Recovered], Seeds / 10, Seeds);
        Assert.InRange(ends[Phase.Stuck], Seeds / 10, Seeds);
        Assert.True(starts > Seeds, $"only {starts} starts in {Seeds} runs");
    }

    [Theory]
    [InlineData(0)]
    public void One_seed(int seed) => Go(seed);

    static RandomRun Go(int seed)
    {
        var run = new RandomRun(seed);
        try
        {
            run.Go();
        }
        catch (InvalidOperationException e)
        {
            Assert.Fail($"Seed {seed}: {e.Message}");
        }

        return run;
    }
}
