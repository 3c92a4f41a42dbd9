using System.Text.Json;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

public class RecordJsonTests
{
    static Record Full()
    {
        using var ledger = JsonDocument.Parse("""{ "stopped": { "i-1": "by hand" } }""");
        var walk = new Walk();
        walk.Steps["web"] = StepReading.NotStarted("web is stopped", ledger.RootElement.Clone());
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
