using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>What the email of a run claims is so when it is sent.</summary>
[Trait("about", "text")]
public sealed class EmailClaimsTests
{
    [Fact]
    public void A_late_run_is_not_said_to_be_over_at_the_instant_of_the_email()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" } ]""").Recovering();
        walk.Steps["web"] = StepObservation.Unknown("no answer");

        walk.LookFor(190);

        var late = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Late);
        Assert.DoesNotContain($"by {late.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paused_run_is_not_said_to_be_under_way()
    {
        var walk = new Walk(more: "\"objectives\": { \"rto\": \"5m\" },").Recovering();
        walk.LookFor(6);
        walk.Automation = Automation.Paused;

        walk.LookFor(1200);

        Assert.DoesNotContain(
            walk.Told, notice => notice.Kind == NoticeKind.Late && notice.Body.Contains("still under way", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_one_of_two_records_was_moved_it_is_not_said_that_nobody_was()
    {
        var walk = new Walk("""
            [ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] },
              { "id": "one", "kind": "switch", "after": ["healthy"] }, { "id": "two", "kind": "switch", "after": ["healthy"] } ]
            """).Recovering();
        walk.AllDone();
        walk.Steps["two"] = StepObservation.Done("it leads to the standby");

        walk.LookFor(60);

        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.NotEmpty(walk.StartsOf("one"));
        Assert.DoesNotContain("moved nobody", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_primary_is_not_said_to_be_down_where_an_ordered_failover_is_stuck()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");

        walk.LookFor(9);

        Assert.Equal((Phase.Stuck, NoticeKind.Stuck), (walk.Phase, walk.Told[^1].Kind));
        Assert.DoesNotContain("which is down", walk.Told[^1].Body, StringComparison.Ordinal);
    }
}
