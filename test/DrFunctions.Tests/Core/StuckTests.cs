using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Stuck is not final for causes that pass, and is for all others.</summary>
public sealed class StuckTests
{
    [Fact]
    public void What_may_pass_is_tried_again_and_the_run_goes_on_by_itself()
    {
        var walk = Stuck();
        walk.LookFor(240);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.LookFor(120);
        Assert.Equal(4, walk.StartsOf("web").Count());
        walk.AllDone().LookFor(30);

        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Equal((3, 1), (walk.Of("web").Attempts, walk.Of("web").Extra));
    }

    [Fact]
    public void A_resumed_step_gets_one_start_per_five_minutes()
    {
        var walk = Stuck();
        walk.LookFor(1800);

        var starts = walk.Starts.Where(start => start.Id == "web").Select(start => start.At).Skip(2).ToList();
        Assert.All(starts.Zip(starts.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(5)));
        Assert.InRange(starts.Count, 5, 7);
    }

    [Fact]
    public void A_step_that_somebody_has_repaired_lets_the_run_go_on_at_once()
    {
        var walk = Stuck();
        walk.AllDone().LookFor(30);

        Assert.Equal((Phase.Recovered, 0), (walk.Phase, walk.Of("web").Extra));
    }

    [Fact]
    public void People_are_told_once_of_the_same_steps()
    {
        var walk = Stuck();
        walk.LookFor(1200);

        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Stuck);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.StillStuck);
    }

    [Fact]
    public void While_the_primary_may_be_up_nothing_goes_on()
    {
        var walk = Stuck();
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Down];
        walk.LookFor(600);

        Assert.Equal((Phase.Stuck, 3), (walk.Phase, walk.StartsOf("web").Count()));
    }

    [Fact]
    public void Who_has_let_it_go_on_is_at_work()
    {
        var walk = Stuck();
        walk.Ask(Command.Approve);
        walk.LookFor(120);
        Assert.Equal((Phase.Stuck, 6), (walk.Phase, walk.StartsOf("web").Count()));
        walk.LookFor(900);

        Assert.Equal((Phase.Stuck, 6), (walk.Phase, walk.StartsOf("web").Count()));
    }

    [Theory]
    [InlineData("{ \"id\": \"web\", \"kind\": \"start\", \"limit\": \"10s\", \"onLimit\": \"ask\" }")]
    [InlineData("{ \"id\": \"web\", \"kind\": \"promote\", \"limit\": \"10s\", \"onLimit\": \"again\" }")]
    public void A_step_that_asks_and_a_data_step_wait_for_a_person(string step)
    {
        var walk = new Walk($"[{step}]").Recovering();
        walk.LookFor(400);
        Assert.Equal(Phase.Stuck, walk.Phase);
        var starts = walk.Starts.Count;
        walk.LookFor(900);

        Assert.Equal((Phase.Stuck, starts), (walk.Phase, walk.Starts.Count));
    }

    [Fact]
    public void What_is_broken_for_good_waits_for_a_person()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.NotStarted("it is stopped");
        walk.LookFor(900);

        Assert.Equal((Phase.Stuck, 0), (walk.Phase, walk.Starts.Count));
    }

    [Fact]
    public void It_is_tried_for_as_long_as_the_plan_says()
    {
        var walk = Stuck(more: "\"keepTrying\": \"20m\",");
        walk.LookFor(1300);
        var starts = walk.Starts.Count;
        walk.LookFor(3600);

        Assert.Equal((Phase.Stuck, starts), (walk.Phase, walk.Starts.Count));
    }

    [Fact]
    public void A_primary_that_is_well_for_a_quarter_of_an_hour_is_stood_by()
    {
        var walk = Stuck();
        walk.Down(0).LookFor(890);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.AllUndone().LookFor(60);

        Assert.Equal((Phase.Watching, Undoing.StandDown), (walk.Phase, walk.Record.Run!.Undoing));
    }

    [Fact]
    public void An_ordered_failover_is_not_undone_because_the_primary_is_as_well_as_it_was()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(120);
        Assert.Equal(Phase.Stuck, walk.Phase);

        walk.AllUndone().LookFor(1200);

        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void While_it_is_paused_the_reminder_does_not_say_that_it_is_tried_again()
    {
        var walk = Stuck();
        walk.Automation = Automation.Paused;

        walk.LookFor(1200);

        var still = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.StillStuck);
        Assert.DoesNotContain("tried again by itself", still.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_in_which_AWS_cannot_be_read_at_most_doubles_a_limit()
    {
        var walk = new Walk(One).Recovering();
        walk.Steps["web"] = StepObservation.Unknown("no answer");
        walk.LookFor(175);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.Late);
        walk.LookFor(15);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Late);
        walk.LookFor(150);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.LookFor(40);

        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    [Fact]
    public void A_step_that_AWS_can_be_asked_about_has_its_plain_limit()
    {
        var walk = new Walk(One).Recovering();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.LookFor(200);

        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    const string One = """[ { "id": "web", "kind": "start" } ]""";

    /// <summary>All starts of the one step that starts something came to nothing, as for missing capacity.</summary>
    static Walk Stuck(string more = "")
    {
        var walk = new Walk(more: more).Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(90);
        Assert.Equal((Phase.Stuck, 3), (walk.Phase, walk.StartsOf("web").Count()));
        return walk;
    }
}
