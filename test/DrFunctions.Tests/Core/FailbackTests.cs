using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Failback: only on a person's command, in reverse order, and only to a healthy primary.</summary>
public sealed class FailbackTests
{
    static Walk Recovered()
    {
        var walk = Moved();
        walk.Steps["traffic"] = StepObservation.NotStarted("traffic is at the primary");
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }

    /// <summary>A run that has moved users, who are in the standby.</summary>
    static Walk Moved()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        return walk;
    }

    /// <summary>A run in which DrFunctions started every step.</summary>
    static Walk Ours()
    {
        var walk = new Walk().Recovered();
        Assert.Equal((Phase.Recovered, 3), (walk.Phase, walk.Starts.Select(start => start.Id).Distinct().Count()));
        return walk;
    }

    static Walk FailingBack()
    {
        var walk = Ours().Down(0);
        walk.LookFor(400);
        walk.Ask(Command.Failback);
        Assert.Equal(Phase.FailingBack, walk.Phase);
        return walk;
    }

    [Trait("about", "text")]
    [Fact]
    public void The_standby_keeps_the_traffic_however_well_the_primary_looks()
    {
        var walk = Recovered().Down(0);
        walk.LookFor(7200);
        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Empty(walk.UndoStarts);
        Assert.Single(walk.Told, letter => letter.Subject == "[DrFunctions] shop: ap-southeast-1 is healthy again; the standby keeps the traffic");
    }

    [Trait("about", "text")]
    [Fact]
    public void A_primary_that_was_not_up_for_long_enough_is_no_place_to_go_back_to()
    {
        var walk = Ours().Down(0);
        walk.LookFor(120);
        Assert.StartsWith("refused: the primary has been healthy for 2 min", walk.Ask(Command.Failback), StringComparison.Ordinal);
        Assert.False(walk.Record.Answered!.Accepted);
        walk.Down(2).Look();
        walk.Down(0).LookFor(240);
        Assert.StartsWith("refused: the primary has been healthy for 4 min", walk.Ask(Command.Failback), StringComparison.Ordinal);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Ask(Command.Failback, request => request with { SkipsHealth = true });
        Assert.Equal(Phase.FailingBack, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_last_step_is_undone_first_and_the_first_only_when_it_is()
    {
        var walk = FailingBack();
        walk.Look();
        Assert.Equal("traffic", Assert.Single(walk.UndoStarts).Id);
        walk.Undos["traffic"] = StepObservation.Working("10 % of users are back");
        walk.LookFor(60);
        Assert.Single(walk.UndoStarts);
        walk.Undos["traffic"] = StepObservation.Done("as before");
        walk.LookFor(6);
        Assert.Equal(["api", "traffic", "web"], walk.UndoStarts.Select(undo => undo.Id).Order());
        walk.AllUndone().LookFor(6);
        Assert.Equal(Phase.Watching, walk.Phase);
        Assert.Equal("[DrFunctions] shop: back in ap-southeast-1; all changes reverted", walk.Told[^1].Subject);
    }

    [Fact]
    public void An_undo_that_would_be_refused_again_calls_a_person_at_once()
    {
        var walk = FailingBack();
        walk.Look();
        walk.Refuse("traffic", "InvalidChangeBatch: not permitted", RefusalCause.Lasting);
        walk.Look();
        Assert.Equal((Phase.Stuck, 1), (walk.Phase, walk.UndoStarts.Count(undo => undo.Id == "traffic")));
    }

    [Trait("about", "text")]
    [Fact]
    public void Users_go_back_only_while_the_primary_is_up_and_a_person_is_called_when_it_does_not_stay_so()
    {
        var walk = FailingBack().Down(3);
        walk.LookFor(270);
        Assert.Empty(walk.UndoStarts);
        walk.Down(0).Look();
        Assert.Single(walk.UndoStarts);
        walk = FailingBack().Down(2);
        walk.LookFor(330);
        Assert.Equal((Phase.Stuck, 0), (walk.Phase, walk.UndoStarts.Count));
        Assert.Contains("Step traffic cannot be undone: held", walk.Told[^1].Body, StringComparison.Ordinal);
        walk.Down(0).Ask(Command.Approve);
        walk.Look();
        Assert.Equal((Phase.FailingBack, 1), (walk.Phase, walk.UndoStarts.Count));
    }

    [Fact]
    public void One_that_skips_health_gets_a_held_return_out_of_Stuck()
    {
        var walk = Moved();
        walk.Down(0).LookFor(400);
        walk.Ask(Command.Failback);
        walk.Signals = [SignalState.Up, SignalState.Unknown, SignalState.Unknown];
        walk.LookFor(400);
        Assert.Equal(Phase.Stuck, walk.Phase);

        walk.Ask(Command.Failback, request => request with { SkipsHealth = true });
        Assert.True(walk.Record.Answered!.Accepted);
        walk.LookFor(9);

        Assert.Contains(walk.UndoStarts, undo => undo.Id == "traffic");
    }

    [Fact]
    public void The_email_that_offers_it_comes_when_it_is_possible()
    {
        var walk = Moved();
        walk.Down(1).LookFor(400);
        var told = walk.Told.Any(notice => notice.Kind == NoticeKind.PrimaryHealthy);

        walk.Ask(Command.Failback);

        Assert.Equal(told, walk.Record.Answered!.Accepted);
    }

    [Trait("about", "text")]
    [Fact]
    public void An_undo_without_effect_is_started_again_but_not_for_ever()
    {
        var walk = FailingBack();
        walk.LookFor(19);
        Assert.Single(walk.UndoStarts);
        walk.LookFor(9);
        Assert.Equal(2, walk.UndoStarts.Count);
        walk.LookFor(200);
        Assert.Equal((Phase.Stuck, 3), (walk.Phase, walk.UndoStarts.Count));
    }

    [Trait("about", "text")]
    [Fact]
    public void An_undo_that_is_refused_for_now_again_and_again_ends_with_its_limits()
    {
        var walk = FailingBack();
        for (var looks = 0; looks < 1_000 && walk.Phase == Phase.FailingBack; looks++)
        {
            if (walk.Look().Actions.Count > 0)
            {
                walk.Refuse("traffic", "Throttling: slow down", mayPass: true);
            }
        }

        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.Contains(", longer than ", walk.Of("traffic").Undo!.Because, StringComparison.Ordinal);
        Assert.True(walk.UndoStarts.Count > 3);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_kind_that_goes_back_in_stages_may_take_many_starts()
    {
        var walk = FailingBack();
        for (var stage = 1; stage <= 6; stage++)
        {
            walk.Undos["traffic"] = StepObservation.NotStarted($"stage {stage} is due", System.Text.Json.JsonSerializer.SerializeToElement(stage));
            walk.LookFor(9);
        }

        Assert.Equal((Phase.FailingBack, 6), (walk.Phase, walk.UndoStarts.Count));
    }

    [Fact]
    public void What_we_did_not_start_is_not_undone()
    {
        var walk = Recovered().Down(0);
        var ours = walk.Record.Run!.Steps.Where(step => step.Value.IsOurs() && step.Key != "healthy").Select(step => step.Key).ToList();
        Assert.Equal(["api", "traffic", "web"], ours);
        walk.LookFor(400);
        walk.Ask(Command.Failback);
        walk.LookFor(6);
        walk.Undos["traffic"] = StepObservation.Done("users go to the primary");
        walk.LookFor(9);
        Assert.Equal(ours, walk.UndoStarts.Select(undo => undo.Id).Order());
    }

    [Trait("about", "text")]
    [Fact]
    public void Paused_nothing_goes_back()
    {
        var walk = FailingBack();
        walk.Automation = Automation.Paused;
        walk.LookFor(3600);
        Assert.Empty(walk.UndoStarts);
        walk.Automation = Automation.On;
        walk.LookFor(6);
        Assert.Single(walk.UndoStarts);
    }

    [Trait("about", "text")]
    [Fact]
    public void Up_is_counted_only_while_somebody_looks()
    {
        var walk = Ours().Down(0);
        walk.Look();
        walk.Look(280);
        Assert.StartsWith("refused: the primary has been healthy for 3 s of the required 5 min", walk.Ask(Command.Failback), StringComparison.Ordinal);
    }
}
