using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Items of the table that somebody else wrote, each by its smallest form: a sentence, and a plan that holds.</summary>
public sealed class HostileTableTests
{
    [Theory]
    [InlineData("""{"at":"9999-12-31T23:59:59.9999999Z","findings":[],"toldAt":null,"told":[]}""")]
    [InlineData("""{"at":"2026-01-15T03:00:00Z","findings":[null],"toldAt":null,"told":[]}""")]
    [InlineData("""{"at":"2026-01-15T03:00:00Z","findings":[],"toldAt":null,"told":[null]}""")]
    [InlineData("""{"at":"2026-01-15T03:00:00Z","findings":[{"step":"web","why":99,"because":"so","looks":1}],"toldAt":null,"told":[]}""")]
    [InlineData("""{"at":"2026-01-15T03:00:00Z","findings":[{"step":"web","why":"Broken","because":"so","looks":2147483647}],"toldAt":null,"told":[]}""")]
    public void A_readiness_that_nobody_wrote_is_not_read(string body) => Assert.Null(ReadinessJson.Read(body));

    [Theory]
    [InlineData("""{"begun":{},"queue":{"bank":null}}""")]
    [InlineData("""{"begun":{},"queue":{"bank":{"primary":"us-east-1","since":"2026-01-15T03:00:00Z","alarms":[null]}}}""")]
    public void Failovers_of_all_plans_that_nobody_wrote_are_not_read(string body) => Assert.Null(RegionFailoversJson.Read(body));

    /// <summary>One look of the year 9999 would keep the plan from being looked at ever again.</summary>
    [Fact]
    public void A_readiness_of_a_time_to_come_is_looked_at_anew()
    {
        using var bench = new Bench();
        Put(bench, "plan#shop", "readiness", ("version", "N", "7"), ("body", "S", """{"at":"2999-01-15T03:00:00Z","findings":[],"toldAt":null,"told":[]}"""));

        for (var minute = 0; minute < 7; minute++)
        {
            bench.Tick();
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        var body = (string)bench.TestBench.Cloud.DynamoDb.Item(bench.TestBench.Home, HomeEstate.Table, "plan#shop", "readiness")!["body"]!["S"]!;
        Assert.Equal(2026, ReadinessJson.Read(body)!.At.Year);
    }

    [Theory]
    [InlineData("plan#", "runId", "S", "R1")]
    [InlineData("x", "runId", "S", "R1")]
    [InlineData("plan#bank\nERROR forged", "runId", "S", "R1")]
    [InlineData("plan#bank", "runId", "N", "1")]
    [InlineData("plan#bank", "other", "S", "R1")]
    public void A_damaged_claim_leaves_its_step_out_so_that_the_undo_waits(string sk, string name, string type, string value)
    {
        using var bench = new Bench();
        var step = bench.Estate.Plan.Step("web");
        Put(bench, $"claim#ec2-start#{step.Resources.Single()}", sk, (name, type, value));

        var holders = Holders(bench);

        Assert.DoesNotContain("web", holders.Keys);
    }

    /// <summary>A record that is stored compressed is one like others.</summary>
    [Fact]
    public void A_plan_whose_record_is_compressed_keeps_its_claims()
    {
        using var bench = new Bench();
        var much = JsonDocument.Parse($"\"{string.Concat(Enumerable.Range(0, 80_000).Select(number => $"{number * 7919 % 65536:x4} "))}\"").RootElement;
        var (body, schema) = RecordBody.Write(new DrFunctions.Core.Records.Record
        {
            Plan = "bank",
            Phase = Phase.Recovered,
            Run = new Run { Id = "R1", Plan = JsonDocument.Parse("{}").RootElement },
            Baseline = new(StringComparer.Ordinal) { ["api"] = much },
        });
        Put(bench, "plan#bank", "record", ("version", "N", "1"), ("owner", "S", "me"), ("schema", "N", $"{schema}"), ("body", "S", body));
        Put(bench, $"claim#ec2-start#{bench.Estate.Plan.Step("web").Resources.Single()}", "plan#bank", ("runId", "S", "R1"));

        var holder = Assert.Single(Holders(bench)["web"]);

        Assert.NotEqual(RecordJson.Schema, schema);
        Assert.Equal(("bank", "R1", true), (holder.Plan, holder.Run, holder.Holds));
    }

    [Theory]
    [InlineData("""{"plan":"shop","moves":true,"toldAt":null,"waiting":[null]}""")]
    [InlineData("""{"plan":"shop","moves":true,"toldAt":null,"waiting":[{"plan":"shop","id":"1","at":"2026-01-15T03:00:00Z","kind":99,"subject":"s","command":null,"channel":"Everybody"}]}""")]
    [InlineData("""{"plan":"shop\nERROR","moves":true,"toldAt":null,"waiting":[]}""")]
    public void An_entry_of_the_board_that_nobody_wrote_is_not_read(string body) => Assert.Null(NoticeBoardJson.ReadPlan(body));

    /// <summary>Behind a full page may be a claim that counts.</summary>
    [Fact]
    public void More_claims_than_a_page_are_taken_for_unreadable()
    {
        using var bench = new Bench();
        var step = bench.Estate.Plan.Step("web");
        foreach (var number in Enumerable.Range(0, 4))
        {
            Put(bench, $"claim#ec2-start#{step.Resources.Single()}", $"plan#p{number}", ("runId", "S", "R1"), ("much", "S", new string('x', 350_000)));
        }

        Assert.DoesNotContain("web", Holders(bench).Keys);
    }

    [Theory]
    [Trait("about", "text")]
    [InlineData("history#x", "at", "S", "2026-01-15T03:00:00Z")]
    [InlineData("history#00000000000000000001", "at", "S", "yesterday")]
    [InlineData("history#00000000000000000001", "at", "N", "1")]
    [InlineData("history#00000000000000000001", "hash", "S", "00")]
    public void A_damaged_entry_of_the_history_is_shown_as_that(string sk, string name, string type, string value)
    {
        using var bench = new Bench();
        Put(bench, "plan#shop", sk, (name, type, value));

        var entry = Assert.Single(Ask(bench, store => store.HistoryAsync("shop", 10, CancellationToken.None)));

        Assert.Contains("this entry of the history is damaged", entry.Text, StringComparison.Ordinal);
    }

    /// <summary>The keys before the record's are read with it, and a page has 1 MiB.</summary>
    [Fact]
    [Trait("about", "text")]
    public void Items_that_fill_the_page_before_the_record_hold_the_plan_with_a_sentence()
    {
        using var bench = new Bench();
        bench.Tick();
        foreach (var sk in (string[])["pause", "pause1", "readiness", "readiness1"])
        {
            Put(bench, "plan#shop", sk, ("until", "S", "2026-01-01T00:00:00Z"), ("much", "S", new string('x', 350_000)));
        }

        bench.DarkenPrimary();
        var result = bench.Tick();

        Assert.Contains("fills a page", result.Because, StringComparison.Ordinal);
        Assert.Null(FuzzResult.OfSentence(result.Because));
        Assert.Empty(bench.Changes);
    }

    static IReadOnlyDictionary<string, IReadOnlyList<Holder>> Holders(Bench bench)
    {
        return Ask(bench, store => store.Claims.HoldersAsync("shop", [bench.Estate.Plan.Step("web")], CancellationToken.None));
    }

    static T Ask<T>(Bench bench, Func<RecordStore, Task<T>> ask)
    {
        using var aws = TableTarget.ClientsOf(bench.TestBench.Cloud);
        return ask(new RecordStore(aws, new Calls(bench.TestBench.Clock), bench.TestBench.Home, HomeEstate.Table)).GetAwaiter().GetResult();
    }

    static void Put(Bench bench, string pk, string sk, params IReadOnlyList<(string Name, string Type, string Value)> attributes)
    {
        var item = new JsonObject { ["pk"] = new JsonObject { ["S"] = pk }, ["sk"] = new JsonObject { ["S"] = sk } };
        foreach (var (name, type, value) in attributes)
        {
            item[name] = new JsonObject { [type] = value };
        }

        bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item);
    }
}
