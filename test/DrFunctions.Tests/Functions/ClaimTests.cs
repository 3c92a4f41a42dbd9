using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Functions;

/// <summary>Plans that share a resource: what one counts on, the other does not take.</summary>
public sealed class ClaimTests : IDisposable
{
    Bench? bench;

    [Fact]
    public void A_run_claims_what_it_started_and_what_it_found_serving()
    {
        var bench = With(Files.Shop());
        var web = bench.Estate.Instances.Single();
        web.Start();
        bench.Pass(TimeSpan.FromMinutes(5));
        Failover();

        Assert.DoesNotContain("StartInstances", bench.Changes);
        Assert.Equal(
            [$"claim#ec2-start#ap-northeast-1/{web.Id}", "claim#ecs-scale#ap-northeast-1/shop/api", "claim#route53-switch#Z123/shop.example.com. A"], Claims());
        Assert.All(Items(), item => Assert.Equal(("plan#shop", bench.Record.Run!.Id), (Text(item, "sk"), Text(item, "runId"))));
    }

    [Fact]
    public void What_is_undone_is_no_longer_claimed()
    {
        With(Files.Shop());
        Drill();
        bench!.TickUntil(TimeSpan.FromMinutes(20), Phase.Watching);

        Assert.Contains("StopInstances", bench.Changes);
        Assert.Empty(Claims());
    }

    /// <summary>DynamoDB takes a hundred items in one transaction.</summary>
    [Fact]
    public void Many_resources_are_claimed_fifty_a_save()
    {
        With(Files.Shop(json => json["steps"]![0]!["instances"] = new JsonArray([.. Enumerable.Range(0, 130).Select(number => JsonValue.Create($"i-{number:d17}"))])));
        var most = 0;
        bench!.TestBench.Cloud.Faults = point =>
        {
            most = point.Operation == "TransactWriteItems" ? Math.Max(most, JsonNode.Parse(point.Request.Text)!["TransactItems"]!.AsArray().Count) : most;
            return null;
        };
        Failover();

        Assert.Equal(132, Claims().Count);
        Assert.InRange(most, 51, 60);
    }

    [Fact]
    public void Mode_shadow_claims_nothing()
    {
        With(Files.Shop(json => json["trigger"]!["mode"] = "shadow"));
        Failover();

        Assert.Empty(Claims());
    }

    /// <summary>Two plans use one instance: each fails over, and the failback of the first leaves what the second counts on.</summary>
    [Fact]
    public void The_failback_of_one_plan_leaves_what_the_other_counts_on()
    {
        With(Files.Shop(), Files.Shop(json =>
        {
            json["name"] = "wiki";
            json["trigger"]!["signals"]![0]!["alarm"] = "wiki-primary-unhealthy";
            json["steps"] = new JsonArray(json["steps"]![0]!.DeepClone());
        }));
        var web = bench!.Estate.Instances.Single();
        bench.DarkenPrimary();
        for (var minute = 0; minute < 12; minute++)
        {
            bench.Invoke(Bench.Watch, Files.Event("scheduled.json"));
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((Phase.Recovered, Phase.Recovered), (bench.Record.Phase, bench.TestBench.RecordOf("wiki").Phase));
        Order("failback", skipHealth: true);
        for (var minute = 0; minute < 20 && bench.Record.Phase != Phase.Watching; minute++)
        {
            bench.Invoke(Bench.Watch, Files.Event("scheduled.json"));
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((Phase.Watching, "running"), (bench.Record.Phase, web.State));
        Assert.DoesNotContain("StopInstances", bench.Changes);
        Assert.Equal(["claim#ec2-start#ap-northeast-1/i-0123456789abcdef0"], Claims());
    }

    /// <summary>Neither is nor was anything wrong, so nothing is taken.</summary>
    [Fact]
    public void An_undo_waits_while_claims_cannot_be_read()
    {
        With(Files.Shop());
        bench!.TestBench.Cloud.Faults = point =>
            point.Operation == "Query" && point.Request.Text.Contains("claim#", StringComparison.Ordinal) ? Fault.Denied : null;
        Drill();
        bench.TickUntil(TimeSpan.FromMinutes(9), Phase.Watching);

        Assert.DoesNotContain("StopInstances", bench.Changes);
        Assert.NotEqual(Phase.Watching, bench.Record.Phase);
    }

    [Theory]
    [InlineData(Phase.Recovering, false, false, "1", true)]
    [InlineData(Phase.Recovered, true, false, "1", true)]
    [InlineData(Phase.Stuck, true, false, "1", true)]
    [InlineData(Phase.Watching, true, true, "1", true)]
    [InlineData(Phase.Watching, true, false, "1", false)]
    [InlineData(Phase.Recovering, false, false, "2", false)]
    public void A_claim_holds_while_its_run_is_open_recovered_or_accepted(
        Phase phase, bool ended, bool accepted, string run, bool holds)
    {
        var record = new Record
        {
            Plan = "wiki",
            Phase = phase,
            Disarmed = accepted ? new Disarming("ann", default, "r") : null,
            Run = new Run { Id = "1", Plan = default, EndedAt = ended ? DateTimeOffset.UnixEpoch : null },
        };
        Assert.Equal(holds, DrFunctions.Core.Deciding.Claims.Holds(record, run));
    }

    [Fact]
    public void Equal_filters_in_one_Region_mean_the_same_instances()
    {
        static string Resource(string tags, string region) => Assert.Single(Files.Shop(json =>
        {
            var step = json["steps"]![0]!.AsObject();
            step.Remove("instances");
            (step["tags"], step["region"]) = (JsonNode.Parse(tags), region);
        }).Plan!.Steps[0].Resources);

        Assert.Equal(Resource("""{ "a": "1", "b": "2" }""", "ap-northeast-1"), Resource("""{ "b": "2", "a": "1" }""", "ap-northeast-1"));
        Assert.NotEqual(Resource("""{ "a": "1" }""", "ap-northeast-1"), Resource("""{ "a": "1" }""", "us-west-2"));
        Assert.NotEqual(Resource("""{ "a": "1" }""", "ap-northeast-1"), Resource("""{ "a": "2" }""", "ap-northeast-1"));
    }

    public void Dispose() => bench?.Dispose();

    Bench With(params PlanReading[] plans) => bench = new Bench(plans);

    void Failover()
    {
        bench!.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    void Drill()
    {
        bench!.Pass(TimeSpan.FromMinutes(5));
        bench.Tick();
        Order("drill");
        Assert.Equal(Phase.Drilling, bench.Record.Phase);
    }

    void Order(string command, bool skipHealth = false) => bench!.Invoke(Bench.Operator,
        $$"""{ "command": "{{command}}", "plan": "shop", "by": "ann", "reason": "a test"{{(skipHealth ? ", \"skipHealth\": true" : "")}} }""");

    List<JsonObject> Items() => [.. bench!.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table)
        .Where(item => Text(item, "pk").StartsWith("claim#", StringComparison.Ordinal))];

    List<string> Claims() => [.. Items().Select(item => Text(item, "pk")).Order(StringComparer.Ordinal)];

    static string Text(JsonObject item, string name) => (string)item[name]!["S"]!;
}
