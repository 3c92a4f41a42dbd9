using DrFunctions.Simulation.Bench;
using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>What the loop makes of people's requests, through the function that they invoke.</summary>
public sealed class OperatorRequestTests
{
    const string Who = "on-call@example.com";

    [Trait("about", "text")]
    [Fact]
    public void A_failover_begins_though_nothing_is_down_and_the_schedule_carries_it_on()
    {
        using var bench = new Bench();

        var result = Command(bench, "operator-failover.json");

        Assert.Equal(("shop", "Recovering"), (result.Plan, result.Phase));
        Assert.Contains($"{Who} ordered it: Singapore answers, but orders fail", result.Because, StringComparison.Ordinal);
        Assert.Contains("StartInstances", bench.Changes);
        Assert.Equal((Who, true), (bench.Record.Answered!.By, bench.Record.Answered.Accepted));
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Empty(bench.Estate.Missing);
    }

    [Trait("about", "text")]
    [Fact]
    public void While_paused_only_a_failover_that_says_so_begins()
    {
        using var bench = new Bench();
        Command(bench, "operator-pause.json");

        var refused = Command(bench, "operator-failover.json", json => json.Remove("overridePause"));
        Assert.StartsWith("refused: paused (by on-call@example.com", refused.Because, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);

        Assert.Equal("Recovering", Command(bench, "operator-failover.json").Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void While_another_invocation_drives_it_is_that_one_that_answers()
    {
        using var bench = new Bench(Approval);
        bench.DarkenPrimary();
        var answer = "";
        bench.TestBench.Run(async () =>
        {
            var driver = bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            while (bench.Record.Phase != Phase.AwaitingApproval)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), bench.TestBench.Clock);
            }

            answer = await bench.TestBench.InvokeAsync(Bench.Operator, Files.Event("operator-approve.json"));
            await driver;
        });

        Assert.Contains($"{Who} approved it: the outage is on the status page of AWS", answer, StringComparison.Ordinal);
        Assert.Contains(bench.Log, line => line.Contains("another invocation is already at work", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Single(bench.Changes, change => change == "StartInstances");
    }

    [Trait("about", "text")]
    [Fact]
    public void No_is_an_answer_and_users_are_not_moved()
    {
        using var bench = new Bench(Approval);
        bench.DarkenPrimary();
        bench.TestBench.Run(async () =>
        {
            var driver = bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            await Task.Delay(TimeSpan.FromMinutes(3), bench.TestBench.Clock);
            await bench.TestBench.InvokeAsync(Bench.Operator, Files.Event("operator-reject.json"));
            await driver;
        });

        Assert.Equal(Phase.Declined, bench.Record.Phase);
        Assert.Contains($"{Who} declined: our own deployment broke the health check", bench.Record.Answered!.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("ChangeResourceRecordSets", bench.Changes);
    }

    [Fact]
    public void A_plan_whose_primary_was_never_up_fails_over_once_a_person_arms_it()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.DynamoDb.Delete(bench.TestBench.Home, HomeEstate.Table, "plan#shop", "record");
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(5), Phase.Recovering);
        Assert.Equal(Phase.Watching, bench.Record.Phase);

        Command(bench, "operator-arm.json");
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData("operator-approve.json", "nothing waits for an approval")]
    [InlineData("operator-reject.json", "nothing waits for an approval")]
    [InlineData("operator-failback.json", "there is nothing to go back from")]
    [InlineData("operator-reset.json", "there is nothing to reset")]
    public void What_does_not_fit_the_phase_is_refused_with_the_loop_s_sentence(string file, string because)
    {
        using var bench = new Bench();

        var result = Command(bench, file);

        Assert.Equal("Watching", result.Phase);
        Assert.StartsWith($"refused: {because}", result.Because, StringComparison.Ordinal);
        Assert.False(bench.Record.Answered!.Accepted);
        Assert.Empty(bench.Changes);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_failback_undoes_what_was_done_once_the_primary_is_trusted()
    {
        using var bench = Recovered();

        Assert.Matches("^refused: the primary has been healthy for .* of the required 5 min", Command(bench, "operator-failback.json").Because);
        var result = Command(bench, "operator-failback.json", json => json["skipHealth"] = true);

        Assert.Equal("FailingBack", result.Phase);
        Assert.Contains($"{Who} ordered it: Singapore is well again", result.Because, StringComparison.Ordinal);
        bench.TickUntil(TimeSpan.FromMinutes(60), Phase.Watching, Phase.Stuck);
        Assert.Equal(Phase.Watching, bench.Record.Phase);
        Assert.Contains("StopInstances", bench.Changes);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_standby_is_kept_only_by_a_reset_that_accepts_it()
    {
        using var bench = Recovered();

        Assert.StartsWith("refused: users or data are in ap-northeast-1", Command(bench, "operator-reset.json", json => json.Remove("acceptStandby")).Because, StringComparison.Ordinal);
        Assert.Equal("Watching", Command(bench, "operator-reset.json").Phase);
        Assert.Equal(Who, bench.Record.Disarmed!.By);
    }

    [Fact]
    public void A_drill_is_taken_or_refused_in_a_sentence()
    {
        using var bench = new Bench();

        var result = Command(bench, "operator-drill.json");
        bench.TickUntil(TimeSpan.FromMinutes(30), Phase.Watching);

        Assert.Contains(bench.Record.Answered!.Because, result.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("ChangeResourceRecordSets", bench.Changes);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_request_that_could_not_be_taken_yet_is_taken_by_the_next_look()
    {
        using var bench = new Bench();
        var began = bench.TestBench.Clock.GetUtcNow();
        bench.TestBench.Cloud.Faults = point => point.Operation == "TransactWriteItems" ? Fault.Throttle : null;

        var result = Command(bench, "operator-failover.json");
        Assert.StartsWith("the request is written; the driver takes it with one of its next looks. So far: no action: the state table", result.Because, StringComparison.Ordinal);
        Assert.InRange(bench.TestBench.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(20));
        Assert.Null(bench.Record.Answered);

        bench.TestBench.Cloud.Faults = null;
        bench.Tick();
        Assert.True(bench.Record.Answered!.Accepted);
    }

    static PlanReading Approval => Files.Shop(json => json["trigger"]!["mode"] = "approval");

    static Bench Recovered()
    {
        var bench = new Bench();
        Command(bench, "operator-failover.json");
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        return bench;
    }

    /// <summary>The primary was dark before anybody could count its tasks: a person knows how many there must be.</summary>
    [Fact]
    public void A_count_that_was_never_seen_is_given_by_a_person()
    {
        using var bench = new Bench(Files.Shop(plan => plan["steps"]![1]!["desired"] = "100% of primary"));
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(30), Phase.Recovered, Phase.Stuck);
        Assert.Equal(Phase.Stuck, bench.Record.Phase);

        Assert.Equal("Stuck", Command(bench, "operator-approve.json", json => json["set"] = "api.desired=many").Phase);
        Assert.False(bench.Record.Answered!.Accepted);
        Assert.Equal("Stuck", Command(bench, "operator-approve.json", json => json["set"] = "apu.desired=3").Phase);
        Assert.Equal("Recovering", Command(bench, "operator-approve.json", json => json["set"] = "api.desired=4").Phase);
        bench.TickUntil(TimeSpan.FromMinutes(30), Phase.Recovered, Phase.Stuck);

        Assert.True(bench.Record.Phase == Phase.Recovered, bench.Record.Because);
        Assert.Equal(4, bench.TestBench.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!.Desired);
    }

    [Theory]
    [InlineData("failback", "skip", "web")]
    [InlineData("approve", "skip", "")]
    [InlineData("approve", "set", "a\nb")]
    public void A_text_that_does_not_fit_is_refused(string command, string member, string value)
    {
        using var bench = new Bench();

        var result = Command(bench, "operator-approve.json", json => (json["command"], json[member]) = (command, value));

        Assert.Equal(WakeOutcome.Refused, result.Outcome);
    }

    static HandlerResult Command(Bench bench, string file, Action<JsonObject>? change = null)
    {
        var json = JsonNode.Parse(Files.Event(file))!.AsObject();
        change?.Invoke(json);
        return Assert.Single(bench.Invoke(Bench.Operator, json.ToJsonString()));
    }
}
