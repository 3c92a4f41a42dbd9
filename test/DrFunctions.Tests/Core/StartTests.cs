using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>When a step is started, started again, and given up.</summary>
public class StartTests
{
    const string One = """[ { "id": "web", "kind": "start", "limit": "60s", "attempts": 3 } ]""";

    static Walk Walk(string steps = One)
    {
        var walk = new Walk(steps).Recovering();
        walk.Now = Tests.Core.Walk.Begin;
        walk.Record = walk.Record with { LookedAt = walk.Now };
        return walk;
    }

    static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    [Trait("about", "text")]
    [Fact]
    public void Not_started_once_after_a_start_is_an_old_sight_and_a_restart_comes_no_sooner_than_20_s()
    {
        var walk = Walk();
        walk.Look();
        walk.Look();
        Assert.Equal((true, "web is stopped, which may be a stale read"), (walk.Of("web").Doubted, walk.Of("web").Because));
        walk.LookFor(60);
        Assert.Equal(["+3", "+24", "+45"], walk.StartsOf("web"));
        Assert.Equal("start 2", walk.History.Select(entry => entry.Text).First(text => text.Contains("start 2", StringComparison.Ordinal))[5..12]);
    }

    [Fact]
    public void Reads_that_lag_the_start_cost_no_second_one()
    {
        var walk = Walk();
        walk.Look();
        walk.Look(25);
        walk.Steps["web"] = StepObservation.Working("is pending");
        walk.LookFor(27);
        walk.Steps["web"] = StepObservation.Done("runs");
        walk.Look();
        Assert.Equal((Phase.Recovered, 1), (walk.Phase, walk.Starts.Count));
    }

    [Trait("about", "text")]
    [Fact]
    public void Broken_that_a_start_may_help_is_started_again_up_to_the_attempts()
    {
        var walk = Walk();
        walk.Steps["web"] = StepObservation.Broken("no capacity", startMayHelp: true);
        walk.LookFor(120);
        Assert.Equal(["+3", "+24", "+45"], walk.StartsOf("web"));
        Assert.Equal((Phase.Stuck, "step web cannot go on: no capacity (after 3 of 3 starts)"), (walk.Phase, walk.History[^1].Text.Split("Stuck: ")[1]));
    }

    [Trait("about", "text")]
    [Fact]
    public void Broken_beyond_help_calls_a_person_at_once()
    {
        var walk = Walk();
        walk.Look();
        walk.Steps["web"] = StepObservation.Broken("the instance is terminated");
        Assert.Equal("step web cannot go on: the instance is terminated", walk.Look().Because);
        Assert.Equal((Phase.Stuck, 1), (walk.Phase, walk.Starts.Count));
    }

    [Fact]
    public void What_would_be_refused_again_calls_a_person_at_once()
    {
        var walk = Walk();
        walk.Look();
        walk.Refuse("web", "InvalidChangeBatch: not permitted", RefusalCause.Lasting);
        walk.Look();
        Assert.Equal((Phase.Stuck, 1, 1), (walk.Phase, walk.Starts.Count, walk.Of("web").Ineffective));
    }

    [Fact]
    public void What_is_denied_is_told_at_once_and_once_and_tried_again()
    {
        var walk = Walk();
        walk.Look();
        walk.Refuse("web", "UnauthorizedOperation: no", RefusalCause.Denied);
        walk.Look();
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Denied);
        walk.LookFor(27);
        Assert.Equal((Phase.Recovering, 2), (walk.Phase, walk.Starts.Count));
        walk.Refuse("web", "UnauthorizedOperation: no", RefusalCause.Denied);
        walk.Look();
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Denied);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_cannot_be_seen_is_never_started_and_in_the_end_calls_a_person()
    {
        var walk = Walk();
        walk.Steps["web"] = StepObservation.Unknown("no answer within 3 s");
        Assert.Equal("failing over: 0 of 1 steps done; web: cannot be read: no answer within 3 s", walk.LookFor(360).Because);
        walk.LookFor(6);
        Assert.Equal((Phase.Stuck, 0), (walk.Phase, walk.Starts.Count));
        Assert.EndsWith("step web cannot go on: cannot be read: no answer within 3 s, longer than 3 min", walk.History[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_seen_after_its_start_is_not_started_again()
    {
        var walk = Walk();
        walk.Look();
        walk.Steps["web"] = StepObservation.Unknown("throttled");
        walk.LookFor(354);
        Assert.Equal((Phase.Recovering, 1), (walk.Phase, walk.Starts.Count));
        walk.LookFor(12);
        Assert.Equal((Phase.Stuck, 1), (walk.Phase, walk.Starts.Count));
    }

    [Trait("about", "text")]
    [Fact]
    public void Beyond_its_limit_it_is_started_again_and_beyond_all_limits_given_up()
    {
        var walk = Walk();
        walk.Look();
        walk.Steps["web"] = StepObservation.Working("is pending");
        walk.LookFor(200);
        Assert.Equal(["+3", "+66", "+129"], walk.StartsOf("web"));
        Assert.Equal((Phase.Stuck, "step web cannot go on: is pending, longer than 3 min"), (walk.Phase, walk.Record.Run!.EndedAt is null ? "" : walk.History[^1].Text.Split("Stuck: ")[1]));
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData("working")]
    [InlineData("not started")]
    [InlineData("broken")]
    public void Beyond_a_limit_that_asks_no_start_is_made_whatever_is_seen(string seen)
    {
        var walk = Walk("""[ { "id": "web", "kind": "start", "limit": "60s", "onLimit": "ask" } ]""");
        walk.Look();
        walk.Steps["web"] = StepObservation.Working("is pending");
        walk.LookFor(60);
        walk.Steps["web"] = seen switch
        {
            "working" => StepObservation.Working("is pending"),
            "broken" => StepObservation.Broken("fell back", startMayHelp: true),
            _ => StepObservation.NotStarted("is stopped"),
        };
        walk.LookFor(9);
        Assert.Equal((Phase.Stuck, 1), (walk.Phase, walk.Starts.Count));
        Assert.Contains("longer than its limit of 1 min, and its onLimit asks for a person", walk.Of("web").Because, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_refusal_that_may_pass_costs_no_attempt()
    {
        var walk = Walk();
        for (var i = 0; i < 5; i++)
        {
            var last = walk.LookFor(i == 0 ? 3 : 21);
            Assert.Single(last.Actions);
            Assert.Equal(1, walk.Of("web").Attempts);
            walk.Refuse("web", "Throttling: slow down", mayPass: true);
            Assert.Equal("failing over: 0 of 1 steps done; web: the start was refused: Throttling: slow down", walk.Look().Because);
            Assert.Equal((StepProgress.Waiting, 0), (walk.Of("web").Progress, walk.Of("web").Attempts));
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void A_refusal_that_lasts_costs_its_attempts_and_then_calls_a_person()
    {
        var walk = Walk();
        while (walk.Phase == Phase.Recovering)
        {
            if (walk.Look().Actions.Count > 0)
            {
                walk.Refuse("web", "UnauthorizedOperation: no", mayPass: false);
            }
        }

        Assert.Equal(["+3", "+27", "+51"], walk.StartsOf("web"));
        Assert.Equal("the start was refused: UnauthorizedOperation: no (after 3 of 3 starts)", walk.Of("web").Because);
    }

    [Fact]
    public void Refusals_for_ever_end_with_the_limits()
    {
        var walk = Walk();
        while (walk.Phase == Phase.Recovering && walk.Starts.Count < 100)
        {
            if (walk.Look().Actions.Count > 0)
            {
                walk.Refuse("web", "Throttling: slow down", mayPass: true);
            }
        }

        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.InRange((walk.Now - Tests.Core.Walk.Begin).TotalSeconds, 360, 385);
    }

    [Fact]
    public void The_ledger_is_what_the_first_start_found_and_the_expectation_what_the_newest_found()
    {
        var walk = Walk();
        walk.Steps["web"] = StepObservation.NotStarted("is stopped", Json("""{ "count": 0 }"""));
        walk.Look();
        walk.Steps["web"] = StepObservation.NotStarted("is stopped", Json("""{ "count": 2 }"""));
        walk.LookFor(24);
        Assert.Equal(2, walk.Starts.Count);
        Assert.Equal((0, 2), (Count(walk.Of("web").Ledger), Count(walk.Of("web").Expected)));
    }

    [Fact]
    public void A_refused_start_that_moved_something_keeps_the_ledger_of_before()
    {
        var walk = Walk();
        walk.Steps["web"] = StepObservation.NotStarted("0 desired", Json("""{ "count": 0 }"""));
        walk.Look();
        walk.Refuse("web", "Throttling: slow down", mayPass: true);
        walk.Steps["web"] = StepObservation.Working("4 desired", Json("""{ "count": 4 }"""));
        walk.Look();
        Assert.Equal((StepProgress.Started, 0), (walk.Of("web").Progress, Count(walk.Of("web").Ledger)));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_failed_step_does_not_hold_up_the_others_and_what_waits_for_it_is_never_started()
    {
        var walk = Walk();
        walk = new Walk().Recovering();
        walk.Steps["web"] = StepObservation.Broken("the instance is gone");
        walk.Look();
        Assert.Equal(["api"], walk.Starts.Select(start => start.Id));
        Assert.Equal("failing over: 0 of 4 steps done; web: the instance is gone; api: api is stopped", walk.Record.Because);
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run");
        Assert.Equal("step web cannot go on: the instance is gone", walk.Look().Because);
        Assert.Equal((Phase.Stuck, StepProgress.Done, StepProgress.Waiting), (walk.Phase, walk.Of("api").Progress, walk.Of("healthy").Progress));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_check_is_waited_for_and_never_started()
    {
        var walk = Walk("""[ { "id": "healthy", "kind": "check", "limit": "60s", "attempts": 2 } ]""");
        walk.Steps["healthy"] = StepObservation.Working("answers 503");
        walk.LookFor(66);
        Assert.Contains("healthy: waiting again, 2 of 2, because answers 503, longer than its limit of 1 min", walk.History[^1].Text, StringComparison.Ordinal);
        walk.LookFor(66);
        Assert.Equal((Phase.Stuck, 0), (walk.Phase, walk.Starts.Count));
    }

    static int Count(JsonElement? ledger) => ledger!.Value.GetProperty("count").GetInt32();
}
