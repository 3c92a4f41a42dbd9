using System.Text.Json;
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
        var step = FirstOf(stage.Plan);
        Claims(stage, Phase.Recovered, [step]);
        stage.Note($"the plan {Neighbour} counts on what {step.Id} starts");
        ScenarioPeople.Drills(stage);
    }

    /// <summary>The same, but its run is over: it went back to its primary.</summary>
    public static void Leftovers(Stage stage)
    {
        Claims(stage, Phase.Watching, stage.Plan.Steps.Where(IsDrilled));
        stage.Note($"the plan {Neighbour} once counted on the same, and has gone back");
        ScenarioPeople.Drills(stage);
    }

    static void Claims(Stage stage, Phase phase, IEnumerable<Step> steps)
    {
        using var pinned = JsonDocument.Parse("{}");
        var run = new Run { Id = Run, Plan = pinned.RootElement.Clone(), EndedAt = stage.Disaster };
        var body = RecordJson.Write(new Record { Plan = Neighbour, Phase = phase, Run = run });
        Put(stage, $"plan#{Neighbour}", "record", ("version", "N", "1"), ("owner", "S", "n"), ("schema", "N", $"{RecordJson.Schema}"),
            ("body", "S", body));
        foreach (var step in steps)
        {
            step.Resources.ToList().ForEach(one => Put(stage, $"claim#{step.Kind}#{one}", $"plan#{Neighbour}", ("runId", "S", Run)));
        }
    }

    static Step FirstOf(Plan plan) => plan.Steps.First(step => IsDrilled(step) && step.After.Count == 0 && step.Resources.Count > 0);

    static bool IsDrilled(Step step) => step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } };

    /// <summary>
    /// The neighbour's capacity runs on, everything else is as before, and no claim of this plan is left.
    /// </summary>
    public static string? NotShared(ScenarioOutcome outcome)
    {
        var (first, estate) = (FirstOf(outcome.Plan), outcome.Estate);
        var kept = estate.Worlds.Of(first).Standing(estate, first).ToList();
        var wrong = estate.Standing.Except(outcome.Before).FirstOrDefault(stands => !kept.Contains(stands));
        return kept.TrueForAll(outcome.Before.Contains) ? $"{first.Id} was undone, although the plan {Neighbour} counts on it."
            : wrong is not null ? $"The standby is not as it was before: {wrong}."
            : LeftBy(outcome, outcome.Plan.Name);
    }

    /// <summary>Neither this plan nor a run that is over claims anything.</summary>
    public static string? Left(ScenarioOutcome outcome) => LeftBy(outcome, outcome.Plan.Name) ?? LeftBy(outcome, Neighbour);

    static string? LeftBy(ScenarioOutcome outcome, string plan) => outcome.Cloud.DynamoDb.Items(outcome.Plan.Standby, HomeEstate.Table)
        .Any(item => ((string)item["pk"]!["S"]!).StartsWith("claim#", StringComparison.Ordinal) && (string)item["sk"]!["S"]! == $"plan#{plan}")
        ? $"A claim of {plan} is left." : null;

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
