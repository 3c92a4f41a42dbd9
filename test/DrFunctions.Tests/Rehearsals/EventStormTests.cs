using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>A thousand events a minute about the account's other instances and services, through a whole failover.</summary>
public sealed class EventStormTests(ITestOutputHelper output)
{
    static readonly int Seeds = LongRun.Budget is null ? 2 : 8;

    /// <summary>The pace: calls of the storm may shift a look to the next one.</summary>
    static readonly TimeSpan OneLook = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("shop")]
    [InlineData("bank")]
    public void The_failover_is_no_slower_and_AWS_is_asked_hardly_more(string name)
    {
        var plan = Tagged(name == "shop" ? Files.Shop() : Files.Bank());
        var pairs = Enumerable.Range(1, Seeds).Select(seed =>
            (Calm: Rehearsal.Run(plan, "region-down", seed, null), Storm: Rehearsal.Run(plan, "event-storm", seed, null))).ToList();

        foreach (var (calm, storm) in pairs)
        {
            output.WriteLine($"{name} {calm.Seed}: {calm.Time.Total} calm, {storm.Time.Total} in the storm; calls {calm.Calls}, {storm.Calls}; invocations {calm.Invocations}, {storm.Invocations}");
            Assert.Equal((Phase.Recovered, true), (storm.Phase, storm.Passed));
            Assert.True(storm.Invocations > calm.Invocations + 3_500);
            Assert.InRange(storm.Calls - calm.Calls, 1, 600);
        }

        Assert.InRange(Median(pairs.Select(pair => pair.Storm)) - Median(pairs.Select(pair => pair.Calm)), -OneLook * 20, OneLook);
    }

    static TimeSpan Median(IEnumerable<RehearsalReport> reports) =>
        reports.Select(report => report.Time.Total!.Value).Order().ElementAt(Seeds / 2);

    /// <summary>By tags any instance of the account may be meant.</summary>
    static PlanReading Tagged(PlanReading plan)
    {
        var json = JsonNode.Parse(plan.Plan!.Source)!;
        foreach (var step in json["steps"]!.AsArray().OfType<JsonObject>().Where(step => step.Remove("instances")))
        {
            step["tags"] = new JsonObject { ["role"] = (string)step["id"]! };
        }

        return Files.Kinds.Read(plan.File, json.ToJsonString());
    }
}
