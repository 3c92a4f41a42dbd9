using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Capacity that was done is looked at again, and a part of it may be enough.</summary>
public sealed class DoneCapacityTests
{
    static readonly StepObservation Stopped = StepObservation.NotStarted("0 of 4 tasks run");

    [Fact]
    public void Fallen_back_it_is_started_again_while_something_depends_on_it()
    {
        var walk = HalfWay();
        walk.Steps["api"] = Stopped;
        walk.LookFor(12);

        Assert.Equal(2, walk.StartsOf("api").Count());
        Assert.Equal((StepProgress.Started, 2), (walk.Of("api").Progress, walk.Of("api").Attempts));
        Assert.Contains(walk.History, entry => entry.Facts.Contains(new StepFellBack("api", "0 of 4 tasks run")));
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
    }

    [Fact]
    public void One_reading_proves_nothing()
    {
        var walk = HalfWay();
        walk.Steps["api"] = Stopped;
        walk.Look();
        walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(12);

        Assert.Single(walk.StartsOf("api"));
    }

    [Fact]
    public void Right_after_it_was_done_a_reading_may_be_older()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.Look();
        walk.Steps["api"] = Stopped;
        walk.LookFor(12);

        Assert.Equal(StepProgress.Done, walk.Of("api").Progress);
    }

    [Fact]
    public void Stuck_names_it_and_not_the_front_door()
    {
        var walk = HalfWay();
        walk.Steps["api"] = Stopped;
        walk.LookFor(120);

        Assert.Equal((Phase.Stuck, 3), (walk.Phase, walk.StartsOf("api").Count()));
        Assert.Equal(["api"], Assert.IsType<StepsFailed>(((PhaseEntered)walk.History[^1].Facts[^1]).Because).Steps.Select(step => step.Step));
    }

    [Fact]
    public void What_is_broken_for_good_says_that_it_was_done()
    {
        var walk = HalfWay();
        walk.Steps["api"] = StepObservation.Broken("the service is gone");
        walk.LookFor(12);

        Assert.Equal((Phase.Stuck, new FellBack("the service is gone")), (walk.Phase, walk.Of("api").Fact));
    }

    [Fact]
    public void Approve_starts_it_anew()
    {
        var walk = HalfWay();
        walk.Steps["api"] = Stopped;
        walk.LookFor(120);
        walk.Ask(Command.Approve);
        walk.LookFor(12);

        Assert.Equal((Phase.Recovering, 4), (walk.Phase, walk.StartsOf("api").Count()));
    }

    [Fact]
    public void Fallen_back_while_vantages_disagree_it_keeps_users_where_they_are()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"any\"", "\"all\"", StringComparison.Ordinal)).Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(6);
        walk.Signals = [SignalState.Up, SignalState.Down, SignalState.Down];
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(30);
        Assert.Empty(walk.StartsOf("traffic"));

        walk.Steps["api"] = Stopped;
        walk.LookFor(12);
        Assert.NotEqual(StepProgress.Done, walk.Of("api").Progress);
        walk.Down().LookFor(12);

        Assert.NotEqual(StepProgress.Done, walk.Of("api").Progress);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    [Fact]
    public void In_the_standby_it_is_looked_at_each_half_hour_and_told()
    {
        var walk = HalfWay();
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Steps["api"] = Stopped;
        walk.LookFor(1700);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.CapacityLost);
        walk.LookFor(180);

        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.CapacityLost);
        Assert.Single(walk.StartsOf("api"));
        Assert.Equal((false, true), (walk.Of("api").Doubted, walk.Of("api").LostAt is not null));
    }

    /// <summary>All of it each half hour, and as soon as a reading is doubted; what serves in part each five minutes.</summary>
    [Theory]
    [InlineData(1799, null, null, "")]
    [InlineData(1800, null, null, "web api")]
    [InlineData(10, "web", null, "web api")]
    [InlineData(299, null, "api", "")]
    [InlineData(300, null, "api", "api")]
    [InlineData(300, null, null, "")]
    public void When_the_capacity_of_a_standby_is_looked_at(int seconds, string? doubted, string? degraded, string due)
    {
        var walk = HalfWay();
        walk.AllDone().LookFor(30);
        var run = walk.Record.Run! with { ObservedAt = walk.Now };
        run = doubted is null ? run : run with { Steps = run.Steps.SetItem(doubted, run.Steps[doubted] with { Doubted = true }) };
        run = degraded is null ? run : run with { Steps = run.Steps.SetItem(degraded, run.Steps[degraded] with { Degraded = true }) };
        var shadow = walk.Plan with { Trigger = walk.Plan.Trigger with { Mode = Mode.Shadow } };

        Assert.Equal(due, Due(walk.Plan, run));
        Assert.Equal("", Due(shadow, run));
        Assert.Equal(due, Due(shadow, run with { OverridesShadow = true }));

        string Due(Plan plan, Run run) =>
            string.Join(" ", DoneCapacity.WatchedInStandby(plan, run, walk.Now.AddSeconds(seconds)).Select(step => step.Id));
    }

    [Fact]
    public void In_mode_shadow_nothing_was_started_that_could_fall_back()
    {
        var walk = HalfWay();
        var run = walk.Record.Run!;
        var shadow = walk.Plan with { Trigger = walk.Plan.Trigger with { Mode = Mode.Shadow } };

        Assert.Equal(["web", "api"], DoneCapacity.Watched(walk.Plan, run).Select(step => step.Id));
        Assert.Empty(DoneCapacity.Watched(shadow, run));
        Assert.Equal(["web", "api"], DoneCapacity.Watched(shadow, run with { OverridesShadow = true }).Select(step => step.Id));
    }

    [Fact]
    public void At_the_first_limit_a_part_of_it_is_enough_if_the_checks_are_green()
    {
        var walk = Part(serving: 2);
        walk.LookFor(48);
        Assert.Equal(StepProgress.Started, walk.Of("api").Progress);
        walk.LookFor(15);

        Assert.Equal((StepProgress.Done, true), (walk.Of("api").Progress, walk.Of("api").Degraded));
        Assert.Contains(walk.History, entry => entry.Facts.OfType<StepDegraded>().Any(step => step.Step == "api"));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Less_than_the_plan_accepts_and_a_red_check_are_not_enough(int serving, bool isGreen)
    {
        var walk = Part(serving);
        walk.Steps["healthy"] = isGreen ? StepObservation.Done("it answers") : StepObservation.NotStarted("it does not answer");
        walk.LookFor(75);

        Assert.False(walk.Of("api").Degraded);
    }

    [Fact]
    public void Stuck_with_enough_of_it_the_run_goes_on_once_the_checks_are_green()
    {
        var walk = Part(serving: 3);
        walk.Steps["healthy"] = StepObservation.NotStarted("it does not answer");
        walk.LookFor(200);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.Stuck);

        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(3600);

        Assert.Contains(walk.Starts, start => start.Id == "traffic");
    }

    [Fact]
    public void With_little_left_of_the_objective_it_does_not_wait_for_the_limit()
    {
        var walk = Part(serving: 2, more: "\"objectives\": { \"rto\": \"3m30s\" },");
        walk.LookFor(30);

        Assert.True(walk.Of("api").Degraded);
    }

    [Fact]
    public void Who_writes_a_minimum_means_it()
    {
        var walk = Part(serving: 3, step: """{ "id": "api", "kind": "start", "acceptable": "100%" }""");
        walk.LookFor(75);

        Assert.False(walk.Of("api").Degraded);
    }

    [Fact]
    public void What_is_missing_is_started_on_outside_of_its_attempts_also_while_the_standby_serves()
    {
        var walk = RecoveredInPart();
        Assert.NotNull(((Recovery)((PhaseEntered)walk.History[^1].Facts[^1]).Because).Degraded);
        walk.Steps["api"] = StepObservation.NotStarted("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.LookFor(660);

        Assert.Equal((1, 2), (walk.Of("api").Attempts, walk.Of("api").Extra));
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run") with { Serves = new Capacity(4, 4) };
        walk.LookFor(330);
        Assert.False(walk.Of("api").Degraded);
    }

    /// <summary>People were told that a part serves, so they are told that all of it does.</summary>
    [Fact]
    public void That_the_missing_capacity_has_arrived_is_told_once()
    {
        var walk = RecoveredInPart();
        walk.Steps["api"] = StepObservation.NotStarted("3 of 4 tasks run") with { Serves = new Capacity(3, 4) };
        walk.LookFor(330);
        var waits = Assert.IsType<StandbyServes>(Assert.IsType<NoAction>(walk.Look().Fact).Why);
        Assert.Equal(new StepSaid("api", new ServesInPart("3 of 4 tasks run")), Assert.Single(waits.Degraded!));
        var told = walk.Told.Count;

        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run") with { Serves = new Capacity(4, 4) };
        var facts = new List<Fact>();
        for (var look = 0; look < 400; look++)
        {
            facts.Add(walk.Look().Fact);
        }

        var complete = facts.OfType<Several>().SelectMany(several => several.Facts).OfType<CapacityComplete>();
        Assert.Equal("api", Assert.Single(Assert.Single(complete).Steps).Step);
        var notice = Assert.Single(walk.Told.Skip(told));
        Assert.Equal(NoticeKind.Recovered, notice.Kind);
        Assert.Null(Assert.IsType<StandbyServes>(Assert.IsType<NoAction>(facts[^1]).Why).Degraded);
    }

    [Fact]
    public void A_traffic_step_found_in_its_target_state_is_no_recovery()
    {
        var walk = new Walk().Recovering();
        foreach (var step in walk.Plan.Steps)
        {
            walk.Steps[step.Id] = StepObservation.Done("it is as the plan wants it");
        }

        walk.LookFor(30);
        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.IsType<NothingMoved>(((PhaseEntered)walk.History[^1].Facts[^1]).Because);
        Assert.Equal(NoticeKind.Stuck, walk.Told[^1].Kind);
        walk.LookFor(900);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Approve);
        walk.LookFor(12);
        Assert.Equal((Phase.Recovered, "Ann"), (walk.Phase, walk.Of("traffic").AcceptedBy));
    }

    /// <summary>The capacity was started and is done; the front door does not answer yet.</summary>
    static Walk HalfWay()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(30);
        Assert.Equal(StepProgress.Done, walk.Of("api").Progress);
        walk.Steps["traffic"] = StepObservation.NotStarted("users go to the primary");
        return walk;
    }

    /// <summary>Half of the capacity serves, and users were moved to it.</summary>
    static Walk RecoveredInPart()
    {
        var walk = Part(serving: 2);
        walk.LookFor(75);
        walk.Steps["traffic"] = StepObservation.NotStarted("users go to the primary");
        walk.LookFor(12);
        walk.Steps["traffic"] = StepObservation.Done("users go to the standby");
        walk.LookFor(12);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }

    /// <summary>A part of the tasks of one step run, and no more of them come.</summary>
    static Walk Part(int serving, string more = "", string step = """{ "id": "api", "kind": "start" }""")
    {
        var walk = new Walk($$"""
            [ {{step}}, { "id": "healthy", "kind": "check", "after": ["api"] }, { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
            """, more: more).Recovering();
        walk.LookFor(6);
        walk.Steps["api"] = StepObservation.Working($"{serving} of 4 tasks run") with { Serves = new Capacity(serving, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        return walk;
    }
}
