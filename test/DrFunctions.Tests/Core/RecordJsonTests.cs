using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

public class RecordJsonTests
{
    static Record Full()
    {
        using var ledger = JsonDocument.Parse("""{ "stopped": { "i-1": "by hand" } }""");
        var walk = new Walk();
        walk.Steps["web"] = StepObservation.NotStarted("web is stopped", ledger.RootElement.Clone());
        walk.Recovering().LookFor(6);
        return walk.Record with { BlindSince = Walk.Begin, BlindToldAt = Walk.Begin.AddMinutes(10), Run = walk.Record.Run! with { HeldSince = Walk.Begin } };
    }

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        var json = RecordJson.Write(Full());
        var back = RecordJson.Read(json, RecordJson.Schema);
        Assert.NotNull(back);
        Assert.Equal(json, RecordJson.Write(back));
        Assert.Equal(Phase.Recovering, back.Phase);
        Assert.Equal("by hand", back.Run!.Steps["web"].Ledger!.Value.GetProperty("stopped").GetProperty("i-1").GetString());
        Assert.Equal("shop", back.Run.Plan.GetProperty("name").GetString());
        Assert.Single(back.Outbox);
    }

    [Fact]
    public void A_new_record_comes_back_as_well()
    {
        var json = RecordJson.Write(new Record { Plan = "shop" });
        Assert.Equal(json, RecordJson.Write(RecordJson.Read(json, RecordJson.Schema)!));
    }

    /// <summary>
    /// The record writer gives the same JSON as the generated serializer that wrote the first records, member by member and in order.
    /// </summary>
    [Fact]
    public void It_is_written_and_read_as_the_serializer_of_dotnet_would()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { UnderTheNamesInTheTable } },
        };
        var every = JsonSerializer.Deserialize<Record>(EveryMember, options)!;
        AssertAllSet(every, every.Down, every.Disarmed!, every.Answered!, every.Signals[0], every.Outbox[0], every.Run!, every.Run!.Steps["web"], every.Run.Steps["web"].Undo!);
        foreach (var record in new[] { every, Full(), new Record { Plan = "shop" } })
        {
            var json = JsonSerializer.Serialize(record, options);
            Assert.Equal(json, RecordJson.Write(record));
            Assert.Equal(json, JsonSerializer.Serialize(RecordJson.Read(json, RecordJson.Schema), options));
        }
    }

    /// <summary>Members that have other names in the code than in the tables that are out there.</summary>
    static void UnderTheNamesInTheTable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(_ => type.Type == typeof(Record)))
        {
            property.Name = property.Name switch { "signals" => "seen", "baseline" => "observed", var name => name };
        }
    }

    static void AssertAllSet(params object[] parts) => Assert.All(parts, part => Assert.All(part.GetType().GetProperties(), property =>
    {
        var value = property.GetValue(part);
        Assert.True(value is not null && !value.Equals(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null),
            $"{part.GetType().Name}.{property.Name} is not set: give it a value in EveryMember, and a line in RecordWriter and RecordReader");
    }));

    const string EveryMember = """
        { "plan": "shöp \"1\"", "phase": "FailingBack", "phaseSince": "2026-03-14T03:02:21.384+00:00", "because": "b", "lookedAt": "2026-03-14T03:02:21Z",
          "down": { "since": "2026-03-14T03:02:22Z", "counted": "00:01:02.5000000", "lastDown": "2026-03-14T03:02:23Z" },
          "blindSince": "2026-03-14T03:02:24Z", "blindToldAt": "2026-03-14T03:02:25Z", "automaticAt": "2026-03-14T03:02:26Z",
          "upSince": "2026-03-14T03:02:27Z", "upSeen": "2026-03-14T03:02:28Z", "prewarmedAt": "2026-03-14T03:02:29Z", "queued": true,
          "disarmed": { "by": "ann", "at": "2026-03-14T03:02:30Z", "reason": "r" },
          "answered": { "id": "1", "command": "Reject", "by": "bob", "reason": "<&>", "at": "2026-03-14T03:02:31Z", "accepted": true, "because": "c" },
          "seen": [ { "title": "t", "state": "Down", "because": "d", "at": "2026-03-14T03:02:32Z" } ],
          "run": { "id": "r1", "beganAt": "2026-03-14T03:02:33Z", "purpose": "Drill", "orderedBy": "eve", "overridesPause": true, "undoing": "Failback",
            "skipsHealth": true, "why": "w", "detectedAt": "2026-03-14T03:02:34Z", "recoveredAt": "2026-03-14T03:02:35Z", "endedAt": "2026-03-14T03:02:36Z",
            "backToldAt": "2026-03-14T03:02:37Z", "drillResult": "fine", "heldSince": "2026-03-14T03:02:38Z", "pausedSince": "2026-03-14T03:02:39Z",
            "plan": { "name": "shop", "n": [1, 2.50, true, null] },
            "steps": { "web": { "progress": "Done", "attempts": 2, "readyAt": "2026-03-14T03:02:40Z", "refusedAt": "2026-03-14T03:02:41Z",
              "startedAt": "2026-03-14T03:02:42Z", "doneAt": "2026-03-14T03:02:43Z", "verifiedAt": "2026-03-14T03:02:44Z", "doubted": true,
              "ledger": { "stopped": ["i-1"] }, "expected": 4, "receipt": "C1", "unsent": true, "ineffective": 1, "carried": true,
              "undo": { "progress": "Failed", "attempts": 3, "readyAt": "2026-03-14T03:02:45Z", "refusedAt": "2026-03-14T03:02:46Z",
                "startedAt": "2026-03-14T03:02:47Z", "doneAt": "2026-03-14T03:02:48Z", "receipt": "C2", "expected": "x", "because": "u" }, "because": "s" } } },
          "observed": { "api": { "desired": 4 } }, "outbox": [ { "id": "n1", "at": "2026-03-14T03:02:49Z", "subject": "s", "body": "one\ntwo" } ],
          "historyCount": 7, "historyHash": "abc" }
        """;

    [Fact]
    public void An_older_record_is_read_and_what_it_lacks_has_its_default()
    {
        var old = RecordJson.Read("""{ "plan": "shop", "phase": "Stuck", "run": { "id": "1", "plan": {} } }""", RecordJson.Schema - 1)!;
        Assert.Equal((Phase.Stuck, "", "", 0L), (old.Phase, old.Because, old.HistoryHash, old.HistoryCount));
        Assert.Equal("", old.Run!.Why);
        Assert.Equal((0, 0, TimeSpan.Zero), (old.Outbox.Count, old.Run.Steps.Count, old.Down.Counted));
        Assert.Equal("", RecordJson.Read("""{ "plan": "shop", "run": { "id": "1", "plan": {}, "steps": { "web": {} } } }""", 0)!.Run!.Steps["web"].Because);
    }

    [Theory]
    [InlineData("""{ "plan": "shop", "phase": "Levitating" }""")]
    [InlineData("""{ "phase": "Watching" }""")]
    [InlineData("""{ "plan": "shop" """)]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("")]
    public void What_is_no_record_is_not_read(string body) => Assert.Null(RecordJson.Read(body, RecordJson.Schema));

    [Fact]
    public void A_record_of_a_newer_version_is_not_read() =>
        Assert.Null(RecordJson.Read(RecordJson.Write(new Record { Plan = "shop" }), RecordJson.Schema + 1));
}
