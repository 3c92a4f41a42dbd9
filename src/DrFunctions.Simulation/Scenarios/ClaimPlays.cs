using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens where another plan counts on a resource too.</summary>
static class ClaimPlays
{
    /// <summary>A plan that serves from the standby, and counts on what this plan's drill starts.</summary>
    const string Neighbour = "neighbour";

    const string Run = "20260115T000000Z";

    /// <summary>Somebody else's record, and its claim on every resource of the first step that a drill starts.</summary>
    public static void Shared(Stage stage)
    {
        using var pinned = System.Text.Json.JsonDocument.Parse("{}");
        var record = new Record
        {
            Plan = Neighbour,
            Phase = Phase.Recovered,
            Run = new Run { Id = Run, Plan = pinned.RootElement.Clone(), EndedAt = stage.Disaster },
        };
        Put(stage, $"plan#{Neighbour}", "record", ("version", "N", "1"), ("owner", "S", "n"), ("schema", "N", $"{RecordJson.Schema}"), ("body", "S", RecordJson.Write(record)));
        Put(stage, "plan#gone", "record", ("version", "N", "1"), ("owner", "S", "n"), ("schema", "N", $"{RecordJson.Schema}"),
            ("body", "S", RecordJson.Write(record with { Plan = "gone", Phase = Phase.Watching })));
        var step = FirstOf(stage.Plan);
        foreach (var resource in step.Resources)
        {
            Put(stage, $"claim#{step.Kind}#{resource}", $"plan#{Neighbour}", ("runId", "S", Run));
        }

        foreach (var other in stage.Plan.Steps.Where(other => other != step && other.Drill && other.Traits is { Role: StepRole.Capacity, CanUndo: true }))
        {
            other.Resources.ToList().ForEach(resource => Put(stage, $"claim#{other.Kind}#{resource}", "plan#gone", ("runId", "S", Run)));
        }

        stage.Note($"the plan {Neighbour} counts on what {step.Id} starts");
        ScenarioPeople.Drills(stage);
    }

    public static Step FirstOf(Plan plan) => plan.Steps.First(step => step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } }
        && step.After.Count == 0 && step.Resources.Count > 0);

    /// <summary>The neighbour's capacity runs on, everything else is as before, and no claim of this plan or of a run that is over is left.</summary>
    public static string? NotShared(ScenarioOutcome outcome)
    {
        var (first, estate) = (FirstOf(outcome.Plan), outcome.Estate);
        var kept = estate.Worlds.Of(first).Standing(estate, first).ToList();
        var wrong = estate.Standing.Except(outcome.Before).FirstOrDefault(stands => !kept.Contains(stands));
        var claims = outcome.Cloud.DynamoDb.Items(outcome.Plan.Standby, HomeEstate.Table)
            .Where(item => ((string)item["pk"]!["S"]!).StartsWith("claim#", StringComparison.Ordinal)).Select(item => (string)item["sk"]!["S"]!).ToList();
        return kept.TrueForAll(outcome.Before.Contains) ? $"{first.Id} was undone, although the plan {Neighbour} counts on it."
            : wrong is not null ? $"The standby is not as it was before: {wrong}."
            : claims.Find(holder => holder != $"plan#{Neighbour}") is { } left ? $"A claim of {left} is left."
            : null;
    }

    static void Put(Stage stage, string pk, string sk, params (string Name, string Type, string Value)[] members)
    {
        var item = new JsonObject { ["pk"] = new JsonObject { ["S"] = pk }, ["sk"] = new JsonObject { ["S"] = sk } };
        foreach (var (name, type, value) in members)
        {
            item[name] = new JsonObject { [type] = value };
        }

        stage.Cloud.DynamoDb.Put(stage.Plan.Standby, HomeEstate.Table, item);
    }
}
