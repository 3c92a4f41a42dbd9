using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>What goes wrong around a failover, and what is done about it.</summary>
public sealed class TroubleTests
{
    const string Good = "i-0123456789abcdef0";
    const string Stale = "i-00000000000dead00";

    [Trait("about", "text")]
    [Fact]
    public void One_stale_instance_id_does_not_stop_the_good_one()
    {
        using var bench = new Bench(WithInstances(minimum: 1));
        bench.TestBench.Cloud.Ec2.Find("ap-northeast-1", Stale)!.Remove();
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal("running", bench.TestBench.Cloud.Ec2.Find("ap-northeast-1", Good)!.State);
        Assert.Contains($"{Stale} does not exist", bench.Record.Run!.Steps["web"].Because, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void Where_all_are_needed_the_good_one_starts_and_a_person_is_called_for_the_stale_one()
    {
        using var bench = new Bench(WithInstances(minimum: null));
        bench.TestBench.Cloud.Ec2.Find("ap-northeast-1", Stale)!.Terminate();
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(Phase.Stuck, bench.Record.Phase);
        Assert.Equal("running", bench.TestBench.Cloud.Ec2.Find("ap-northeast-1", Good)!.State);
        Assert.Equal(4, bench.TestBench.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!.Running);
        Assert.DoesNotContain("ChangeResourceRecordSets", bench.Changes);
        var email = bench.TestBench.Cloud.Sns.Emails[^1];
        Assert.Contains("ACTION NEEDED: failover to ap-northeast-1 is STUCK", email.Subject, StringComparison.Ordinal);
        Assert.Contains($"{Stale} is terminated", email.Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_denied_call_is_named_and_calls_a_person_while_the_rest_goes_on()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? Fault.Denied : null;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Stuck, bench.Record.Phase);
        Assert.Contains("UnauthorizedOperation", bench.Record.Because, StringComparison.Ordinal);
        Assert.Contains("grant the caller's role this action", bench.Record.Because, StringComparison.Ordinal);
        Assert.Equal(4, bench.TestBench.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!.Running);
        Assert.Equal(3, bench.Changes.Count(change => change == "StartInstances"));
    }

    [Fact]
    public void Throttled_starts_are_tried_again_and_cost_no_attempt()
    {
        using var bench = new Bench();
        var throttled = 0;
        bench.TestBench.Cloud.Faults = point => point.Operation is "StartInstances" or "UpdateService" or "ChangeResourceRecordSets" && throttled++ < 12 ? Fault.Throttle : null;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Empty(bench.Estate.Missing);
    }

    [Trait("about", "text")]
    [Fact]
    public void Without_its_table_nothing_is_done_and_the_answer_says_why()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Faults = point => point.Service == "dynamodb"
            ? new Fault(FaultKind.Error, 400, "ResourceNotFoundException", "Requested resource not found") : null;
        bench.DarkenPrimary();

        var result = bench.Tick();

        Assert.Null(result.Phase);
        Assert.StartsWith("no action: the state table cannot be used: ResourceNotFoundException", result.Because, StringComparison.Ordinal);
        Assert.Empty(bench.Changes);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_driver_whom_the_table_fails_for_a_moment_goes_on_in_the_same_invocation()
    {
        using var bench = new Bench();
        var start = bench.TestBench.Clock.GetUtcNow();
        bench.TestBench.Cloud.Faults = point => point.Service == "dynamodb"
            && bench.TestBench.Clock.GetUtcNow() - start is { TotalSeconds: > 20 and < 40 } ? Fault.Internal : null;
        bench.DarkenPrimary();

        Assert.Equal("Recovered", bench.Tick().Phase);
        Assert.Contains(bench.Log, line => line.Contains("the state table cannot be used", StringComparison.Ordinal));
    }

    [Fact]
    public void A_save_whose_answer_was_lost_is_recognised_as_ours()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Faults = point => point.Operation is "PutItem" or "TransactWriteItems" && point.Number % 2 == 0 ? Fault.ResetAfter : null;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Single(bench.Changes, change => change == "StartInstances");
    }

    [Trait("about", "text")]
    [Fact]
    public void A_save_that_was_lost_to_nobody_who_drives_is_tried_again_in_the_same_invocation()
    {
        using var bench = new Bench();
        var lost = 0;
        bench.TestBench.Cloud.Faults = point => point.Operation == "TransactWriteItems" && lost++ == 0
            ? new Fault(FaultKind.Error, 400, "TransactionCanceledException", "Transaction cancelled [None, ConditionalCheckFailed]") : null;
        bench.DarkenPrimary();

        Assert.Equal("Recovered", bench.Tick().Phase);
        Assert.Contains(bench.Log, line => line.Contains("another invocation saved first, so its decision stands", StringComparison.Ordinal));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_failed_notice_holds_nothing_up_and_is_sent_later()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Faults = point => point.Operation == "Publish" ? Fault.Internal : null;
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal(3, bench.Record.Outbox.Count);
        bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Contains("3 notice(s) could not be published yet", bench.Tick().Because, StringComparison.Ordinal);

        bench.TestBench.Cloud.Faults = null;
        bench.Pass(TimeSpan.FromSeconds(10));
        bench.Tick();
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Empty(bench.Record.Outbox);
        Assert.Equal(3, bench.TestBench.Cloud.Sns.Emails.Count);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_pause_holds_whatever_the_signals_say()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.DynamoDb.Put("ap-northeast-1", "drfunctions", new JsonObject
        {
            ["pk"] = new JsonObject { ["S"] = "all" },
            ["sk"] = new JsonObject { ["S"] = "pause" },
            ["by"] = new JsonObject { ["S"] = "ann" },
        });
        bench.DarkenPrimary();

        var result = bench.Tick();

        Assert.Equal("no action: paused (by ann)", result.Because);
        Assert.Empty(bench.Changes);
    }

    [Fact]
    public void A_plan_with_mistakes_is_told_and_leaves_the_others_alone()
    {
        using var bench = new Bench(Files.Shop(), Files.Kinds.Read("plans/broken.json", "{ \"name\": 7 }"));

        var results = bench.Invoke(Bench.Watch, Files.Event("scheduled.json"));

        Assert.Equal("shop", results[0].Plan);
        Assert.StartsWith("the plan file plans/broken.json has ", results[1].Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_invocations_at_once_act_once()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();

        bench.TestBench.Run(() => Task.WhenAll(
            bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json")),
            bench.TestBench.InvokeAsync(Bench.Alarm, Files.Event("route53-alarm.json")),
            bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"))));

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Single(bench.Changes, change => change == "StartInstances");
        Assert.Single(bench.Changes, change => change == "ChangeResourceRecordSets");
        Assert.Contains(bench.Log, line => line.Contains("another invocation", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_primary_is_never_changed()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);

        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Changing && call.Region == "ap-southeast-1");
    }

    static DrFunctions.Core.Plans.PlanReading WithInstances(int? minimum) => Files.Shop(json =>
    {
        var web = json["steps"]![0]!.AsObject();
        web["instances"] = new JsonArray(Good, Stale);
        if (minimum is { } least)
        {
            web["minimum"] = least;
        }
    });
}
