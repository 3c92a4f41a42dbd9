using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Capacity is started before the decision, and undone exactly.</summary>
public sealed class PrewarmTests
{
    const string Steps = """
        [ { "id": "web", "kind": "start", "prewarm": true }, { "id": "api", "kind": "start" },
          { "id": "healthy", "kind": "check", "after": ["web", "api"] }, { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
        """;

    static Walk Confirming()
    {
        var walk = new Walk(Steps, TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.LookFor(12);
        Assert.Equal((Phase.Confirming, "web"), (walk.Phase, Assert.Single(walk.Starts).Id));
        walk.Steps["web"] = StepObservation.Done("web runs");
        return walk;
    }

    [Fact]
    public void What_is_warm_is_not_started_again_when_the_failover_begins()
    {
        var walk = Confirming();
        walk.LookFor(60);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Equal(["web", "api"], walk.Starts.Select(start => start.Id));
    }

    [Fact]
    public void It_is_stood_down_only_after_15_minutes_of_up()
    {
        var walk = Confirming();
        walk.LookFor(6);
        walk.Down(0).LookFor(600);
        Assert.Equal((Phase.Watching, 0), (walk.Phase, walk.UndoStarts.Count));
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Up];
        walk.Look();
        walk.Down(0).LookFor(890);
        Assert.Empty(walk.UndoStarts);
        walk.LookFor(20);
        Assert.Equal("web", Assert.Single(walk.UndoStarts).Id);
        walk.AllUndone().LookFor(6);
        Assert.Equal((Phase.Watching, true), (walk.Phase, walk.Record.Run!.EndedAt is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"mode\": \"approval\", ")]
    public void What_AWS_denies_is_told_before_the_failover_begins(string mode)
    {
        var walk = new Walk(Steps, TestPlans.Trigger.Replace("\"for\": \"10s\"", $"{mode}\"for\": \"{(mode.Length > 0 ? 6 : 60)}s\"", StringComparison.Ordinal)).Down();
        walk.LookFor(9);
        Assert.Equal(mode.Length > 0 ? Phase.AwaitingApproval : Phase.Confirming, walk.Phase);
        walk.Refuse("web", "not allowed", RefusalCause.Denied);
        walk.Look();

        Assert.Equal(NoticeKind.Denied, walk.Told[^1].Kind);
    }

    [Fact]
    public void At_most_once_in_a_cooldown()
    {
        var walk = Confirming();
        walk.LookFor(6);
        walk.AllUndone().Down(0).LookFor(950);
        Assert.NotNull(walk.Record.Run!.EndedAt);
        walk.Steps["web"] = StepObservation.NotStarted("web is stopped");
        walk.Down().LookFor(30);
        Assert.Equal((Phase.Confirming, 1), (walk.Phase, walk.Starts.Count));
        walk.Down(0).Look();
        walk.Down(0).Look(3000);
        walk.Down().LookFor(30);
        Assert.InRange(walk.Starts.Count, 2, 3);
    }

    [Fact]
    public void Down_again_while_it_is_being_stood_down_it_begins_anew_with_its_first_ledger()
    {
        var walk = Confirming();
        var web = walk.Of("web") with { Ledger = JsonSerializer.SerializeToElement(7) };
        walk.Record = walk.Record with { Run = walk.Record.Run! with { Steps = walk.Record.Run.Steps.SetItem("web", web) } };
        walk.LookFor(6);
        walk.Down(0).LookFor(918);
        Assert.Single(walk.UndoStarts);
        walk.Steps["web"] = StepObservation.NotStarted("web is stopping");
        walk.Down().LookFor(75);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Contains(walk.Starts.Skip(1), start => start.Id == "web");
        Assert.Equal(7, walk.Of("web").Ledger!.Value.GetInt32());
        Assert.Null(walk.Of("web").Undo);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_could_not_be_stood_down_is_told_and_holds_nothing_up()
    {
        var walk = Confirming();
        walk.LookFor(6);
        walk.Undos["web"] = StepObservation.Broken("it is gone");
        walk.Down(0).LookFor(950);
        Assert.Equal("[DrFunctions] shop: ACTION NEEDED: stop capacity by hand", walk.Told[^1].Subject);
        walk.Down().LookFor(6);
        Assert.Equal(Phase.Confirming, walk.Phase);
    }

    [Fact]
    public void Paused_nothing_is_prewarmed()
    {
        var walk = new Walk(Steps).Down();
        walk.Look();
        walk.Automation = Automation.Unknown;
        walk.LookFor(60);
        Assert.Empty(walk.Starts);
    }

    [Fact]
    public void Approved_right_after_a_pause_its_limits_did_not_run_meanwhile()
    {
        var walk = Asking();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Automation = Automation.Paused;
        walk.LookFor(1800);

        walk.Automation = Automation.On;
        walk.Ask(Command.Approve);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.LookFor(12);

        Assert.Equal((Phase.Recovering, StepProgress.Started), (walk.Phase, walk.Of("web").Progress));
    }

    [Fact]
    public void Ordered_over_a_pause_its_limits_did_not_run_meanwhile()
    {
        var walk = new Walk(Steps, TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.LookFor(30);
        Assert.Equal((Phase.Confirming, StepProgress.Started), (walk.Phase, walk.Of("web").Progress));
        walk.Automation = Automation.Paused;
        walk.LookFor(1800);

        walk.Ask(Command.Failover, request => request with { OverridesPause = true });
        walk.LookFor(12);

        Assert.Equal(StepProgress.Started, walk.Of("web").Progress);
    }

    [Fact]
    public void Users_do_not_move_in_the_look_that_finds_it_fallen_back()
    {
        var walk = Asking();
        walk.LookFor(30);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(60);
        Assert.Equal((Phase.AwaitingApproval, StepProgress.Done), (walk.Phase, walk.Of("web").Progress));

        walk.Steps["web"] = StepObservation.NotStarted("web was stopped");
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.Ask(Command.Approve);
        walk.LookFor(15);

        Assert.NotEqual(StepProgress.Done, walk.Of("web").Progress);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    static Walk Asking() =>
        new Walk(Steps, TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"atLeast\"", StringComparison.Ordinal)).Down();
}
