using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>
/// Every kind of step in each of its ways, by the published executable on moto: failover and failback. With DR_LONG each failback
/// takes its real minutes; otherwise the record is aged between two invocations, as if they had passed.
/// </summary>
[Collection(Published.Name)]
public sealed class StepKindMotoTests(PublishedFunctions functions, Estates estates) : IClassFixture<Estates>
{
    /// <summary>Longer than a stage of the failback lasts, and longer than resolvers keep an answer.</summary>
    static readonly TimeSpan Stage = TimeSpan.FromSeconds(125);

    /// <summary>Enough time for one or two checks: none begins with less time left than the longest one takes.</summary>
    static readonly TimeSpan ShortTimeout = Timing.LongestLook + TimeSpan.FromSeconds(5);

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(12);

    [Fact]
    public async Task Every_kind_of_step_fails_over_and_back()
    {
        var kinds = await Task.WhenAll(ShopAsync(), TagsAndSharesAsync(), HealthAsync());

        Assert.Equal(
            Files.Kinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal), kinds.SelectMany(kind => kind).Distinct()
                .Order(StringComparer.Ordinal));
    }

    async Task<IEnumerable<string>> ShopAsync()
    {
        await using var estate = await Estate.FurnishAsync(estates, functions, KindPlans.Shop);
        var before = await estate.StateAsync();
        await FailOverAsync(estate);
        await EstateJudge.ShopRecoveredAsync(estate, before);

        var weights = await FailBackAsync(estate, before);

        Assert.Equal(["primary 0, standby 100", "primary 10, standby 90", "primary 50, standby 50", "primary 100, standby 0"], weights);
        Assert.Equal(4, estate.Calls.Effects("ChangeResourceRecordSets").Count);
        return KindsOf(estate);
    }

    async Task<IEnumerable<string>> TagsAndSharesAsync()
    {
        await using var estate = await Estate.FurnishAsync(estates, functions, KindPlans.TagsAndShares);
        var before = await estate.StateAsync();

        // A share is computed from the count that was read while the primary was healthy.
        await estate.SetPrimaryAsync(isUp: true);
        await using (var proxy = await estate.ProxyAsync())
        await using (var watch = await estate.StartAsync("watch", proxy))
        {
            await Estate.UntilAsync(watch, estate.EventOf("watch"), "Watching", Patience);
        }

        await estate.SetPrimaryAsync(isUp: false);
        await FailOverAsync(estate);

        var world = (await EstateJudge.RecoveredAsync(estate, before))["world"]!;
        Assert.All(estate.Instances, id => Assert.Equal("running", EstateJudge.Text(world["instances"]!, id)));
        Assert.Equal("""{"desiredCount":3,"runningCount":3}""", world["service"]!.ToJsonString());
        Assert.Equal("""{"MaxCapacity":3,"MinCapacity":3}""", world["bounds"]!.ToJsonString());
        var records = world["records"]!.AsArray();
        Assert.Equal("PRIMARY", EstateJudge.Text(records.Single(record => Is(record!, "pair", "pair-standby"))!, "Failover"));
        Assert.Equal("SECONDARY", EstateJudge.Text(records.Single(record => Is(record!, "pair", "pair-primary"))!, "Failover"));
        Assert.Equal("203.0.113.99", EstateJudge.Text(records.Single(record => Is(record!, "simple", ""))!["ResourceRecords"]![0]!, "Value"));

        await FailBackAsync(estate, before);
        return KindsOf(estate);
    }

    async Task<IEnumerable<string>> HealthAsync()
    {
        await using var estate = await Estate.FurnishAsync(estates, functions, KindPlans.Health);
        var before = await estate.StateAsync();
        using var enough = new CancellationTokenSource();
        var cloudWatch = EvaluateAsync(estate, enough.Token);
        await FailOverAsync(estate);

        var world = (await EstateJudge.RecoveredAsync(estate, before))["world"]!;
        Assert.Equal("ALARM", EstateJudge.Text(world, "switch"));
        Assert.Equal(before["world"]!["records"]!.ToJsonString(), world["records"]!.ToJsonString());
        Assert.Single(estate.Calls.Effects("PutMetricData"));
        Assert.DoesNotContain(estate.Calls.All, call => call.Service == "route53");

        // The alarm's own time cannot be aged, so this failback takes two minutes.
        if (LongRun.Budget is not null)
        {
            await FailBackAsync(estate, before);
        }

        await enough.CancelAsync();
        await cloudWatch;
        return KindsOf(estate);
    }

    static async Task FailOverAsync(Estate estate)
    {
        await using var proxy = await estate.ProxyAsync();
        await using var alarm = await estate.StartAsync("alarm", proxy);
        await Estate.UntilAsync(alarm, estate.EventOf("alarm"), "Recovered", Patience);
    }

    /// <summary>
    /// A person orders the failback, and the schedule drives it until everything is as before. Returns the weights on the way.
    /// </summary>
    static async Task<IReadOnlyList<string>> FailBackAsync(Estate estate, JsonNode before)
    {
        var command = Files.Event("operator-failback.json").Replace("\"skipHealth\": false", "\"skipHealth\": true", StringComparison.Ordinal);
        var state = await estate.StateAsync();
        var weights = new List<string> { EstateJudge.Weights(state["world"]!) };
        await using var proxy = await estate.ProxyAsync();
        await using (var person = await estate.StartAsync("operator", proxy))
        {
            Assert.Equal("FailingBack", Estate.Read(await person.InvokeAsync(command, Estate.Timeout)).Phase);
        }

        await using var watch = await estate.StartAsync("watch", proxy);
        for (var ends = DateTimeOffset.UtcNow + Patience; ;)
        {
            var said = Estate.Read(await watch.InvokeAsync(estate.EventOf("watch"), LongRun.Budget is null ? ShortTimeout : Estate.Timeout));
            state = await estate.StateAsync();
            weights.Add(EstateJudge.Weights(state["world"]!));
            if (said.Phase == "Watching")
            {
                break;
            }

            Assert.True(DateTimeOffset.UtcNow < ends && said.Phase == "FailingBack", $"{said}\n{string.Join('\n', watch.Said.TakeLast(40))}");
            await (LongRun.Budget is null ? AgeAsync(estate, state) : Task.Delay(TimeSpan.FromSeconds(5)));
        }

        Assert.Equal(before["world"]!.ToJsonString(), state["world"]!.ToJsonString());
        Assert.Equal(before["primary"]!.ToJsonString(), state["primary"]!.ToJsonString());
        EstateJudge.Recorded(state["items"]!.AsArray(), "Watching");
        EstateJudge.Told(state, NoticeKind.FailingBack);
        EstateJudge.Told(state, NoticeKind.Back);
        return [.. weights.Distinct()];
    }

    static Task AgeAsync(Estate estate, JsonNode state)
    {
        var record = EstateJudge.Record(state["items"]!.AsArray());
        return estate.AgeAsync(Ageing.Of(EstateJudge.Of(record, "body"), Stage), EstateJudge.Text(record["version"]!, "N"));
    }

    static async Task EvaluateAsync(Estate estate, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await estate.EvaluateAsync();
            await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
        }
    }

    static bool Is(JsonNode record, string name, string identifier) =>
        EstateJudge.Text(record, "Name") == $"{name}.example.com." && EstateJudge.Text(record, "SetIdentifier") == identifier;

    static IEnumerable<string> KindsOf(Estate estate) => estate.Plan.Steps.Select(step => step.Kind);
}
