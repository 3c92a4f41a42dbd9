using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios in which an outage is seen, and something or somebody must decide first.</summary>
static class WaitingPlays
{
    /// <summary>When another Region failed over, before the disaster: its hour ends long after a question would time out.</summary>
    static readonly TimeSpan OtherRegionAgo = TimeSpan.FromMinutes(30);

    /// <summary>Longer than two of the three parts of the time to answer.</summary>
    static readonly TimeSpan Ponders = TimeSpan.FromMinutes(11);

    public static void PausedOutage(Stage stage)
    {
        stage.At(TimeSpan.Zero, () => stage.Say("pause"));
        stage.At(TimeSpan.FromSeconds(20), $"{stage.Plan.Primary} becomes unreachable",
            () => stage.Cloud.World.Darken(stage.Plan.Primary, stage.Cloud.World.Now));
        stage.At(TimeSpan.FromMinutes(30), () => stage.Say("ack"));
    }

    public static void WaveringPrimary(Stage stage)
    {
        stage.At(TimeSpan.Zero, () => Serve(stage, false));
        stage.Once(Phase.AwaitingApproval, TimeSpan.FromMinutes(1), () =>
        {
            Serve(stage, true);
            stage.Cloud.World.After(ScenarioPlays.FlapsFor, () => Serve(stage, false));
        });
        stage.Once(Phase.AwaitingApproval, Ponders, () => stage.Say("approve"));
    }

    public static void SecondRegion(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        var other = WatcherPlays.AnotherRegion(stage.Plan);
        var begun = new Dictionary<string, DateTimeOffset> { [other] = stage.Disaster - OtherRegionAgo };
        stage.Cloud.DynamoDb.Put(stage.Plan.Standby, HomeEstate.Table, new JsonObject
        {
            ["pk"] = new JsonObject { ["S"] = "all" },
            ["sk"] = new JsonObject { ["S"] = "velocity" },
            ["version"] = new JsonObject { ["N"] = "1" },
            ["body"] = new JsonObject { ["S"] = RegionFailoversJson.Write(RegionFailovers.None with { Begun = begun }) },
        });
        stage.Note($"{other} has failed over half an hour ago");
    }

    static void Serve(Stage stage, bool serves)
    {
        stage.Estate.PrimaryAppServes = serves;
        stage.Note($"the front doors in {stage.Plan.Primary} {(serves ? "answer again" : "fail")}");
    }
}
