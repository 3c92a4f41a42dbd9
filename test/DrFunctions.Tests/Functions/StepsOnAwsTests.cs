using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Functions;

/// <summary>The step kinds on the local AWS, where starts fail, fall back, and meet what others did.</summary>
public sealed class StepsOnAwsTests
{
    const string Standby = "ap-northeast-1";
    const string Web = "i-0123456789abcdef0";

    [Trait("about", "text")]
    [Fact]
    public void An_instance_that_stops_right_after_its_start_is_started_again_and_its_reason_is_quoted()
    {
        using var bench = new Bench(Files.Shop(plan => plan["steps"]![0]!["prewarm"] = false));
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.BrokenStarts = 1;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal(2, bench.Record.Run!.Steps["web"].Attempts);
        Assert.Contains(bench.Log, line => line.Contains($"{Web} was started and stopped again: Client.InternalError", StringComparison.Ordinal));
    }

    [Trait("about", "text")]
    [Fact]
    public void An_instance_that_always_stops_calls_a_person_after_three_starts()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.BrokenStarts = 99;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(40), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Stuck, bench.Record.Phase);
        Assert.Equal(3, bench.Changes.Count(change => change == "StartInstances"));
        Assert.Contains("Client.InternalError", bench.Record.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_capacity_that_passes_costs_time_but_no_attempt()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.RefusedStarts = 4;
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal((Phase.Recovered, 1), (bench.Record.Phase, bench.Record.Run!.Steps["web"].Attempts));
    }

    [Fact]
    public void An_impaired_instance_is_not_done()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.Start();
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.Impair();
        bench.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal((StepState.Working, $"0 of 1 instances run ({Web} runs, but its status check is impaired)"), Look(bench, "web"));
    }

    [Fact]
    public void Already_running_and_already_raised_is_done_without_a_call()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ec2.Find(Standby, Web)!.Start();
        bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!.SetDesired(6);
        bench.Pass(TimeSpan.FromMinutes(5));
        bench.DarkenPrimary();

        bench.Tick();

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal(["ChangeResourceRecordSets"], bench.Changes);
        Assert.Equal(6, bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!.Desired);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_rollout_that_failed_since_our_start_is_broken()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!.CrashLoop();
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(60), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Stuck, bench.Record.Phase);
        Assert.Contains("its rollout failed", bench.Record.Because, StringComparison.Ordinal);
        Assert.DoesNotContain("ChangeResourceRecordSets", bench.Changes);
    }

    [Fact]
    public void Tasks_without_healthy_targets_are_not_done()
    {
        using var bench = new Bench();
        var service = bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;
        service.TargetGroups[0].Sicken();
        service.SetDesired(4);
        bench.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal((StepState.Working, "4 of 4 tasks run, 4 are desired; 0 of 4 targets are healthy"), Look(bench, "api"));
    }

    [Fact]
    public void Twelve_services_of_a_cluster_are_described_in_two_calls()
    {
        using var bench = new Bench(Files.Shop(json =>
        {
            for (var number = 1; number <= 11; number++)
            {
                var step = json["steps"]![1]!.DeepClone();
                (step["id"], step["service"]) = ($"api-{number}", $"api-{number}");
                json["steps"]!.AsArray().Insert(1, step);
            }
        }));
        bench.DarkenPrimary();

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        var first = bench.TestBench.Cloud.Trace.SkipWhile(call => call.Service != "ecs").TakeWhile(call => call.Operation != "UpdateService");
        Assert.Equal(2, first.Count(call => call.Operation == "DescribeServices"));
    }

    [Fact]
    public void A_late_switch_that_expects_an_older_epoch_changes_nothing()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();
        bench.Tick();
        var (run, records) = (bench.Record.Run!, Records(bench));

        // The decision of before the first switch, thawed after a newer run has switched.
        var outcome = Start(bench, "traffic", run.Steps["traffic"], "an-older-run");

        Assert.Equal("InvalidChangeBatch", outcome.Refusal!.Because.Split(':')[0]);
        Assert.Equal(records, Records(bench));
    }

    [Fact]
    public void A_switch_that_happened_though_its_answer_was_lost_is_recognised_by_the_run_s_epoch()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();
        bench.Tick();
        var run = bench.Record.Run!;

        Assert.Equal(new StartOutcome(), Start(bench, "traffic", run.Steps["traffic"], run.Id));
    }

    [Fact]
    public void Two_records_of_a_zone_are_switched_in_one_batch()
    {
        using var bench = new Bench(Files.Shop(json =>
        {
            var traffic = json["steps"]![3]!.DeepClone();
            (traffic["id"], traffic["name"]) = ("admin", "admin.shop.example.com.");
            json["steps"]!.AsArray().Add(traffic);
        }));
        bench.DarkenPrimary();

        bench.Tick();

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Single(bench.Changes, change => change == "ChangeResourceRecordSets");
        Assert.Empty(bench.Estate.Missing);
    }

    static (StepState State, string Because) Look(Bench bench, string id)
    {
        StepObservation? reading = null;
        bench.TestBench.Run(
            async () => reading = (await Kind(bench, id).ObserveAsync([At(bench, id, new StepRecord(), "run")], CancellationToken.None))[id]);
        return (reading!.State, reading.Because);
    }

    static StartOutcome Start(Bench bench, string id, StepRecord record, string run)
    {
        StartOutcome? outcome = null;
        bench.TestBench.Run(
            async () => outcome = (await Kind(bench, id).StartAsync([At(bench, id, record, run)], CancellationToken.None))[id]);
        return outcome!;
    }

    static IStepKind Kind(Bench bench, string id) => bench.TestBench.Kinds.Of(bench.Estate.Plan.Step(id));

    static StepAt At(Bench bench, string id, StepRecord record, string run) =>
        new(bench.Estate.Plan, bench.Estate.Plan.Step(id), record, run);

    static string Records(Bench bench) =>
        string.Join("\n", bench.TestBench.Cloud.Route53.Zones["Z123"].Records.Values.Select(record => $"{record.Name} {record.Type} {record.SetIdentifier} {record.Weight} {string.Join(",", record.Values)}"));
}
