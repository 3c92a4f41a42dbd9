using DrFunctions.Simulation.Bench;
using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>What people command, through the function that they invoke: each file of events/ that is theirs, and what is wrong.</summary>
public sealed class OperatorTests : IDisposable
{
    readonly Bench bench = new();

    [Fact]
    public void Status_changes_nothing()
    {
        bench.TestBench.Cloud.DynamoDb.Delete(bench.TestBench.Home, HomeEstate.Table, "plan#shop", "record");

        var result = Command("operator-status.json");

        Assert.Equal(("shop", "Watching", "no record yet: nothing has happened to this plan"), (result.Plan, result.Phase, result.Because));
        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Changing);
    }

    [Fact]
    public void A_paused_plan_is_held_until_it_is_resumed()
    {
        var paused = Command("operator-pause.json");
        bench.DarkenPrimary();
        bench.Tick();
        var status = Command("operator-status.json");
        var resumed = Command("operator-resume.json");

        Assert.StartsWith("shop is paused for 2 h; ", paused.Because, StringComparison.Ordinal);
        Assert.Contains("automation is paused (by on-call@example.com at 2026-01-15 03:00", status.Because, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
        Assert.StartsWith("the pause of shop has ended (by on-call@example.com", resumed.Because, StringComparison.Ordinal);
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Reminders_of_an_outage_stop_once_a_person_knows()
    {
        Command("operator-pause.json");
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(5), Phase.Recovered);

        Assert.Contains("on-call@example.com knows (the network team is on it), so no more reminders follow", Command("operator-ack.json").Because, StringComparison.Ordinal);
    }

    [Fact]
    public void All_are_paused_by_one_command_and_resuming_one_of_them_does_not_help()
    {
        Command("operator-pause-all.json");
        var resumed = Command("operator-resume.json");
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(3), Phase.Recovered);

        Assert.StartsWith("shop was not paused; ", resumed.Because, StringComparison.Ordinal);
        Assert.Contains("automation is paused", resumed.Because, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
    }

    /// <summary>What the last check said is from before: next to what was just done it would say the opposite.</summary>
    [Trait("about", "text")]
    [Fact]
    public void The_answer_to_pause_and_resume_does_not_repeat_what_was_said_before()
    {
        Command("operator-reset.json");
        Assert.StartsWith("refused: ", bench.Record.Because, StringComparison.Ordinal);
        var pausedAll = Command("operator-pause-all.json");
        bench.Tick();
        Assert.Contains("paused", bench.Record.Because, StringComparison.Ordinal);
        var resumed = Assert.Single(bench.Invoke(Bench.Operator, """{"command":"resume","reason":"over","by":"ann"}"""));

        Assert.StartsWith("every plan is paused for 2 h; automation is paused (by ", pausedAll.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", pausedAll.Because, StringComparison.Ordinal);
        Assert.StartsWith("the pause of every plan has ended (by ", resumed.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("no action", resumed.Because, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,2", "the event is not of the form that this function takes")]
    [InlineData("null", "the event must be an object such as {\"command\":\"status\",\"plan\":\"shop\"}; nothing was done")]
    [InlineData("{}", "Unknown command \"\". Known commands: failover, drill, approve, reject, failback, reset, arm, ack, pause, resume, status; nothing was done")]
    [InlineData("{\"command\":\"failovr\"}", "Unknown command \"failovr\". Did you mean \"failover\"?")]
    [InlineData("{\"command\":7}", "Unknown command \"\".")]
    [InlineData("{\"command\":\"status\",\"plans\":\"shop\"}", "Unknown member \"plans\" of a command. Did you mean \"plan\"?")]
    [InlineData("{\"command\":\"status\",\"plan\":7}", "plan must be text")]
    [InlineData("{\"command\":\"status\",\"plan\":\"a\",\"plan\":\"b\"}", "the event is not of the form that this function takes")]
    [InlineData("{\"command\":\"status\",\"plan\":\"\\ud800\"}", "the event contains text that is not valid Unicode")]
    [InlineData("{\"command\":\"failover\",\"by\":\"ann\",\"reason\":\"so\"}", "plan is missing: name the plan for failover")]
    [InlineData("{\"command\":\"failover\",\"plan\":\"shop\",\"reason\":\"so\"}", "by is missing: say who gives the command")]
    [InlineData("{\"command\":\"pause\",\"by\":\"ann\"}", "reason is missing: say why")]
    [InlineData("{\"command\":\"drill\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"one\\ntwo\"}", "reason must be one line")]
    [InlineData("{\"command\":\"drill\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"overridePause\":true}", "overridePause is for failover only, not for drill")]
    [InlineData("{\"command\":\"pause\",\"by\":\"ann\",\"reason\":\"so\"}", "a pause of all plans needs for, such as 2h, or untilResumed; nothing was done")]
    [InlineData("{\"command\":\"pause\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"for\":\"2 hours\"}", "for must be a duration from 1m to 168h, such as 2h; for longer, use untilResumed")]
    [InlineData("{\"command\":\"pause\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"for\":\"2h\",\"untilResumed\":true}", "for and untilResumed exclude each other")]
    [InlineData("{\"command\":\"drill\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"for\":\"2h\"}", "for is for pause only, not for drill")]
    [InlineData("{\"command\":\"resume\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"untilResumed\":true}", "untilResumed is for pause only, not for resume")]
    [InlineData("{\"command\":\"reset\",\"plan\":\"shop\",\"by\":\"ann\",\"reason\":\"so\",\"acceptStandby\":\"yes\"}", "acceptStandby must be true or false")]
    [InlineData("{\"command\":\"drill\",\"plan\":\"shp\",\"by\":\"ann\",\"reason\":\"so\"}", "no deployed plan is named shp, so nothing was done. Deployed plans: shop. Did you mean \"shop\"?")]
    public void What_is_no_command_gets_a_sentence_and_is_not_written(string json, string because)
    {
        var result = Assert.Single(bench.Invoke(Bench.Operator, json));

        Assert.Null(result.Plan);
        Assert.StartsWith(because, result.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Changing);
    }

    [Fact]
    public void A_huge_event_is_refused_by_its_size()
    {
        var json = new JsonObject { ["command"] = "status", ["reason"] = new string('x', 5_000_000) };

        Assert.StartsWith("the event has more than 16 KB", Assert.Single(bench.Invoke(Bench.Operator, json.ToJsonString())).Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_table_nothing_is_done_and_the_answer_says_why()
    {
        bench.TestBench.Cloud.Faults = point => point.Service == "dynamodb" ? Fault.Denied : null;

        foreach (var file in new[] { "operator-status.json", "operator-pause.json", "operator-resume.json", "operator-failover.json" })
        {
            Assert.Contains("AccessDeniedException", Command(file).Because, StringComparison.Ordinal);
        }
    }

    public void Dispose() => bench.Dispose();

    HandlerResult Command(string file) => Assert.Single(bench.Invoke(Bench.Operator, Files.Event(file)));
}
