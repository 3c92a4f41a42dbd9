using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>The standby serves with a part of one step's capacity: all capacity is looked at, and what is missing is started.</summary>
public sealed class DegradedTests
{
    [Fact]
    public void Other_capacity_that_is_lost_is_told()
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.NotStarted("web was stopped");

        walk.LookFor(3 * 3600);

        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.CapacityLost);
    }

    [Fact]
    public void Capacity_that_loses_more_is_still_started()
    {
        var walk = Degraded();
        walk.Steps["api"] = StepObservation.NotStarted("1 of 4 tasks run") with { Serves = new Capacity(1, 4) };
        walk.LookFor(400);
        var starts = walk.StartsOf("api").Count();

        walk.LookFor(3 * 3600);

        Assert.True(walk.StartsOf("api").Count() > starts, $"{walk.StartsOf("api").Count()} starts, {starts} before");
    }

    static Walk Degraded()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(75);
        Assert.True(walk.Of("api").Degraded);
        walk.LookFor(12);
        walk.Steps["traffic"] = StepObservation.Done("users go to the standby");
        walk.LookFor(12);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Steps["api"] = StepObservation.NotStarted("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        return walk;
    }
}
