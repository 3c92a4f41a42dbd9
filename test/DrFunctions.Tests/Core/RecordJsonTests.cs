using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
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
        return walk.Record with { BlindSince = Walk.Begin, BlindToldAt = Walk.Begin.AddMinutes(10),
            Run = walk.Record.Run! with { HeldSince = Walk.Begin } };
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
    /// The table holds each member under this name and in this order; a member more needs a line in writer, reader and here.
    /// </summary>
    [Fact]
    public void Every_member_is_read_and_written()
    {
        var every = RecordJson.Read(EveryMember, RecordJson.Schema)!;
        AssertAllSet(
            every, every.Down, every.Needed!, every.Pause!, every.Unacted!, every.Shadow!, every.Shadow!.Failovers[0],
                every.Disarmed!, every.Answered!, every.Signals[0], every.Outbox[0], every.Run!, every.Run!.Steps["web"],
                every.Run.Steps["web"].Undo!);
        Assert.Equal(Compact(EveryMember), Compact(RecordJson.Write(every)));
    }

    /// <summary>A record of a version that wrote sentences alone, or facts that only a later version knows.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(""", "becauseFact": { "fact": "from-the-future", "n": 1 }""")]
    [InlineData(""", "becauseFact": { "fact": "no-action" }""")]
    [InlineData(""", "becauseFact": { "fact": "several", "facts": [null] }""")]
    [InlineData(""", "becauseFact": 7""")]
    public void Where_there_is_no_fact_its_sentence_is_quoted(string fact) => Assert.Equal(
        new Quoted("web is stopped"), RecordJson.Read($$"""{ "plan": "shop", "because": "web is stopped"{{fact}} }""", RecordJson.Schema)!.Fact);

    static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    static void AssertAllSet(params object[] parts) => Assert.All(parts, part => Assert.All(part.GetType().GetProperties(), property =>
    {
        var value = property.GetValue(part);
        Assert.True(
            value is not null && !value.Equals(property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null),
            $"{part.GetType().Name}.{property.Name} is not set: give it a value in EveryMember, and a line in RecordWriter and RecordReader");
    }));

    const string EveryMember = """
        { "plan": "shöp \"1\"", "phase": "FailingBack", "phaseSince": "2026-03-14T03:02:21.384+00:00", "because": "no action: b", "becauseFact": { "fact": "no-action", "why": { "fact": "quoted", "text": "b" } }, "lookedAt": "2026-03-14T03:02:21+00:00", "lookUntil": "2026-03-14T03:02:50+00:00",
          "down": { "since": "2026-03-14T03:02:22+00:00", "counted": "00:01:02.5000000", "lastDown": "2026-03-14T03:02:23+00:00", "looks": "DU?", "countedAt": "2026-03-14T03:02:23+00:00" },
          "blindSince": "2026-03-14T03:02:24+00:00", "blindToldAt": "2026-03-14T03:02:25+00:00", "automaticAt": "2026-03-14T03:02:26+00:00", "stoodDownAt": ["2026-03-14T03:02:26+00:00"],
          "upSince": "2026-03-14T03:02:27+00:00", "upSeen": "2026-03-14T03:02:28+00:00", "prewarmedAt": "2026-03-14T03:02:29+00:00", "queued": true, "flapping": true, "remindedTimes": 2,
          "unacted": { "why": "Paused", "since": "2026-03-14T03:02:29+00:00", "toldAt": "2026-03-14T03:02:30+00:00", "told": 3, "upSince": "2026-03-14T03:02:31+00:00", "ackedBy": "eve", "ackedDown": 1 },
          "mode": "Shadow", "shadow": { "since": "2026-03-14T03:02:29+00:00", "reportedAt": "2026-03-14T03:02:29+00:00",
            "failovers": [ { "downAt": "2026-03-14T03:02:29+00:00", "beganAt": "2026-03-14T03:02:29+00:00", "stuck": "s", "wellAt": "2026-03-14T03:02:29+00:00" } ] },
          "needed": { "for": "Stuck", "since": "2026-03-14T03:02:29+00:00", "answeredAt": "2026-03-14T03:02:29+00:00", "escalatedAt": "2026-03-14T03:02:29+00:00" },
          "pause": { "since": "2026-03-14T03:02:29+00:00", "until": "2026-03-14T07:02:29+00:00", "toldAt": "2026-03-14T03:02:29+00:00", "endTold": true }, "asksAfterPause": true,
          "disputedSince": "2026-03-14T03:02:29+00:00", "disputed": true,
          "disarmed": { "by": "ann", "at": "2026-03-14T03:02:30+00:00", "reason": "r" },
          "answered": { "id": "1", "command": "Reject", "by": "bob", "reason": "<&>", "at": "2026-03-14T03:02:31+00:00", "accepted": true, "because": "c declined: r",
            "becauseFact": { "fact": "rejected", "by": "c", "reason": "r" } },
          "seen": [ { "title": "t", "state": "Down", "because": "d", "at": "2026-03-14T03:02:32+00:00", "discount": "NoReferenceAnswers" } ], "seenUp": ["0123456789ab"],
          "wavering": [ { "mark": "0123456789ab", "side": "Down", "changes": ["2026-03-14T03:02:32+00:00"], "looks": 9, "down": 4 } ], "waveringToldAt": "2026-03-14T03:02:32+00:00",
          "run": { "id": "r1", "beganAt": "2026-03-14T03:02:33+00:00", "purpose": "Drill", "orderedBy": "eve", "overridesPause": true, "overridesShadow": true, "disputed": true, "undoing": "Failback",
            "skipsHealth": true, "why": "w ordered it: r", "whyFact": { "fact": "ordered", "by": "w", "reason": "r" },
             "detectedAt": "2026-03-14T03:02:34+00:00", "recoveredAt": "2026-03-14T03:02:35+00:00", "endedAt": "2026-03-14T03:02:36+00:00",
            "backToldAt": "2026-03-14T03:02:37+00:00", "alterations": 2, "stuckSince": "2026-03-14T03:02:38+00:00", "stuckTold": ["web"], "deniedTold": ["api"], "takenOverBy": "eve", "observedAt": "2026-03-14T03:02:38+00:00", "lateToldAt": "2026-03-14T03:02:38+00:00", "drillResult": "all 3 steps were done 1 min after the drill began",
            "drillResultFact": { "fact": "drill-done", "steps": 3, "took": "00:01:00" }, "heldSince": "2026-03-14T03:02:38+00:00", "pausedSince": "2026-03-14T03:02:39+00:00", "stoppedByPause": true,
            "planHash": "ab12", "plan": { "name": "shop", "n": [1, 2.50, true, null] },
            "steps": { "web": { "progress": "Done", "attempts": 2, "readyAt": "2026-03-14T03:02:40+00:00", "refusedAt": "2026-03-14T03:02:41+00:00",
              "startedAt": "2026-03-14T03:02:42+00:00", "doneAt": "2026-03-14T03:02:43+00:00", "verifiedAt": "2026-03-14T03:02:44+00:00", "doubted": true,
              "ledger": { "stopped": ["i-1"] }, "expected": 4, "receipt": "C1", "unsent": true, "ineffective": 1, "carried": true, "extra": 2, "degraded": true, "mayPass": true, "resumed": true,
              "hindered": "00:00:09", "lostAt": "2026-03-14T03:02:45+00:00", "acceptedBy": "eve", "claimed": 2, "answer": "Lost",
              "undo": { "progress": "Failed", "mayPass": true, "attempts": 3, "readyAt": "2026-03-14T03:02:45+00:00", "refusedAt": "2026-03-14T03:02:46+00:00",
                "startedAt": "2026-03-14T03:02:47+00:00", "doneAt": "2026-03-14T03:02:48+00:00", "shared": "C1", "receipt": "C2", "answer": "Given", "expected": "x", "because": "cannot be read: u",
                "becauseFact": { "fact": "not-readable", "because": "u" } }, "because": "s, which may be a stale read",
              "becauseFact": { "fact": "perhaps-stale", "because": "s" } } } },
          "observed": { "api": { "desired": 4 } }, "outbox": [ { "id": "n1", "at": "2026-03-14T03:02:49+00:00", "kind": "Stuck", "subject": "s", "body": "one\ntwo", "command": "dr ack", "channel": "Escalation", "folded": { "Late": 2 } } ],
          "historyCount": 7, "historyHash": "abc" }
        """;

    [Fact]
    public void An_older_record_is_read_and_what_it_lacks_has_its_default()
    {
        var old = RecordJson.Read("""{ "plan": "shop", "phase": "Stuck", "run": { "id": "1", "plan": {} } }""", RecordJson.Schema - 1)!;
        Assert.Equal((Phase.Stuck, "", "", 0L), (old.Phase, old.Because, old.HistoryHash, old.HistoryCount));
        Assert.Equal("", old.Run!.Why);
        Assert.Null(old.SeenUp);
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
