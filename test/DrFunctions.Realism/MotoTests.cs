using System.Text.Json.Nodes;
using DrFunctions.Tests;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Realism;

/// <summary>The published functions fail the shop over on a cloud that is not ours; the result is read through boto3.</summary>
[Collection(Published.Name)]
public sealed class MotoTests(PublishedFunctions functions, MotoServer moto) : IClassFixture<MotoServer>
{
    const string Stale = "i-0123456789abcdef0";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_alarm_fails_the_shop_over_and_a_second_one_changes_nothing(bool isNative)
    {
        var package = isNative ? functions.Native : functions.ReadyToRun;
        var made = await moto.FurnishAsync();
        var instance = Text(made, "instance");
        using var plans = PlanFor(made, [instance]);
        await using var door = await FrontDoor.OpenAsync();
        var before = await moto.StateAsync();
        Assert.Equal("stopped", Text(before["instances"]!, instance));
        Assert.Equal("""{"desiredCount":0,"runningCount":0}""", before["service"]!.ToJsonString());

        await FailOverAsync(made, plans, door, package);

        var after = await moto.StateAsync();
        AssertServedFromStandby(after, instance);
        AssertTold(after["notices"]!.AsArray());
        AssertRecorded(after["items"]!.AsArray());

        var second = await FailOverAsync(made, plans, door, package);
        Assert.StartsWith("no action", Text(second, "because"), StringComparison.Ordinal);
        Assert.Equal(after.ToJsonString(), (await moto.StateAsync()).ToJsonString());
    }

    [Fact]
    public async Task One_stale_instance_id_and_a_terminated_instance_do_not_stop_the_good_one()
    {
        var made = await moto.FurnishAsync();
        var instance = Text(made, "instance");
        using var plans = PlanFor(made, [Stale, Text(made, "terminated"), instance], minimum: 1);
        await using var door = await FrontDoor.OpenAsync();

        await FailOverAsync(made, plans, door, functions.Native);

        var after = await moto.StateAsync();
        AssertServedFromStandby(after, instance);
        Assert.Equal("terminated", Text(after["instances"]!, Text(made, "terminated")));
    }

    /// <summary>The functions were replaced in the middle of an outage: the table is one that an earlier version wrote.</summary>
    /// <param name="isStarted">Whether that version had started the standby's capacity already.</param>
    [Theory]
    [InlineData("Confirming", false)]
    [InlineData("Recovering", true)]
    [InlineData("facts/Confirming", false)]
    [InlineData("facts/Recovering", false)]
    [InlineData("resuming/Confirming", false)]
    [InlineData("resuming/Prewarming", false)]
    [InlineData("resuming/Recovering", true)]
    public async Task A_table_of_an_earlier_version_is_carried_on(string table, bool isStarted)
    {
        var made = await moto.FurnishAsync();
        var instance = Text(made, "instance");
        using var plans = PlanFor(made, [instance]);
        await using var door = await FrontDoor.OpenAsync();
        if (isStarted)
        {
            await moto.StartStandbyAsync();
        }

        var old = EarlierTable(table, instance, Text(made, "zone"));
        await moto.PutItemsAsync(old);

        await FailOverAsync(made, plans, door, functions.Native);

        var after = await moto.StateAsync();
        AssertServedFromStandby(after, instance);
        AssertRecorded(after["items"]!.AsArray());
        Assert.Single(after["notices"]!.AsArray(), notice => Text(notice!, "subject").StartsWith("[DrFunctions] shop: RECOVERED", StringComparison.Ordinal));
        var history = old.Where(item => Of(item!, "sk").StartsWith("history#", StringComparison.Ordinal)).ToList();
        Assert.All(history, entry => Assert.Contains(after["items"]!.AsArray(), item => JsonNode.DeepEquals(item, entry)));
    }

    /// <summary>A table of <see cref="Tests.Store.EarlierRecordsTests"/>, as if written a minute ago, with the ids that moto generated.</summary>
    static JsonArray EarlierTable(string name, string instance, string zone)
    {
        var table = JsonNode.Parse(Files.ReadText($"test/DrFunctions.Tests/Store/Fixtures/{name}.json"))!;
        var age = (DateTimeOffset)table["at"]! - DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1);
        foreach (var item in table["items"]!.AsArray().Where(item => !Of(item!, "sk").StartsWith("history#", StringComparison.Ordinal)))
        {
            foreach (var value in item!.AsObject().Select(pair => pair.Value!).Where(value => value["S"] is not null))
            {
                value["S"] = Ageing.Of(Text(value, "S"), age).Replace("i-0123456789abcdef0", instance, StringComparison.Ordinal)
                    .Replace("Z123", zone, StringComparison.Ordinal);
            }
        }

        return table["items"]!.DeepClone().AsArray();
    }

    /// <summary>The shop's own plan with the ids that moto generated, and a shorter wait.</summary>
    static PlansFolder PlanFor(JsonNode made, string[] instances, int? minimum = null) => new(json =>
    {
        json["trigger"]!["for"] = "3s";
        var steps = json["steps"]!.AsArray();
        steps[0]!["instances"] = new JsonArray([.. instances.Select(id => JsonValue.Create(id))]);
        if (minimum is { } least)
        {
            steps[0]!["minimum"] = least;
        }

        steps[3]!["zone"] = Text(made, "zone");
    });

    Task<JsonNode> FailOverAsync(JsonNode made, PlansFolder plans, FrontDoor door, FunctionPackage package) => functions.InvokeAsync(
        new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = moto.Address,
            ["AWS_REGION"] = plans.Plan.Standby,
            ["AWS_DEFAULT_REGION"] = plans.Plan.Standby,
            ["DR_FUNCTION"] = "alarm",
            ["DR_PLANS"] = plans.Path,
            ["DR_TABLE"] = Text(made, "table"),
            ["DR_NOTICE_TOPIC"] = Text(made, "topic"),
            ["DR_PROBE_VIA"] = door.Address,
        },
        Files.Event("route53-alarm.json"),
        untilPhase: "Recovered",
        package);

    static void AssertServedFromStandby(JsonNode state, string instance)
    {
        Assert.Equal("running", Text(state["instances"]!, instance));
        Assert.Equal("""{"desiredCount":4,"runningCount":4}""", state["service"]!.ToJsonString());
        Assert.Equal("""{"MaxCapacity":4,"MinCapacity":4}""", state["bounds"]!.ToJsonString());
        Assert.Equal("""{"primary":0,"standby":100}""", state["weights"]!.ToJsonString());
        Assert.Matches("^\"shop [^ \"]+ 1\"$", Assert.Single(state["epoch"]!.AsArray())!.GetValue<string>());
        Assert.Contains(state["records"]!.AsArray(), record => Text(record!, "Name") == "www.example.com.");
    }

    static void AssertTold(JsonArray notices)
    {
        var subjects = notices.Select(notice => Text(notice!, "subject")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(3, subjects.Count);
        Assert.StartsWith("[DrFunctions] shop: RECOVERED in ap-northeast-1 after ", subjects[0], StringComparison.Ordinal);
        Assert.Equal("[DrFunctions] shop: failing over to ap-northeast-1", subjects[1]);
        Assert.Equal("[DrFunctions] shop: prewarming ap-northeast-1; users are not moved", subjects[2]);
        Assert.All(notices, notice => Assert.Contains("\nWHAT TO DO NEXT\n", Text(notice!, "body"), StringComparison.Ordinal));
    }

    static void AssertRecorded(JsonArray items)
    {
        Assert.Equal("plan#shop", Of(EstateJudge.Record(items), "pk"));
        EstateJudge.Recorded(items, "Recovered");
    }

    static string Text(JsonNode node, string name) => PublishedFunctions.Text(node, name);

    /// <summary>A text attribute of an item.</summary>
    static string Of(JsonNode item, string name) => Text(item[name]!, "S");
}
