using DrFunctions.Core.Plans;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Plans;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>The heartbeat beats only for work done, and what could not be done has a metric and a sentence.</summary>
public sealed class WatchRoundTests
{
    static readonly string Scheduled = Files.Event("scheduled.json");

    static PlanReading Bad => Files.Kinds.Read("plans/bad.json", "{}");

    [Fact]
    public void A_plan_that_was_looked_at_beats()
    {
        using var bench = new Bench();

        bench.Tick();

        Assert.Equal(["Heartbeat"], Written(bench));
    }

    [Theory]
    [InlineData(Bench.Watch, "scheduled.json")]
    [InlineData(Bench.Watch, "ec2-running.json")]
    [InlineData(Bench.Alarm, "route53-alarm.json")]
    [InlineData(Bench.Operator, "operator-status.json")]
    public void Without_a_plan_every_event_is_answered(string function, string file)
    {
        using var bench = Bench.In("eu-north-1", Files.Shop());

        var results = bench.Invoke(function, Files.Event(file));

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.Equal((null, WakeOutcome.Refused), (result.Plan, result.Outcome)));
        Assert.Equal(results.Count, bench.Log.Count(line => line.StartsWith("Warning", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_plan_nothing_beats_and_the_round_says_which_plans_were_left_out()
    {
        using var bench = Bench.In("eu-north-1", Files.Shop(), Files.Bank());

        bench.Invoke(Bench.Watch, Scheduled);

        Assert.Equal(["NoPlans", "PlansOfOtherRegions=2"], Written(bench));
    }

    [Trait("about", "text")]
    [Fact]
    public void The_warning_names_this_region_and_the_standbys_of_the_plans_left_out()
    {
        using var nothing = Bench.In("eu-north-1", Files.Shop(), Files.Bank());
        using var some = Bench.In("ap-northeast-1", Files.Shop(), Files.Bank());

        var all = Assert.Single(nothing.Invoke(Bench.Watch, Scheduled)).Because;
        var other = some.Invoke(Bench.Watch, Scheduled)[1].Because;

        Assert.Equal("no plan is watched: this deployment is in eu-north-1, and the standby of every plan is another Region: "
            + "shop (standby ap-northeast-1), bank (standby us-west-2); deploy there, or correct \"standby\"", all);
        Assert.Equal("this deployment is in ap-northeast-1 and does not watch bank (standby us-west-2); watch them with a deployment in their standby, "
            + "or correct \"standby\"", other);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_command_for_a_plan_of_another_region_is_sent_there()
    {
        using var bench = Bench.In("ap-northeast-1", Files.Shop(), Files.Bank());

        var result = Assert.Single(bench.Invoke(Bench.Operator, """{"command":"status","plan":"bank"}"""));

        Assert.Contains("the standby of bank is us-west-2", result.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_file_and_a_plan_of_another_region_do_not_stop_the_heartbeat()
    {
        using var bench = Bench.In("ap-northeast-1", Files.Shop(), Files.Bank(), Bad);

        bench.Invoke(Bench.Watch, Scheduled);

        Assert.Equal(["Heartbeat", "PlanFilesRefused", "PlansOfOtherRegions"], Written(bench));
    }

    [Fact]
    public void Without_the_table_nothing_beats()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Faults = point => point.Service == "dynamodb" ? Fault.Denied : null;

        bench.Invoke(Bench.Watch, Scheduled);

        Assert.Equal(["TableUnusable"], Written(bench));
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_not_the_tables_fault()
    {
        using var bench = new Bench(Files.Shop(), Files.Bank());
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(20), DrFunctions.Core.Records.Phase.Recovered);
        bench.TestBench.Metrics.GetStringBuilder().Clear();
        var item = bench.TestBench.Cloud.DynamoDb.Item(bench.TestBench.Home, "drfunctions", "plan#shop", "record")!;
        item["schema"] = new System.Text.Json.Nodes.JsonObject { ["N"] = "99" };

        bench.Invoke(Bench.Watch, Scheduled);

        Assert.Equal(["Heartbeat", "PlansNotChecked"], Written(bench));
    }

    [Fact]
    public void A_plan_that_another_invocation_drives_counts_as_checked_and_a_bug_does_not()
    {
        var folder = new PlanFolder([Files.Shop().Plan!], []);
        HandlerResult Ended(WakeOutcome outcome) => new("shop", null, "", outcome);

        Assert.Equal(new WatchRound(1, 0, 0, 0, 0), WatchRound.Of(folder, [Ended(WakeOutcome.LeftAlone)]));
        Assert.Equal(new WatchRound(0, 1, 0, 0, 0), WatchRound.Of(folder, [Ended(WakeOutcome.Failed), HandlerResult.Refused("a file")]));
    }

    /// <summary>The metrics as CloudWatch reads them: what the directive names, with the number where it is not 1.</summary>
    static List<string> Written(Bench bench)
    {
        using var json = System.Text.Json.JsonDocument.Parse(bench.TestBench.Metrics.ToString());
        var metrics = json.RootElement.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].GetProperty("Metrics").EnumerateArray();
        return [.. metrics.Select(metric => metric.GetProperty("Name").GetString()!)
            .Select(name => json.RootElement.GetProperty(name).GetInt32() is var value and not 1 ? $"{name}={value}" : name)];
    }
}
