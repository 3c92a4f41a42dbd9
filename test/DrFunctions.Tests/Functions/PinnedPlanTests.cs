using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Looping;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Functions;

/// <summary>A run carries out the plan with which it began, or nothing.</summary>
public sealed class PinnedPlanTests
{
    /// <summary>Somebody makes the run start another number of tasks; the edited plan is a good one.</summary>
    [Fact]
    [Trait("about", "text")]
    public void A_pinned_plan_that_was_edited_in_the_table_is_not_carried_out_until_it_is_restored()
    {
        using var bench = Confirmed();
        var pinned = Pinned(bench);
        Replace(bench, pinned, pinned.Replace("\"desired\":4", "\"desired\":40", StringComparison.Ordinal));
        bench.Pass(TimeSpan.FromMinutes(2));
        var before = bench.Changes.Count;

        for (var minute = 0; minute < 5; minute++)
        {
            var result = bench.Tick();
            Assert.Equal(WakeOutcome.Unreadable, result.Outcome);
            Assert.Contains("was changed in the table", result.Because, StringComparison.Ordinal);
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(before, bench.Changes.Count);
        Assert.Contains("\"PlansNotChecked\"", bench.TestBench.Metrics.ToString(), StringComparison.Ordinal);

        Replace(bench, Pinned(bench), pinned);
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.Equal(4, bench.TestBench.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!.Desired);
    }

    [Fact]
    public void The_history_has_the_hash_of_the_bytes_in_the_record()
    {
        using var bench = Confirmed();

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Pinned(bench))));

        Assert.Equal(hash, bench.Record.Run!.PlanHash);
        Assert.Equal([hash], History(bench).OfType<PlanPinned>().Select(pinned => pinned.Sha256));
    }

    /// <summary>Whichever version of .NET or of DrFunctions saves, the bytes stay as they are.</summary>
    [Fact]
    public void A_save_keeps_the_pinned_bytes()
    {
        var run = new Run { Id = "R1", Plan = Parse("""{ "name":"sh\u006fp",  "steps":[ ] }""") };
        var record = new DrFunctions.Core.Records.Record { Plan = "shop", Run = run with { PlanHash = PlanHash.Of(run.Plan) } };

        var read = RecordJson.Read(RecordJson.Write(record), RecordJson.Schema)!.Run!;

        Assert.Equal(run.Plan.GetRawText(), read.Plan.GetRawText());
        Assert.Equal(read.PlanHash, PlanHash.Of(read.Plan));
    }

    [Fact]
    public void A_run_that_a_version_before_the_hash_began_is_carried_on()
    {
        using var bench = Confirmed();
        Replace(bench, $"\"planHash\":\"{bench.Record.Run!.PlanHash}\",", "");
        Assert.Null(bench.Record.Run!.PlanHash);

        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    [Fact]
    public void What_a_person_sets_has_a_hash_and_a_fact_of_its_own()
    {
        using var bench = new Bench(Files.Shop(plan => plan["steps"]![1]!["desired"] = "100% of primary"));
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(30), Phase.Stuck);
        var before = bench.Record.Run!.PlanHash;
        var approve = JsonNode.Parse(Files.Event("operator-approve.json"))!;
        approve["set"] = "api.desired=4";

        bench.Invoke(Bench.Operator, approve.ToJsonString());
        bench.TickUntil(TimeSpan.FromMinutes(30), Phase.Recovered, Phase.Stuck);

        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        Assert.NotEqual(before, bench.Record.Run!.PlanHash);
        Assert.Equal(bench.Record.Run.PlanHash, History(bench).OfType<PlanChanged>().Single().Sha256);
        Assert.Equal(bench.Record.Run.PlanHash, PlanHash.Of(bench.Record.Run.Plan));
    }

    /// <summary>The outage is seen, capacity is prewarmed, and no failover has begun yet.</summary>
    static Bench Confirmed()
    {
        var bench = new Bench();
        bench.TestBench.Lambda.LongestTimeout = TimeSpan.FromSeconds(95);
        bench.Tick();
        bench.DarkenPrimary();
        for (var minute = 0; minute < 10 && bench.Record.Run is null; minute++)
        {
            bench.Pass(TimeSpan.FromMinutes(1));
            bench.Tick();
        }

        return bench;
    }

    static IEnumerable<Fact> History(Bench bench) => bench.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table)
        .Select(item => (string?)item["facts"]?["S"]).OfType<string>().SelectMany(facts => FactJson.Read(facts)!);

    static JsonObject Item(Bench bench) => bench.TestBench.Cloud.DynamoDb.Item(bench.TestBench.Home, HomeEstate.Table, "plan#shop", "record")!;

    static string Pinned(Bench bench) =>
        Parse((string)Item(bench)["body"]!["S"]!).GetProperty("run").GetProperty("plan").GetRawText();

    static void Replace(Bench bench, string found, string with)
    {
        var item = Item(bench).DeepClone().AsObject();
        var body = (string)item["body"]!["S"]!;
        Assert.Contains(found, body, StringComparison.Ordinal);
        item["body"] = new JsonObject { ["S"] = body.Replace(found, with, StringComparison.Ordinal) };
        bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item);
    }

    static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
