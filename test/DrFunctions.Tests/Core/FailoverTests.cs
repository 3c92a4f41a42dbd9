using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>A whole failover as its sentences, look by look.</summary>
public class FailoverTests
{
    [Trait("about", "text")]
    [Fact]
    public void From_the_decision_to_recovered()
    {
        var walk = new Walk().Recovering();
        var said = new List<string>();
        void Look() => said.Add($"{walk.Phase}: {walk.Look().Because}");

        Look();
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("0 of 4 tasks run");
        Look();
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run");
        Look();
        walk.Steps["healthy"] = StepObservation.Working("answers 503");
        Look();
        walk.Steps["healthy"] = StepObservation.Done("answered well");
        Look();
        Look();
        walk.Steps["traffic"] = StepObservation.Working("served by some");
        Look();
        walk.Steps["traffic"] = StepObservation.Done("served by all");
        Look();
        Look();
        Assert.Equal(
            [
                "Recovering: failing over: 0 of 4 steps done; web: web is stopped; api: api is stopped",
                "Recovering: failing over: 1 of 4 steps done; api: 0 of 4 tasks run",
                "Recovering: failing over: 2 of 4 steps done",
                "Recovering: failing over: 2 of 4 steps done; healthy: answers 503",
                "Recovering: failing over: 3 of 4 steps done",
                "Recovering: failing over: 3 of 4 steps done; traffic: traffic is stopped",
                "Recovering: failing over: 3 of 4 steps done; traffic: served by some",
                "Recovering: shop is served from ap-northeast-1: all 4 steps are done, 36 s after the outage was first seen",
                "Recovered: no action: the standby serves until a person fails back",
            ],
            said);
        Assert.Equal(["web", "api", "traffic"], walk.Starts.Select(start => start.Id));
        Assert.Equal(
            ["[DrFunctions] shop: failing over to ap-northeast-1", "[DrFunctions] shop: RECOVERED in ap-northeast-1 after 36 s"],
            walk.Record.Outbox.Select(notice => notice.Subject));
        Assert.Equal(walk.Record.LookedAt, walk.Record.Run!.EndedAt);
    }

    [Trait("about", "text")]
    [Fact]
    public void Its_history_tells_each_turn_once()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] } ]""").Recovering();
        walk.Look();
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Look();
        walk.Steps["healthy"] = StepObservation.Done("answered well");
        walk.LookFor(30);
        Assert.Equal(
            [
                "web: start 1 of 3 (start in ap-northeast-1), because web is stopped",
                "web: done, web runs",
                "healthy: done, answered well\nRecovered: shop is ready in ap-northeast-1, and no step moves its users: all 2 steps are done, 21 s after the outage was first seen",
            ],
            walk.History.Skip(2).Select(entry => entry.Text));
    }

    [Trait("about", "text")]
    [Fact]
    public void What_a_person_did_already_is_seen_as_done_and_not_started()
    {
        var walk = new Walk().Recovering();
        walk.AllDone().LookFor(15);
        Assert.Equal((Phase.Recovered, "traffic"), (walk.Phase, Assert.Single(walk.Starts).Id));
        Assert.Contains(walk.History, entry => entry.Text.Contains("web: done already, web is good", StringComparison.Ordinal));
    }

    [Trait("about", "text")]
    [Fact]
    public void What_somebody_else_started_is_watched_under_our_limit_and_then_started_by_us()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start", "limit": "60s" } ]""").Recovering();
        walk.Steps["web"] = StepObservation.Working("is pending");
        walk.LookFor(60);
        Assert.Empty(walk.Starts);
        Assert.Equal("web: already under way: is pending", walk.History[^1].Text);
        walk.LookFor(9);
        Assert.Equal((1, 1), (walk.Starts.Count, walk.Of("web").Attempts));
    }

    [Fact]
    public void A_step_once_done_on_which_nothing_depends_is_not_looked_at_or_started_again()
    {
        var walk = new Walk(TestPlans.Steps.Replace(", \"api\"]", "]", StringComparison.Ordinal)).Recovering();
        walk.Steps["api"] = StepObservation.Done("api runs");
        walk.Look();
        walk.Steps["api"] = StepObservation.NotStarted("api is stopped");
        walk.LookFor(60);
        Assert.Equal(StepProgress.Done, walk.Of("api").Progress);
        Assert.DoesNotContain(walk.Starts, start => start.Id == "api");
    }

    [Fact]
    public void What_became_possible_is_looked_at_at_once_and_anything_else_at_the_pace()
    {
        var walk = new Walk().Recovering();
        Assert.Equal(Timing.Pace, walk.Look().LookAgainIn);
        walk.Steps["web"] = StepObservation.Done("web runs");
        Assert.Equal(Timing.Pace, walk.Look().LookAgainIn);
        walk.Steps["api"] = StepObservation.Done("api runs");
        Assert.Equal(TimeSpan.Zero, walk.Look().LookAgainIn);
        Assert.Equal(Timing.Pace, walk.Look(0).LookAgainIn);
    }

    [Fact]
    public void Published_notices_leave_the_outbox_and_the_others_stay()
    {
        var walk = new Walk().Recovering();
        walk.Look();
        walk.Published.Add(walk.Record.Outbox[0].Id);
        walk.Look();
        Assert.Empty(walk.Record.Outbox);
        walk.Published.Add("unknown");
        walk.Look();
        Assert.Empty(walk.Record.Outbox);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_record_that_rests_is_saved_only_to_take_out_a_published_notice()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" } ]""").Recovering();
        walk.Steps["web"] = StepObservation.Broken("the instance is gone");
        walk.LookFor(3);
        Assert.Equal(Phase.Stuck, walk.Phase);
        const string Said = "no action: a person is needed: step web cannot go on: the instance is gone";
        for (var i = 0; i < 3; i++)
        {
            Assert.False(walk.Look().NeedsSave);
            walk.Published.UnionWith(walk.Record.Outbox.Take(1).Select(notice => notice.Id));
            walk.Automation = i == 1 ? Automation.Paused : Automation.On;
            walk.Look();
            walk.Automation = Automation.On;
            Assert.Equal(Said, walk.Look().Because);
        }

        Assert.Empty(walk.Record.Outbox);
    }

    [Fact]
    public void The_history_is_a_chain_in_which_a_changed_entry_shows()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(60);
        var (hash, number) = ("", 0L);
        foreach (var entry in walk.History)
        {
            number++;
            hash = HistoryEntry.HashOf(hash, number, entry.At, entry.Body);
            Assert.Equal((number, hash), (entry.Number, entry.Hash));
        }

        Assert.Equal((number, hash), (walk.Record.HistoryCount, walk.Record.HistoryHash));
        Assert.NotEqual(walk.History[1].Hash, HistoryEntry.HashOf(walk.History[0].Hash, 2, walk.History[1].At, walk.History[1].Body + "."));
    }

    [Fact]
    public void The_receipt_of_a_start_is_kept_until_the_next_start()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start", "limit": "30s" } ]""").Recovering();
        walk.Look();
        walk.Receipt("web", "C1");
        walk.Steps["web"] = StepObservation.Working("is pending");
        walk.LookFor(24);
        Assert.Equal("C1", walk.Of("web").Receipt);
        walk.LookFor(12);
        Assert.Equal((2, null), (walk.Of("web").Attempts, walk.Of("web").Receipt));
    }
}
