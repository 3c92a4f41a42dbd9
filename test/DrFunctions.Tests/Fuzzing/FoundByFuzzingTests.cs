using System.Text;
using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Tests.Core;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>What fuzzing has found, each by its smallest input.</summary>
public sealed class FoundByFuzzingTests
{
    const string Shop = """{ "name": "shop", "primary": "ap-southeast-1", "standby": "ap-northeast-1", "trigger": { "signals": [ { "probe": "https://a/" } ] }, "steps": [] }""";

    [Theory]
    [InlineData(Reader.Alarm, """{"Records":[{"Sns":{"Message":"{\"AlarmName\":\"\\ud800\",\"AlarmArn\":\"a:b:cloudwatch:c\",\"NewStateValue\":\"OK\"}"}}]}""", "the SNS message is not JSON")]
    [InlineData(Reader.Alarm, """{"Records":[{"Sns":{"Message":"{\"AlarmName\":\"a\\nb\",\"AlarmArn\":\"a:b:cloudwatch:c\",\"NewStateValue\":\"OK\"}"}}]}""", "no plan names the alarm a\\u000ab of c")]
    [InlineData(Reader.Alarm, "{\"Records\":tru\n2026-01-15 ERROR forged", "the event is not of the form")]
    [InlineData(Reader.Alarm, """{"Records":[{},{},{},{},{},{},{},{},{},{},{}]}""", "the event holds more than 10 records")]
    [InlineData(Reader.Watch, """{"detail-type":"ECS Service Action","detail":{"instance-id":"\ud800"}}""", "the event is not of the form that this function takes (it contains text that is not valid Unicode)")]
    [InlineData(Reader.Watch, """{"detail-type":"a\nb"}""", "an event of type \"a\\u000ab\" is unknown")]
    [InlineData(Reader.Watch, """{"detail-type":"ECS Service Action","resources":["a/b\u202ec"]}""", "no plan names b\\u202ec")]
    [InlineData(Reader.Operator, """{"\ud800":1,"a":2}""", "the event contains text that is not valid Unicode")]
    [InlineData(Reader.Operator, """{"a\nb":1}""", "Unknown member \"a\\u000ab\" of a command")]
    [InlineData(Reader.Operator, """{"command":"pause","by":"ann\u2028ERROR","reason":"so"}""", "by must be one line")]
    public void An_event_gets_one_readable_sentence(Reader reader, string json, string because)
    {
        using var bench = new Bench();

        var result = Assert.Single(bench.Invoke($"{reader}Function", json));

        Assert.StartsWith(because, result.Because, StringComparison.Ordinal);
        Assert.Null(FuzzResult.OfSentence(result.Because));
    }

    [Theory]
    [InlineData(Reader.Alarm, "{\"Records\":[{}")]
    [InlineData(Reader.Watch, "{\"detail-type\":\"Scheduled Event\",\"detail\":[{}")]
    public void An_event_larger_than_AWS_sends_is_refused_before_it_is_parsed(Reader reader, string begins)
    {
        using var target = new EventTarget();
        var bytes = Encoding.UTF8.GetBytes($"{begins}{new StringBuilder().Insert(0, ",{}", 2_000_000)}]}}");

        var judged = target.Run(reader, bytes);

        Assert.Equal((false, null), (judged.Accepted, judged.Wrong));
        Assert.InRange(judged.Allocated, 0, 4 << 20);
    }

    [Fact]
    public void A_thousand_mistakes_are_told_as_a_hundred()
    {
        var mistakes = Files.Kinds.Read(
            "plan.json", Shop.Replace("\"steps\"", string.Concat(Enumerable.Range(0, 1_000).Select(_ => "\"a\": 1,\n")) + "\"steps\"", StringComparison.Ordinal)).Mistakes;

        Assert.Equal(101, mistakes.Count);
        Assert.Equal("… and 901 more mistakes, up to this line; repair those above first.", mistakes.MaxBy(mistake => mistake.Line)!.Sentence);
    }

    [Theory]
    [InlineData("alarm", "\"shop\\nERROR forged\"", "trigger.signals[0].alarm must be one line, without control characters.")]
    [InlineData("alarm", "\"shop\\u202egnp\"", "trigger.signals[0].alarm must be one line, without control characters.")]
    [InlineData("a\\nb", "1", "trigger.signals[0].a\\u000ab is not a known member here")]
    public void A_plan_cannot_write_a_second_line(string name, string value, string sentence) =>
        Assert.Contains(
            Files.Kinds.Read("plan.json", Shop.Replace("\"probe\": \"https://a/\"", $"\"region\": \"us-east-1\", \"{name}\": {value}", StringComparison.Ordinal)).Mistakes,
            mistake => mistake.Sentence.StartsWith(sentence, StringComparison.Ordinal));

    [Fact]
    public void A_long_text_is_not_repeated_whole() =>
        Assert.All(
            Files.Kinds.Read("plan.json", Shop.Replace("\"name\"", $"\"strategy\": \"{new string('x', 100_000)}\", \"name\"", StringComparison.Ordinal)).Mistakes,
            mistake => Assert.Null(FuzzResult.OfSentence(mistake.Sentence)));

    [Fact]
    public void A_file_of_gigabytes_is_not_read()
    {
        using var folder = new PlansFolder(_ => { });
        var path = Path.Combine(folder.Path, "huge.json");
        using (var file = File.Create(path))
        {
            file.SetLength(8L << 30);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var mistake = Assert.Single(PlanFolder.ReadFile(path, Files.Kinds).Mistakes);

        Assert.Equal(LocatedJson.TooLarge, mistake.Sentence);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData("""{ "plan": null }""")]
    [InlineData("""{ "plan": "shop", "phase": 77 }""")]
    [InlineData("""{ "plan": "shop", "phase": "Recovering" }""")]
    [InlineData("""{ "plan": "shop", "seen": [null] }""")]
    [InlineData("""{ "plan": "shop", "outbox": [null] }""")]
    [InlineData("""{ "plan": "shop", "run": { "id": "1", "plan": null } }""")]
    [InlineData("""{ "plan": "shop", "run": { "id": "1", "plan": {}, "steps": { "web": null } } }""")]
    [InlineData("""{ "plan": "shop", "run": { "id": "1", "plan": {}, "steps": { "web": { "progress": 7 } } } }""")]
    [InlineData("""{ "plan": "shop", "run": { "id": "1", "plan": {}, "steps": { "web": { "progress": "Done" } } } }""")]
    [InlineData("""{ "plan": "shop", "observed": { "web": "\ud800" } }""")]
    [InlineData("""{ "plan": "shop", "run": { "id": "1", "plan": { "a": "\ud800" } } }""")]
    public void A_record_that_does_not_hold_together_is_not_read(string body) => Assert.Null(RecordJson.Read(body, RecordJson.Schema));

    [Trait("about", "text")]
    [Theory]
    [InlineData("record", """{ "body":{"S":"{}"} }""", "the record of shop is damaged: it lacks its version, schema, owner or body")]
    [InlineData("record", """{ "version":{"N":"1"},"schema":{"N":"1"},"owner":{"S":"me"},"body":{"S":"{}"} }""", "the record of shop is damaged: its body cannot be read")]
    [InlineData("record", """{ "version":{"N":"1"},"schema":{"N":"1"},"owner":{"S":"me"},"body":{"S":"{\"plan\":\"bank\"}"} }""", "the record of shop is damaged: it is that of another plan")]
    [InlineData("pause", """{ "by":{"S":"ann\nERROR forged"} }""", "no action: paused (by ann\\u000aERROR forged)")]
    public void A_damaged_item_gets_a_sentence_and_nothing_is_done(string sk, string attributes, string because)
    {
        using var bench = new Bench();
        var item = JsonNode.Parse(attributes)!.AsObject();
        item["pk"] = new JsonObject { ["S"] = "plan#shop" };
        item["sk"] = new JsonObject { ["S"] = sk };
        bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item);
        bench.DarkenPrimary();

        var result = bench.Tick();

        Assert.Contains(because, result.Because, StringComparison.Ordinal);
        Assert.Null(FuzzResult.OfSentence(result.Because));
        Assert.Empty(bench.Changes);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_record_cannot_bring_a_second_line_into_a_decision()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        var forged = walk.Of("web") with { Fact = new Quoted("a\r\n2026-01-15T03:00:00Z ERROR shop: forged") };
        walk.Record = walk.Record with { Run = walk.Record.Run! with { Steps = walk.Record.Run!.Steps.SetItem("web", forged) } };
        walk.Steps["web"] = StepObservation.Unknown(forged.Because);

        var decision = walk.Look();

        Assert.Contains("a\\u000d\\u000a2026", decision.Because, StringComparison.Ordinal);
        Assert.Null(FuzzResult.OfSentence(decision.Because));
    }
}
