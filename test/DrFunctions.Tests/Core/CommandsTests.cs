using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>The commands that people may give, in which phase, and the answers.</summary>
public sealed class CommandsTests
{
    [Trait("about", "text")]
    [Fact]
    public void A_person_fails_over_though_all_signals_are_up_and_nobody_asks_them_again()
    {
        var walk = new Walk();
        Assert.Equal("failing over to ap-northeast-1: Ann ordered it: a test", walk.Ask(Command.Failover));
        foreach (var id in new[] { "web", "api", "healthy", "traffic" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.LookFor(6);
        Assert.Equal((Phase.Recovered, 1), (walk.Phase, walk.StartsOf("traffic").Count()));
        Assert.Null(walk.Record.AutomaticAt);
    }

    [Trait("about", "text")]
    [Fact]
    public void While_paused_it_must_say_that_it_overrides_the_pause()
    {
        var walk = new Walk { Automation = Automation.Paused };
        Assert.Equal("refused: paused (by Ann since 03:00Z: a test); resume first, or override the pause (--override-pause) (phase Watching)", walk.Ask(Command.Failover));
        walk.Ask(Command.Failover, request => request with { OverridesPause = true });
        walk.LookFor(6);
        Assert.Equal(["web", "api"], walk.Starts.Select(start => start.Id));
        walk.AllDone().LookFor(30);
        Assert.False(walk.Record.Run!.OverridesPause);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData(Command.Approve)]
    [InlineData(Command.Reject)]
    [InlineData(Command.Failback)]
    [InlineData(Command.Reset)]
    public void What_makes_no_sense_is_refused_and_changes_nothing(Command command)
    {
        var walk = new Walk();
        Assert.StartsWith("refused: ", walk.Ask(command), StringComparison.Ordinal);
        Assert.Equal((Phase.Watching, false, 0), (walk.Phase, walk.Record.Answered!.Accepted, walk.Requests.Count));
    }

    [Fact]
    public void Every_command_is_answered_in_every_phase_that_a_run_goes_through()
    {
        foreach (var command in Enum.GetValues<Command>())
        {
            var walk = new Walk().Down();
            for (var look = 0; look < 30; look++)
            {
                walk.Ask(command);
                walk.AllDone();
                Assert.Equal(command, walk.Record.Answered!.Command);
            }
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void What_was_asked_long_ago_was_meant_for_another_situation()
    {
        var walk = new Walk();
        var answer = walk.Ask(Command.Failover, request => request with { At = walk.Now - TimeSpan.FromMinutes(20) });
        Assert.Equal("refused: the request is 20 min 3 s old, too old to carry out; give it again (phase Watching)", answer);
    }

    [Fact]
    public void Several_are_taken_one_a_look_and_in_their_order()
    {
        var walk = new Walk();
        walk.Requests.Add(new Request("1", Command.Failover, walk.Now, "Ann", "one"));
        walk.Requests.Add(new Request("2", Command.Failover, walk.Now, "Bob", "two"));
        Assert.Equal(TimeSpan.Zero, walk.Look().LookAgainIn);
        Assert.Equal("Ann", walk.Record.Answered!.By);
        walk.Look();
        Assert.Equal(("Bob", false), (walk.Record.Answered!.By, walk.Record.Answered.Accepted));
    }

    [Fact]
    public void Stuck_a_person_lets_it_go_on_with_all_its_starts()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Broken("i-0 is terminated");
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run");
        walk.LookFor(6);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Steps["web"] = StepObservation.NotStarted("it is stopped");
        walk.Ask(Command.Approve);
        walk.LookFor(6);
        Assert.Equal((Phase.Recovering, 1), (walk.Phase, walk.Of("web").Attempts));
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Reset_while_users_are_in_the_standby_must_accept_it_which_disarms_the_plan_until_it_is_armed_again()
    {
        var walk = new Walk().Recovering().AllDone();
        walk.LookFor(30);
        Assert.StartsWith("refused: users or data are in ap-northeast-1", walk.Ask(Command.Reset), StringComparison.Ordinal);
        Assert.StartsWith("disarmed, since ap-northeast-1 is accepted", walk.Ask(Command.Reset, request => request with { AcceptsStandby = true }), StringComparison.Ordinal);
        walk.Look(4000);
        Assert.StartsWith("no action: disarmed since 2026-03-01", walk.LookFor(60).Because, StringComparison.Ordinal);
        Assert.StartsWith("refused: the plan is disarmed", walk.Ask(Command.Failover), StringComparison.Ordinal);
        Assert.StartsWith("armed again", walk.Ask(Command.Reset), StringComparison.Ordinal);
        walk.LookFor(6);
        Assert.Equal(Phase.Confirming, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Who_accepts_the_standby_of_a_plan_without_traffic_disarms_it()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] } ]""").Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Contains("To stay, which disarms this plan", walk.Told[^1].Body, StringComparison.Ordinal);

        walk.Ask(Command.Reset, request => request with { AcceptsStandby = true });

        Assert.NotNull(walk.Record.Disarmed);
    }

    [Fact]
    public void Who_has_moved_users_by_hand_and_accepts_the_standby_disarms_the_plan()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().Steps["traffic"] = StepObservation.Broken("the record is gone");
        walk.LookFor(30);
        Assert.Equal(Phase.Stuck, walk.Phase);

        walk.Ask(Command.Reset, request => request with { AcceptsStandby = true });

        Assert.True(walk.Record.Answered!.Accepted);
        Assert.NotNull(walk.Record.Disarmed);
    }

    [Trait("about", "text")]
    [Fact]
    public void Stuck_before_users_moved_a_reset_needs_no_more_words()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("gone");
        walk.LookFor(6);
        Assert.EndsWith("; the effects of api, web stay", walk.Ask(Command.Reset), StringComparison.Ordinal);
        Assert.Equal((Phase.Watching, true), (walk.Phase, walk.Record.Disarmed is null));
    }

    [Trait("about", "text")]
    [Fact]
    public void The_primary_was_changed_minutes_ago_so_a_probe_must_agree()
    {
        var trigger = TestPlans.Trigger.Replace("\"atLeast\": 2", "\"atLeast\": 1, \"deploying\": { \"alarm\": \"changed\", \"region\": \"ap-northeast-1\" }", StringComparison.Ordinal);
        var walk = new Walk(trigger: trigger) { Signals = [SignalState.Down, SignalState.Up, SignalState.Up] };
        var deploying = walk.Plan.Trigger.Deploying!;
        walk.Deploying = new SignalObservation(deploying, SignalState.Down, "is ALARM");
        Assert.EndsWith("; the primary was changed minutes ago, so a probe must agree", walk.LookFor(60).Because, StringComparison.Ordinal);
        walk.Deploying = new SignalObservation(deploying, SignalState.Unknown, "cannot be read");
        walk.LookFor(60);
        Assert.Equal(Phase.Watching, walk.Phase);
        walk.Down(2).LookFor(6);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Down(1).LookFor(60);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Deploying = new SignalObservation(deploying, SignalState.Up, "is OK");
        walk.LookFor(20);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }
}
