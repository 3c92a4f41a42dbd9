using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>
/// A plan without a step that moves users says nothing of where they are; a run that no outage began tells of none.
/// </summary>
[Trait("about", "text")]
public class NoTrafficTests
{
    const string Steps = """
        [ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] } ]
        """;

    [Fact]
    public void No_email_and_no_sentence_claims_traffic()
    {
        var walk = new Walk(Steps).Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Down(0).LookFor(400);
        var resting = walk.Look().Because;
        walk.Ask(Command.Failback);
        walk.AllUndone().LookFor(30);
        Assert.Equal(Phase.Watching, walk.Phase);

        var said = string.Join('\n', walk.Told.Select(notice => $"{notice.Subject}\n{notice.Body}")
            .Concat(walk.History.Select(entry => entry.Text)).Append(resting)
            .Append(Runbook.Print(walk.Plan, step => step.Id)));
        Assert.DoesNotContain("served", said, StringComparison.Ordinal);
        Assert.DoesNotContain("serves", said, StringComparison.Ordinal);
        Assert.DoesNotContain("traffic", said, StringComparison.Ordinal);
        Assert.DoesNotContain("weighted", said, StringComparison.Ordinal);
        Assert.Contains("No step of the plan moves users", said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_while_all_is_up_counts_from_the_order()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.AllDone().LookFor(60);
        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Contains("after it was ordered", walk.Told[^1].Body, StringComparison.Ordinal);
        Assert.All(walk.Told, notice => Assert.DoesNotContain("irst found down", notice.Body, StringComparison.Ordinal));
        Assert.DoesNotContain(walk.History, entry => entry.Text.Contains("outage", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_stuck_is_told_where_users_are()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("gone");
        walk.LookFor(9);
        Assert.Contains("Users still go to ap-southeast-1, which is down.", walk.Told[^1].Body, StringComparison.Ordinal);
    }
}
