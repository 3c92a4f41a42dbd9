using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>
/// A reference disaster is run once for each of its calls, with the invocation frozen there, thawed when others have taken over. The normal
/// run freezes at few of the points, the long run at every 13th.
/// </summary>
public sealed class FreezePointTests
{
    [Fact]
    public void Thawed_after_any_call_nobody_carries_out_an_old_decision()
    {
        var played = Enumerable.Range(1, FreezePoint.Count).Where(point => point % (LongRun.Budget is null ? 401 : 13) == 1).ToList();
        Assert.InRange(played.Count, 3, 1000);
        Assert.All(played, point => Assert.Equal([], FreezePoint.Play(point).Violations.Select(broken => $"freeze point {point}: {broken}")));
    }
}
