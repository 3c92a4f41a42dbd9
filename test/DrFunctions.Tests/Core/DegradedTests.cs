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

    /// <summary>A part is enough from the step's limit on, or once three minutes are left of the objective.</summary>
    [Theory]
    [InlineData("", 59, false)]
    [InlineData("", 60, true)]
    [InlineData("\"objectives\": { \"rto\": \"3m40s\" },", 39, false)]
    [InlineData("\"objectives\": { \"rto\": \"3m40s\" },", 40, true)]
    public void When_a_part_is_enough(string more, int seconds, bool degraded)
    {
        var walk = Part(more);
        var from = more.Length > 0 ? walk.Record.Run!.DetectedAt : walk.Of("api").ReadyAt!.Value;
        walk.Look((from.AddSeconds(seconds) - walk.Now).TotalSeconds);

        Assert.Equal(degraded, walk.Of("api").Degraded);
    }

    /// <summary>Without a number of what serves, and with none that does, no part is enough.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void Nothing_is_no_part(int? serving)
    {
        var walk = Part();
        walk.Steps["api"] = walk.Steps["api"] with { Serves = serving is { } some ? new Capacity(some, 4) : null };
        walk.LookFor(75);

        Assert.False(walk.Of("api").Degraded);
    }

    /// <summary>What is missing is started again five minutes after its newest start, and after its newest refusal.</summary>
    [Theory]
    [InlineData(299, false, 0)]
    [InlineData(300, false, 1)]
    [InlineData(299, true, 0)]
    [InlineData(300, true, 1)]
    public void When_what_is_missing_is_started_again(int seconds, bool refused, int starts)
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.Done("web runs");
        var (before, at) = (walk.Starts.Count, walk.Now.AddSeconds(-seconds));
        walk.Record = walk.Record with
        {
            Run = walk.Record.Run! with
            {
                ObservedAt = walk.Now.AddHours(-1),
                Steps = walk.Record.Run.Steps.SetItem("api", walk.Of("api") with
                {
                    StartedAt = refused ? walk.Now.AddHours(-1) : at, RefusedAt = refused ? at : null,
                }),
            },
        };
        walk.Look(0);

        Assert.Equal(starts, walk.Starts.Count - before);
    }

    static Walk Part(string more = "")
    {
        var walk = new Walk(more: more).Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.Look();
        Assert.False(walk.Of("api").Degraded);
        return walk;
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
