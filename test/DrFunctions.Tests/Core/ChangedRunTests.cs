using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>A person lets a Stuck failover go on without a step, or with another value in its plan.</summary>
public sealed class ChangedRunTests
{
    [Fact]
    public void Without_a_step_that_cannot_be_done_the_run_goes_on()
    {
        var walk = Stuck();
        walk.Ask(Command.Approve, request => request with { Skip = "web" });
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(6);
        Assert.Equal((StepProgress.Done, "Ann"), (walk.Of("web").Progress, walk.Of("web").AcceptedBy));
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.Steps["traffic"] = StepObservation.NotStarted("users go to the primary");
        walk.LookFor(6);
        walk.Steps["traffic"] = StepObservation.Done("users go to the standby");
        walk.LookFor(12);

        Assert.Equal((Phase.Recovered, 0), (walk.Phase, walk.StartsOf("web").Count()));
        Assert.Equal(new StepSkipped("web", "Ann", "a test"), walk.Of("web").Fact);
    }

    [Fact]
    public void A_step_that_was_not_reached_yet_is_left_out_as_well()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = StepObservation.Broken("it is gone");
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(9);
        Assert.Equal(Phase.Stuck, walk.Phase);

        walk.Ask(Command.Approve, request => request with { Skip = "traffic" });
        Assert.True(walk.Record.Answered!.Accepted);
        walk.Steps["web"] = walk.Steps["healthy"] = StepObservation.Done("it is good");
        walk.LookFor(30);

        Assert.Empty(walk.StartsOf("traffic"));
        Assert.Equal("Ann", walk.Of("traffic").AcceptedBy);
    }

    [Theory]
    [InlineData("healthy", Unfit.ChecksAreNotSkipped)]
    [InlineData("wbe", Unfit.NoSuchStep)]
    public void A_check_and_what_is_no_step_are_not_left_out(string step, Unfit why)
    {
        var walk = Stuck();
        walk.Ask(Command.Approve, request => request with { Skip = step });

        Assert.Equal(new RequestRefused(new CommandUnfit(why)), Answer(walk));
        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    [Fact]
    public void Only_a_failover_that_is_stuck_can_be_changed()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(18);
        walk.Ask(Command.Approve, request => request with { Skip = "web" });

        Assert.Equal(new RequestRefused(new CommandUnfit(Unfit.OnlyStuckRunsChange)), Answer(walk));
    }

    [Fact]
    public void A_value_of_the_run_s_plan_is_changed_and_kept()
    {
        var walk = Stuck();
        var json = JsonNode.Parse(walk.Record.Run!.Plan.GetRawText())!;
        json["steps"]![0]!["limit"] = "2m";
        walk.Altered = new AlteredPlan(JsonDocument.Parse(json.ToJsonString()).RootElement, null);
        walk.Ask(Command.Approve, request => request with { Set = "web.limit=2m" });

        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Equal(("2m", 1), (walk.Record.Run!.Plan.GetProperty("steps")[0].GetProperty("limit").GetString(), walk.Record.Run.Alterations));
        var hash = PlanHash.Of(walk.Record.Run.Plan);
        Assert.Equal(hash, walk.Record.Run.PlanHash);
        Assert.Contains(walk.History, entry => entry.Facts.Contains(new PlanChanged("web.limit=2m", "Ann") { Sha256 = hash }));
    }

    [Fact]
    public void A_value_that_makes_no_plan_is_refused()
    {
        var walk = Stuck();
        walk.Altered = new AlteredPlan(null, "it must be a duration");
        walk.Ask(Command.Approve, request => request with { Set = "web.limit=soon" });

        Assert.Equal(new RequestRefused(new ChangeUnfit("web.limit=soon", "it must be a duration")), Answer(walk));
        Assert.Equal((Phase.Stuck, 0), (walk.Phase, walk.Record.Run!.Alterations));
    }

    static Fact Answer(Walk walk) => ((InPhase)walk.Record.Answered!.Fact).Answer;

    /// <summary>One step is broken for good.</summary>
    static Walk Stuck()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = StepObservation.Broken("it is gone");
        walk.Steps["api"] = StepObservation.Broken("it is gone, too");
        walk.LookFor(9);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Steps["api"] = StepObservation.NotStarted("it is stopped");
        return walk;
    }
}
