using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>A failback by the deployed loop on the local AWS: users first, and capacity only when nobody needs it any more.</summary>
public sealed class FailbackOnAwsTests
{
    [Fact]
    public void Users_of_weighted_records_go_back_in_stages_and_then_capacity_goes()
    {
        using var bench = FailedBack(Files.Shop());

        var changes = Changes(bench);
        var switches = changes.Where(call => call.Operation == "ChangeResourceRecordSets").ToList();
        Assert.Equal(3, switches.Count);
        Assert.All(
            switches.Zip(switches.Skip(1)), pair =>
                Assert.InRange(pair.Second.Time - pair.First.Time, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(130)));
        Assert.InRange(changes[3].Time - switches[2].Time, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(130));
        Assert.Equal(["StopInstances", "UpdateService"], changes.Skip(3).Select(call => call.Operation).Order());
        Assert.Equal(["shop.example.com. still leads to the primary"], bench.Estate.Missing.Where(sentence => sentence.Contains("shop.example.com", StringComparison.Ordinal)));
    }

    [Fact]
    public void Users_go_back_via_health_and_then_capacity_goes()
    {
        using var bench = FailedBack(Files.Bank());

        var changes = Changes(bench);
        Assert.Equal("PutMetricData", changes[0].Operation);
        Assert.InRange(changes[1].Time - changes[0].Time, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
        Assert.Equal(["StopInstances", "UpdateService"], changes.Skip(1).Select(call => call.Operation).Order());
        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Service == "route53");
        Assert.Equal(PlanEstate.PrimaryAddress, Assert.Single(bench.TestBench.Cloud.Route53.Resolver.Resolve("bank.example.com.", "A").Values));
    }

    static IReadOnlyList<TracedCall> Changes(Bench bench) => [.. bench.TestBench.Cloud.Trace
        .Where(call => OwnServices.IsChangeElsewhere(call) && call.TookEffect && call.Time > FailbackAt(bench))];

    static DateTimeOffset FailbackAt(Bench bench) => bench.TestBench.Cloud.Trace[0].Time + TimeSpan.FromMinutes(20);

    static Bench FailedBack(PlanReading plan)
    {
        var bench = new Bench(plan);
        var (cloud, now) = (bench.TestBench.Cloud, bench.TestBench.Clock.GetUtcNow());
        cloud.World.Darken(bench.Estate.Plan.Primary, now, now.AddMinutes(10));
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        bench.Pass(now.AddMinutes(30) - bench.TestBench.Clock.GetUtcNow());
        Order(bench);
        bench.TickUntil(TimeSpan.FromMinutes(40), Phase.Watching, Phase.Stuck);
        Assert.True(bench.Record.Phase == Phase.Watching, bench.Record.Because);
        return bench;
    }

    /// <summary>The failback that a person has ordered, as it lies in the table.</summary>
    static void Order(Bench bench)
    {
        var record = bench.Record;
        var item = bench.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table)
            .Single(item => (string?)item["sk"]?["S"] == "record");
        var body = RecordJson.Write(record with { Phase = Phase.FailingBack, Run = record.Run! with { Undoing = Undoing.Failback } });
        item["body"] = new JsonObject { ["S"] = body };
        bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item);
    }
}
