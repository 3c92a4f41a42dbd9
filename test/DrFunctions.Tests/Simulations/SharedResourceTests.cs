using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Tests.Functions;
using LocalAws;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Simulations;

/// <summary>
/// Two plans that start the same instance, with outages, people and faults of calls drawn from a seed. DR_SEED replays one, DR_SEEDS gives
/// another number of seeds.
/// </summary>
public sealed class SharedResourceTests(ITestOutputHelper output)
{
    static readonly string[] Plans = ["shop", "wiki"];
    static readonly string[] Commands = ["drill", "drill", "failover", "failback", "failback", "approve", "reset"];

    static readonly TimeSpan Longer = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Calm = TimeSpan.FromMinutes(60);

    [Fact]
    public void What_one_plan_counts_on_the_other_never_takes()
    {
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        var (first, count) = LongRun.Number("DR_SEED") is { } one ? (one, 1) : (1, LongRun.Number("DR_SEEDS") ?? (LongRun.Budget is null ? 6 : 60));
        var broken = Enumerable.Range(first, count).Select(seed => Play(seed, ends)).OfType<string>().ToList();
        LongRun.Say(output, $"TWO PLANS, ONE INSTANCE\n{string.Join('\n', ends.OrderBy(end => end.Key, StringComparer.Ordinal).Select(end => $"{end.Value,5}  {end.Key}"))}");
        Assert.True(broken.Count == 0, string.Join('\n', broken.Take(5)));
        if (count >= 30)
        {
            Assert.Equal([], new[] { "Recovered, Recovered", "Recovered, Watching", "Watching, Watching" }.Except(ends.Keys));
        }
    }

    internal static void PlaySeed(int seed) => Assert.Null(Play(seed, []));

    /// <returns>What is wrong at the end, or null.</returns>
    static string? Play(int seed, Dictionary<string, int> ends)
    {
        using var bench = new Bench(Files.Shop(), Wiki());
        Disturb(bench, seed);
        bench.TestBench.StartSchedule();
        bench.Pass(TimeSpan.FromMinutes(3));
        var dice = new Dice(seed, 201);
        for (var left = dice.Between(2, 8); left > 0; left--)
        {
            bench.Pass(dice.Seconds(20, 600));
            Happen(bench, dice);
        }

        bench.Pass(Calm);
        var phases = Plans.Select(plan => bench.TestBench.RecordOf(plan).Phase).ToList();
        var end = string.Join(", ", phases);
        ends[end] = ends.GetValueOrDefault(end) + 1;
        var wrong = Wrong(bench, phases);
        return wrong is null ? null : $"seed {seed}: {end}: {wrong}";
    }

    static void Happen(Bench bench, Dice dice)
    {
        if (dice.Chance(0.3))
        {
            var now = bench.TestBench.Clock.GetUtcNow();
            bench.TestBench.Cloud.World.Darken(bench.Estate.Plan.Primary, now, now + dice.Seconds(30, 1_500));
            return;
        }

        var order = new JsonObject
        {
            ["command"] = dice.OneOf<string>(Commands),
            ["plan"] = dice.OneOf<string>(Plans),
            ["by"] = "ann",
            ["reason"] = "a test",
            ["skipHealth"] = true,
        };
        bench.TestBench.Run(() => bench.TestBench.InvokeAsync(Bench.Operator, order.ToJsonString()));
    }

    /// <summary>Calls fail, and answers are lost, until all is calm.</summary>
    static void Disturb(Bench bench, int seed)
    {
        var (dice, clock) = (new Dice(seed, 202), bench.TestBench.Clock);
        var calm = clock.GetUtcNow() + TimeSpan.FromMinutes(45);
        var often = dice.OneOf(0, 0.01, 0.05);
        bench.TestBench.Cloud.Faults = _ => clock.GetUtcNow() < calm && dice.Chance(often)
            ? dice.OneOf(Fault.Throttle, Fault.Internal, Fault.ResetBefore, Fault.ResetAfter, Fault.HangAfter, Fault.Slow(Longer)) : null;
    }

    static string? Wrong(Bench bench, IReadOnlyList<Phase> phases)
    {
        var web = bench.Estate.Instances.Single();
        var claims = bench.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table)
            .Select(item => $"{item["pk"]!["S"]} {item["sk"]!["S"]}")
            .Where(claim => claim.StartsWith("claim#", StringComparison.Ordinal)).ToList();
        var isGivenBack = phases.All(phase => phase == Phase.Watching) && Plans.All(plan => !IsAccepted(bench, plan));
        return phases.Contains(Phase.Recovered) && web.State != "running" ? $"the instance is {web.State}"
            : isGivenBack && (web.State != "stopped" || claims.Count > 0) ? $"nothing counts on the instance, and it is {web.State}; claims: {string.Join(", ", claims)}"
            : null;
    }

    /// <summary>A person has ended the run as it is, so that its capacity stays.</summary>
    static bool IsAccepted(Bench bench, string plan) => bench.TestBench.RecordOf(plan).Disarmed is not null;

    static PlanReading Wiki() => Files.Shop(json =>
    {
        json["name"] = "wiki";
        json["trigger"]!["signals"]![0]!["alarm"] = "wiki-primary-unhealthy";
        json["steps"] = new JsonArray(json["steps"]![0]!.DeepClone(), json["steps"]![2]!.DeepClone());
        json["steps"]![1]!["url"] = "https://wiki.example.com/health";
        json["steps"]![1]!["connectTo"] = "tokyo.wiki.example.com";
        json["steps"]![1]!["after"] = new JsonArray("web");
    });
}
