using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

public class PauseTests
{
    [Trait("about", "text")]
    [Theory]
    [InlineData(Automation.Paused, "no action: paused (by Ann since 03:00Z: a test)")]
    [InlineData(Automation.Unknown, "no action: the pause cannot be read (no answer within 3 s), which counts as paused")]
    public void Paused_or_not_knowing_it_nothing_begins(Automation automation, string because)
    {
        var walk = new Walk { Automation = automation }.Down();
        Assert.Equal(because, walk.LookFor(600).Because);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData(Automation.Paused)]
    [InlineData(Automation.Unknown)]
    public void In_a_run_nothing_is_started_and_the_limits_stand_still(Automation automation)
    {
        var walk = new Walk().Recovering();
        walk.Look();
        Assert.Equal(["web", "api"], walk.Starts.Select(start => start.Id));
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Working("is pending");
        walk.LookFor(30);
        walk.Automation = automation;
        Assert.Null(walk.LookFor(3600).LookAgainIn);
        Assert.Equal((Phase.Recovering, 2), (walk.Phase, walk.Starts.Count));
        walk.Automation = Automation.On;
        walk.LookFor(27);
        Assert.Equal(2, walk.Starts.Count);
        walk.LookFor(9);
        Assert.Equal(4, walk.Starts.Count);
        Assert.Single(walk.History, entry => entry.Text.StartsWith("no action: ", StringComparison.Ordinal));
        Assert.Single(walk.History, entry => entry.Text.StartsWith("resumed; the limits continue where they stopped", StringComparison.Ordinal));
    }

    [Fact]
    public void The_two_minutes_of_a_held_switch_stand_still_as_well()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(60);
        Assert.NotNull(walk.Record.Run!.HeldSince);
        walk.Automation = Automation.Paused;
        walk.LookFor(600);
        walk.Automation = Automation.On;
        walk.LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.LookFor(60);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Fact]
    public void A_pause_while_confirming_holds_the_decision_and_not_the_clock()
    {
        var walk = new Walk().Down();
        walk.LookFor(6);
        walk.Automation = Automation.Paused;
        walk.LookFor(120);
        Assert.Equal((Phase.Confirming, 123.0), (walk.Phase, walk.Record.Down.Counted.TotalSeconds));
        walk.Automation = Automation.On;
        walk.Look();
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void The_limits_of_an_undo_stand_still_as_well()
    {
        var walk = new Walk().GoingBack();
        walk.LookFor(6);
        walk.Undos["traffic"] = StepObservation.Working("it is on its way");
        var (undo, web, at) = (walk.Of("traffic").Undo!, walk.Of("web"), walk.Now);
        walk.Automation = Automation.Paused;
        walk.Look();
        walk.Look(600);
        walk.Automation = Automation.On;
        walk.Look();

        var (paused, after) = (walk.Now - at.AddSeconds(3), walk.Of("traffic").Undo!);
        Assert.Equal((undo.ReadyAt + paused, undo.StartedAt + paused), (after.ReadyAt, after.StartedAt));
        Assert.Equal((web.ReadyAt, web.StartedAt, null), (walk.Of("web").ReadyAt, walk.Of("web").StartedAt, walk.Record.Run!.PausedSince));
    }

    [Fact]
    public void Up_seen_while_paused_clears_the_clock()
    {
        var walk = new Walk().Down();
        walk.LookFor(9);
        walk.Automation = Automation.Paused;
        walk.Down(0).Look();
        walk.Automation = Automation.On;
        walk.Down().Look();
        Assert.Equal((Phase.Confirming, 0.0), (walk.Phase, walk.Record.Down.Counted.TotalSeconds));
    }
}
