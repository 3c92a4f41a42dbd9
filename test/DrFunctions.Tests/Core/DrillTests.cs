using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>A drill starts the steps that can be undone, checks them, undoes them and reports the result.</summary>
public sealed class DrillTests
{
    static Walk Drilling(string steps = TestPlans.Steps)
    {
        var walk = new Walk(steps);
        walk.Look();
        Assert.Equal("drilling: Ann ordered it: a test", walk.Ask(Command.Drill));
        Assert.Equal(Phase.Drilling, walk.Phase);
        return walk;
    }

    [Trait("about", "text")]
    [Fact]
    public void It_starts_capacity_checks_it_and_undoes_it_and_never_moves_users_or_data()
    {
        var walk = Drilling("""
            [ { "id": "web", "kind": "start" }, { "id": "api", "kind": "start" }, { "id": "cold", "kind": "start", "drill": false },
              { "id": "data", "kind": "promote" }, { "id": "late", "kind": "start", "after": ["data"] },
              { "id": "healthy", "kind": "check", "after": ["web", "api"] }, { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
            """);
        walk.LookFor(9);
        Assert.Equal(["web", "api"], walk.Starts.Select(start => start.Id));
        walk.AllDone().LookFor(12);
        Assert.Equal(["api", "web"], walk.UndoStarts.Select(undo => undo.Id));
        Assert.Equal(Phase.Drilling, walk.Phase);
        walk.AllUndone().LookFor(6);
        Assert.Equal((Phase.Watching, 2), (walk.Phase, walk.Starts.Count));
        Assert.Equal("[DrFunctions] shop: drill PASSED", walk.Told[^1].Subject);
        Assert.Contains("healthy (check): healthy is good", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_fails_is_told_and_the_rest_is_undone()
    {
        var walk = Drilling();
        walk.Look();
        walk.Steps["api"] = StepObservation.Broken("the service is gone");
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.LookFor(9);
        walk.AllUndone().LookFor(9);
        Assert.Equal((Phase.Watching, "[DrFunctions] shop: drill FAILED"), (walk.Phase, walk.Told[^1].Subject));
        Assert.Contains("Step api cannot go on: the service is gone", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_primary_goes_down_meanwhile_and_what_is_started_is_kept()
    {
        var walk = Drilling();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("is pending");
        walk.LookFor(6);
        walk.Down().Look();
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.LookFor(30);
        Assert.Equal((Phase.Recovering, 2, 0), (walk.Phase, walk.Starts.Count, walk.UndoStarts.Count));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_drill_that_cannot_be_undone_calls_a_person_who_lets_it_go_on()
    {
        var walk = Drilling();
        walk.LookFor(6);
        walk.AllDone();
        walk.Undos["web"] = StepObservation.Broken("it is locked");
        walk.LookFor(12);
        walk.Undos["api"] = StepObservation.Done("as before");
        walk.LookFor(12);
        Assert.Equal((Phase.Stuck, "step web cannot be undone: it is locked"), (walk.Phase, walk.Record.Because.Replace("no action: a person is needed: ", "", StringComparison.Ordinal)));
        walk.AllUndone().Ask(Command.Approve);
        walk.LookFor(30);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void It_begins_only_while_nothing_is_wrong()
    {
        var walk = new Walk { Signals = [SignalState.Up, SignalState.Unknown, SignalState.Up] };
        Assert.StartsWith("refused: a drill begins only while all signals are up; 0 of 3 signals down", walk.Ask(Command.Drill), StringComparison.Ordinal);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Fact]
    public void An_outage_while_it_is_paused_is_asked_about_at_the_end_of_the_pause()
    {
        var walk = Ordered();
        Assert.Equal(Phase.Drilling, walk.Phase);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(30));
        walk.Look();

        walk.Down().LookFor(1800);
        walk.LookFor(60);

        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.FailingOver);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void An_outage_while_it_is_paused_is_told()
    {
        var walk = Ordered();
        walk.Automation = Automation.Paused;
        walk.Look();
        var before = walk.Told.Count;

        walk.Down().LookFor(3600);

        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void An_outage_behind_a_stuck_drill_that_was_acknowledged_is_told()
    {
        var walk = Ordered();
        walk.AllDone().LookFor(30);
        walk.Undos["web"] = StepObservation.Broken("it cannot be stopped");
        walk.Undos["api"] = StepObservation.Done("api is as before");
        walk.LookFor(120);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Ack);
        walk.LookFor(3600);
        var before = walk.Told.Count;

        walk.Down().LookFor(3 * 3600);

        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A_failover_ordered_right_after_a_stop_does_not_believe_a_reading_from_before_it()
    {
        var walk = Ordered();
        walk.AllDone().LookFor(12);
        for (var look = 0; look < 30 && walk.UndoStarts.Count == 0; look++)
        {
            walk.Look();
        }

        Assert.NotEmpty(walk.UndoStarts);

        walk.Ask(Command.Failover);
        walk.Look();

        Assert.NotEqual(StepProgress.Done, walk.Of("web").Progress);
    }

    [Fact]
    public void An_undo_that_AWS_could_not_answer_for_a_while_does_not_disarm_the_plan()
    {
        var walk = Ordered();
        walk.AllDone().LookFor(12);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Unknown("no answer");
        walk.LookFor(400);

        walk.AllUndone().LookFor(1200);

        Assert.NotEqual(Phase.Stuck, walk.Phase);
    }

    /// <summary>Ordered before anything was seen, and at work.</summary>
    static Walk Ordered()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        return walk;
    }
}
