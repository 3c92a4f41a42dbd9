using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios in mode shadow.</summary>
static class ShadowPlays
{
    /// <summary>How long the outage lasts.</summary>
    static readonly TimeSpan Down = TimeSpan.FromMinutes(15);

    public static void InShadow(JsonObject plan, Plan _) => plan["trigger"]!["mode"] = "shadow";

    /// <summary>A person orders a failover in the middle of it, and does not see that the plan is in mode shadow.</summary>
    public static void Outage(Stage stage)
    {
        stage.At(TimeSpan.Zero, $"the front doors in {stage.Plan.Primary} fail", () => stage.Estate.PrimaryAppServes = false);
        stage.At(Down / 2, () => stage.Say("failover"));
        stage.At(Down, $"the front doors in {stage.Plan.Primary} answer again", () => stage.Estate.PrimaryAppServes = true);
    }

    public static string? Untrue(ScenarioOutcome outcome) =>
        outcome.Untold(NoticeKind.FailingOver)
        ?? outcome.Untold(NoticeKind.PrimaryHealthy)
        ?? (outcome.Record.Answered is { Accepted: false } ? null : "The failover that a person ordered was not refused.")
        ?? (outcome.Record.Shadow?.Failovers is [{ Stuck: null, WellAt: not null }] ? null
            : "The log of mode shadow does not hold the one failover that would have begun.");

    public static void Overridden(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        stage.At(TimeSpan.FromMinutes(10), () => stage.Say("failover", """, "overrideShadow": true"""));
    }
}
