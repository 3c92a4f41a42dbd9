using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Tests.Store;

/// <summary>
/// Tables as earlier versions wrote them, in each phase: what comes after reads them, carries them on to their end, and shows their
/// history. Those without a folder kept sentences instead of facts. Those of <c>facts</c> keep facts; those of <c>resuming</c> know claims,
/// degraded capacity and runs that go on by themselves.
/// </summary>
public sealed class EarlierRecordsTests
{
    [Theory]
    [InlineData("Watching", false, "operator-failover.json", Phase.Recovered)]
    [InlineData("Confirming", true, null, Phase.Recovered)]
    [InlineData("AwaitingApproval", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("Queued", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("Requested", true, null, Phase.Declined)]
    [InlineData("Declined", false, null, Phase.Watching)]
    [InlineData("Recovering", true, null, Phase.Recovered)]
    [InlineData("Recovered", false, "operator-failback.json", Phase.Watching)]
    [InlineData("FailingBack", false, null, Phase.Watching)]
    [InlineData("Drilling", false, null, Phase.Watching)]
    [InlineData("Stuck", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("facts/Watching", true, null, Phase.Recovered)]
    [InlineData("facts/Confirming", true, null, Phase.Recovered)]
    [InlineData("facts/AwaitingApproval", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("facts/Queued", true, null, Phase.Recovered)]
    [InlineData("facts/Declined", false, null, Phase.Watching)]
    [InlineData("facts/Recovering", true, null, Phase.Recovered)]
    [InlineData("facts/Paused", true, "operator-resume.json", Phase.Recovered)]
    [InlineData("facts/Recovered", false, "operator-failback.json", Phase.Watching)]
    [InlineData("facts/Disarmed", true, "operator-reset.json", Phase.Recovered)]
    [InlineData("facts/FailingBack", false, null, Phase.Watching)]
    [InlineData("facts/Drilling", false, null, Phase.Watching)]
    [InlineData("facts/Stuck", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("resuming/Watching", true, null, Phase.Recovered)]
    [InlineData("resuming/Confirming", true, null, Phase.Recovered)]
    [InlineData("resuming/Prewarming", true, null, Phase.Recovered)]
    [InlineData("resuming/AwaitingApproval", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("resuming/Reminded", true, null, Phase.Declined)]
    [InlineData("resuming/Queued", true, null, Phase.Recovered)]
    [InlineData("resuming/Declined", false, null, Phase.Watching)]
    [InlineData("resuming/Recovering", true, null, Phase.Recovered)]
    [InlineData("resuming/Paused", true, "operator-resume.json", Phase.Recovered)]
    [InlineData("resuming/Recovered", false, "operator-failback.json", Phase.Watching)]
    [InlineData("resuming/Disarmed", true, "operator-reset.json", Phase.Recovered)]
    [InlineData("resuming/FailingBack", false, null, Phase.Watching)]
    [InlineData("resuming/Drilling", false, null, Phase.Watching)]
    [InlineData("resuming/Stuck", true, "operator-approve.json", Phase.Recovered)]
    [InlineData("resuming/StuckForNow", true, null, Phase.Recovered)]
    [InlineData("resuming/Resumed", true, null, Phase.Recovered)]
    [InlineData("resuming/Degraded", true, null, Phase.Recovered)]
    public void A_record_is_carried_on_to_its_end(string name, bool isDark, string? command, Phase end)
    {
        var table = JsonNode.Parse(Files.ReadText($"test/DrFunctions.Tests/Store/Fixtures/{name}.json"))!;
        var old = table["items"]!.AsArray().Select(item => item!.AsObject()).ToList();
        using var bench = new Bench(FixtureTests.PlanOf(Path.GetFileName(name)));
        bench.Pass((DateTimeOffset)table["at"]! - bench.TestBench.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        if (isDark)
        {
            // Not sooner: an alarm would wake the functions before they have the old table.
            bench.DarkenPrimary();
        }

        old.ForEach(item => bench.TestBench.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item.DeepClone().AsObject()));
        var (begun, phase) = (bench.Record.HistoryCount, bench.Record.Phase);
        bench.TestBench.StartSchedule();
        if (command is not null)
        {
            // A failback waits until the primary has been healthy for five minutes.
            bench.Pass(TimeSpan.FromMinutes(phase == Phase.Recovered ? 7 : 0.5));
            bench.TestBench.Run(() => bench.TestBench.InvokeAsync(Bench.Operator, Files.Event(command)));
        }

        for (var minute = 0; minute < 75 && bench.Record.Phase != end; minute++)
        {
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.True(bench.Record.Phase == end, bench.Record.Because);
        AssertHistory(bench, old, begun);
    }

    /// <summary>The chain of hashes runs from the first old entry to the newest new one, and the old entries say what they said.</summary>
    static void AssertHistory(Bench bench, IReadOnlyList<JsonObject> old, long begun)
    {
        using var shelf = new Shelf();
        var items = bench.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table).Where(item => IsHistory(item)).ToList();
        items.ForEach(item => shelf.Cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, item.DeepClone().AsObject()));
        var history = shelf.Run(() => shelf.Store.HistoryAsync("shop", 1_000, CancellationToken.None)).Reverse().ToList();
        Assert.True(history.Count > begun, "nothing was added to the history");
        Assert.Equal(old.Where(IsHistory).Select(item => (string)item["hash"]!["S"]!), history.Take((int)begun).Select(entry => entry.Hash));
        var texts = old.Where(item => IsHistory(item) && item.ContainsKey("text")).Select(item => (string)item["text"]!["S"]!).ToList();
        Assert.Equal(texts, history.Take(texts.Count).Select(entry => Assert.IsType<Quoted>(Assert.Single(entry.Facts)).Text));
        var hash = "";
        Assert.All(history, entry => Assert.Equal(hash = HistoryEntry.HashOf(hash, entry.Number, entry.At, entry.Body), entry.Hash));
        Assert.Equal((bench.Record.HistoryCount, bench.Record.HistoryHash), (history.Count, hash));
    }

    static bool IsHistory(JsonObject item) => ((string)item["sk"]!["S"]!).StartsWith("history#", StringComparison.Ordinal);
}
