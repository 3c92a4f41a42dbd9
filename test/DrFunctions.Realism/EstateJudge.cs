using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DrFunctions.Core.Records;

namespace DrFunctions.Realism;

/// <summary>
/// What must hold for an estate after a failover, whatever happened during it; read from moto's state and from the calls that reached moto.
/// </summary>
static class EstateJudge
{
    /// <summary>Everything except the state of the resources, which depends on the plan.</summary>
    public static async Task<JsonNode> RecoveredAsync(Estate estate, JsonNode before)
    {
        var after = await estate.StateAsync();
        Assert.Equal(before["primary"]!.ToJsonString(), after["primary"]!.ToJsonString());
        Assert.All(estate.Calls.Changes, call => Assert.NotEqual(estate.Plan.Primary, call.Region));
        Recorded(after["items"]!.AsArray(), "Recovered");
        Told(after, NoticeKind.FailingOver);
        Told(after, NoticeKind.Recovered);
        OnlyAfterSaves(estate.Calls);
        OnlyAfterGoodChecks(estate);
        return after;
    }

    /// <summary>For the shop's own plan: every change happened once, and the standby serves.</summary>
    public static async Task ShopRecoveredAsync(Estate estate, JsonNode before)
    {
        var after = await RecoveredAsync(estate, before);
        var world = after["world"]!;
        Assert.Equal("running", Text(world["instances"]!, estate.Instances[0]));
        Assert.Equal("stopped", Text(world["instances"]!, estate.Instances[1]));
        Assert.Equal("""{"desiredCount":4,"runningCount":4}""", world["service"]!.ToJsonString());
        Assert.Equal("""{"MaxCapacity":4,"MinCapacity":4}""", world["bounds"]!.ToJsonString());
        Assert.Equal("primary 0, standby 100", Weights(world));
        Assert.Matches("^\"shop [^ \"]+ 1\"$", Text(after["epochs"]!, "_drfunctions.shop.example.com."));

        // moto's reads never lag, so a process that reads after a change sees it and does not repeat it.
        Assert.Single(estate.Calls.Effects("StartInstances"));
        Assert.Single(estate.Calls.Effects("UpdateService"));
        Assert.Single(estate.Calls.Effects("ChangeResourceRecordSets"));
        Assert.Empty(estate.Calls.Effects("StopInstances"));
    }

    /// <summary>People were notified of why they are needed, and nothing was changed that should not be.</summary>
    public static async Task StuckAsync(Estate estate, JsonNode before)
    {
        var after = await estate.StateAsync();
        Assert.Equal(before["primary"]!.ToJsonString(), after["primary"]!.ToJsonString());
        Recorded(after["items"]!.AsArray(), "Stuck");
        Told(after, NoticeKind.Stuck);
        OnlyAfterSaves(estate.Calls);
        OnlyAfterGoodChecks(estate);
    }

    public static string Weights(JsonNode world) => string.Join(", ", world["records"]!.AsArray().Where(record => Text(record!, "Name") == "shop.example.com.")
        .Select(record => $"{Text(record!, "SetIdentifier")} {record!["Weight"]}").Order(StringComparer.Ordinal));

    public static JsonNode Record(JsonArray items) => items.Single(item => Of(item!, "sk") == "record")!;

    public static JsonNode Body(JsonNode record) => JsonNode.Parse(Of(record, "body"))!;

    /// <summary>
    /// The run has ended, every notice is published, and each entry of the history contains the hash of the one before it.
    /// </summary>
    public static void Recorded(JsonArray items, string phase)
    {
        var body = Body(Record(items));
        Assert.Equal(phase, Text(body, "phase"), ignoreCase: true);
        Assert.Empty(body["outbox"]?.AsArray() ?? []);
        var hash = "";
        var history = items.Where(item => Of(item!, "sk").StartsWith("history#", StringComparison.Ordinal)).ToList();
        foreach (var (index, entry) in history.Index())
        {
            Assert.Equal($"history#{index + 1:D20}", Of(entry!, "sk"));

            // Versions before facts kept sentences.
            var said = Of(entry!, entry!["facts"] is null ? "text" : "facts");
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash}\n{index + 1}\n{Of(entry!, "at")}\n{said}")));
            Assert.Equal(hash, Of(entry!, "hash"));
        }

        Assert.True(history.Count >= 4, $"The history has {history.Count} entries.");
        Assert.Equal(hash, Text(body, "historyHash"));
    }

    /// <summary>People were notified at least once: a process that dies right after publishing cannot record that it has.</summary>
    public static void Told(JsonNode state, NoticeKind kind) =>
        Assert.Contains(state["notices"]!.AsArray(), notice => Text(notice!, "kind") == kind.Word());

    public static string Text(JsonNode node, string name) => PublishedFunctions.Text(node, name);

    /// <summary>S10: every change comes after a save, and there is a save between two checks that change something.</summary>
    static void OnlyAfterSaves(CallLog calls)
    {
        var saves = calls.Effects("PutItem", "TransactWriteItems");
        Assert.All(
            calls.Changes, change =>
                Assert.Contains(saves, save => save.Order < change.Order && change.At - save.At < TimeSpan.FromSeconds(8)));
    }

    /// <summary>S1: users are moved only after the http-check has just had as many good answers as the step asks.</summary>
    static void OnlyAfterGoodChecks(Estate estate) =>
        Assert.All(estate.Calls.Effects("ChangeResourceRecordSets", "PutMetricData"), change =>
            Assert.True(estate.Doors.Good.Count(good => good < change.At && change.At - good < TimeSpan.FromSeconds(60)) >= 3, $"Users were moved unchecked: {change}"));

    /// <summary>A text attribute of an item.</summary>
    public static string Of(JsonNode item, string name) => Text(item[name]!, "S");
}
