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

    /// <summary>Less than the plan accepts is lost, whether the step served in part or as a whole before.</summary>
    [Theory]
    [InlineData("api", 1)]
    [InlineData("web", 2)]
    public void A_part_that_was_not_accepted_is_lost(string step, int serving)
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps[step] = StepObservation.Working("some run") with { Serves = new Capacity(serving, 4) };
        walk.LookFor(2000);

        Assert.NotNull(walk.Of(step).LostAt);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.CapacityLost);
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
        Assert.False(walk.Of("api") is { Degraded: true, Doubted: true } or { Degraded: true, Resumed: true });
    }

    [Theory]
    [InlineData(StepState.Done, true)]
    [InlineData(StepState.NotStarted, false)]
    public void Each_check_must_be_green(StepState other, bool degraded)
    {
        var walk = new Walk("""
            [ { "id": "api", "kind": "start" }, { "id": "one", "kind": "check", "after": ["api"] }, { "id": "two", "kind": "check", "after": ["api"] } ]
            """).Recovering();
        walk.LookFor(6);
        walk.Steps["api"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["one"] = StepObservation.Done("it answers");
        walk.Steps["two"] = new StepObservation(other, "as it is");
        walk.LookFor(75);

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

    [Theory]
    [InlineData(StepState.NotStarted, false, 1)]
    [InlineData(StepState.Working, false, 0)]
    [InlineData(StepState.Broken, false, 0)]
    [InlineData(StepState.Broken, true, 1)]
    public void What_is_on_its_way_or_broken_for_good_is_not_started_again(StepState state, bool startMayHelp, int starts)
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = new StepObservation(state, "as it is") { StartMayHelp = startMayHelp, Serves = new Capacity(2, 4) };
        var before = walk.Starts.Count;
        walk.LookFor(310);

        Assert.Equal(starts, walk.Starts.Count - before);
    }

    /// <summary>Capacity that was found serving in part was started by somebody else, so it rests from when it counted as done.</summary>
    [Fact]
    public void What_was_never_started_rests_from_when_it_was_done()
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Record = walk.Record with
        {
            Run = walk.Record.Run! with
            {
                ObservedAt = walk.Now.AddHours(-1),
                Steps = walk.Record.Run.Steps.SetItem("api", walk.Of("api") with { StartedAt = null, DoneAt = walk.Now.AddSeconds(-300) }),
            },
        };
        var before = walk.Starts.Count;
        walk.Look(0);

        Assert.Equal(1, walk.Starts.Count - before);
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
