using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DrFunctions.Realism;

/// <summary>What must hold of an estate after a failover, whatever happened on the way: read from moto's state and from the calls that reached it.</summary>
static class EstateJudge
{
    /// <summary>All but the way the world looks, which depends on the plan.</summary>
    public static async Task<JsonNode> RecoveredAsync(Estate estate, JsonNode before)
    {
        var after = await estate.StateAsync();
        Assert.Equal(before["primary"]!.ToJsonString(), after["primary"]!.ToJsonString());
        Assert.All(estate.Calls.Changes, call => Assert.NotEqual(estate.Plan.Primary, call.Region));
        Recorded(after["items"]!.AsArray(), "Recovered");
        Told(after, "[DrFunctions] shop: failing over to ap-northeast-1");
        Told(after, "[DrFunctions] shop: RECOVERED in ap-northeast-1 after ");
        OnlyAfterSaves(estate.Calls);
        OnlyAfterGoodChecks(estate);
        return after;
    }

    /// <summary>The shop's own plan: everything happened once, and serves.</summary>
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

        // moto's reads never lag: whoever looks after a change sees it, and does not make it again.
        Assert.Single(estate.Calls.Effects("StartInstances"));
        Assert.Single(estate.Calls.Effects("UpdateService"));
        Assert.Single(estate.Calls.Effects("ChangeResourceRecordSets"));
        Assert.Empty(estate.Calls.Effects("StopInstances"));
    }

    /// <summary>A person was told what for, and nothing was changed that should not be.</summary>
    public static async Task StuckAsync(Estate estate, JsonNode before)
    {
        var after = await estate.StateAsync();
        Assert.Equal(before["primary"]!.ToJsonString(), after["primary"]!.ToJsonString());
        Recorded(after["items"]!.AsArray(), "Stuck");
        Told(after, "[DrFunctions] shop: STUCK");
        OnlyAfterSaves(estate.Calls);
        OnlyAfterGoodChecks(estate);
    }

    public static string Weights(JsonNode world) => string.Join(", ", world["records"]!.AsArray().Where(record => Text(record!, "Name") == "shop.example.com.")
        .Select(record => $"{Text(record!, "SetIdentifier")} {record!["Weight"]}").Order(StringComparer.Ordinal));

    public static JsonNode Record(JsonArray items) => items.Single(item => Of(item!, "sk") == "record")!;

    public static JsonNode Body(JsonNode record) => JsonNode.Parse(Of(record, "body"))!;

    /// <summary>The record rests with all told, and each entry of the history proves the one before it.</summary>
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
            hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{hash}\n{index + 1}\n{Of(entry!, "at")}\n{Of(entry!, "text")}")));
            Assert.Equal(hash, Of(entry!, "hash"));
        }

        Assert.True(history.Count >= 4, $"The history has {history.Count} entries.");
        Assert.Equal(hash, Text(body, "historyHash"));
    }

    /// <summary>Told at least once: a process that dies right after publishing cannot know that it has.</summary>
    public static void Told(JsonNode state, string subject) =>
        Assert.Contains(state["notices"]!.AsArray(), notice => Text(notice!, "subject").StartsWith(subject, StringComparison.Ordinal));

    public static string Text(JsonNode node, string name) => PublishedFunctions.Text(node, name);

    /// <summary>S10: what changes something comes after a save, and there is a save between two looks that change something.</summary>
    static void OnlyAfterSaves(CallLog calls)
    {
        var saves = calls.Effects("PutItem", "TransactWriteItems");
        Assert.All(calls.Changes, change => Assert.Contains(saves, save => save.Order < change.Order && change.At - save.At < TimeSpan.FromSeconds(8)));
    }

    /// <summary>S1: users are moved only after the standby has just answered our own probe well, as often as the step asks.</summary>
    static void OnlyAfterGoodChecks(Estate estate) =>
        Assert.All(estate.Calls.Effects("ChangeResourceRecordSets", "PutMetricData"), change =>
            Assert.True(estate.Doors.Good.Count(good => good < change.At && change.At - good < TimeSpan.FromSeconds(60)) >= 3, $"Users were moved unchecked: {change}"));

    /// <summary>A text attribute of an item.</summary>
    public static string Of(JsonNode item, string name) => Text(item[name]!, "S");
}
