using System.Globalization;
using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;
using LocalAws;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What the account and people's hands do to the moving of users.</summary>
static class SwitchScenarios
{
    /// <summary>Other plans of the account: enough for an account's rate, if each keeps to its own pace only.</summary>
    const int Others = 60;

    /// <summary>They share ten zones.</summary>
    const int Zones = 10;

    /// <summary>A person who sees nothing happen in this time thinks that setting the alarm's state helps.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static IEnumerable<Scenario> All =>
    [
        new("crowded-zones", "The primary Region becomes unreachable, and 60 other plans of the account, with records in ten zones, fail over at once: "
            + "AWS throttles nobody, and every plan recovers.",
            Phase.Recovered, Crowded)
        {
            Mode = ModeNeed.Automatic,
            Beside = Crowd,
            Lacks = (plan, worlds) => plan.LacksEdit(worlds),
            Also = outcome => Throttled(outcome) ?? LeftBehind(outcome),
        },
        new("alarm-set-before", "A person has set the alarm of a switch via health to its target state by hand, which moves nobody; then the primary Region "
            + "becomes unreachable.",
            Phase.Recovered, SetBefore) { Lacks = LacksHealth },
        new("alarm-set-meanwhile", "The primary Region becomes unreachable, the figure of a switch via health is lost, and a person sets the alarm to its target "
            + "state by hand: that moves nobody, so the figure is put again.",
            Phase.Recovered, SetMeanwhile)
        {
            LeastTime = TimeSpan.FromMinutes(15),
            Lacks = LacksHealth,
        },
    ];

    /// <summary>Each plan that moves has a process of its own, which knows nothing of the others' calls.</summary>
    static void Crowded(Stage stage)
    {
        stage.Lambda.HasProcesses = true;
        ScenarioPlays.RegionDown(stage);
    }

    static IEnumerable<JsonObject> Crowd(Plan plan) => Enumerable.Range(1, Others).Select(number =>
    {
        var name = NameOf(number);
        return JsonNode.Parse($$"""
            { "name": "{{name}}", "primary": "{{plan.Primary}}", "standby": "{{plan.Standby}}",
              "trigger": {
                "signals": [ { "probe": "https://primary.{{name}}.example/health" }, { "probe": "https://primary.{{name}}.example/deep" } ],
                "reference": ["https://www.example.net/"], "atLeast": 2, "for": "60s" },
              "steps": [
                { "id": "healthy", "kind": "http-check", "url": "https://standby.{{name}}.example/health" },
                { "id": "traffic", "kind": "route53-switch", "via": "records", "zone": "ZCROWD{{number % Zones}}",
                  "name": "{{name}}.zone{{number % Zones}}.example.", "setIdentifier": "standby", "after": ["healthy"] } ] }
            """)!.AsObject();
    });

    static string NameOf(int number) => number.ToString("'crowd'00", CultureInfo.InvariantCulture);

    static string? Throttled(ScenarioOutcome outcome) =>
        outcome.Cloud.Trace.Count(call => call is { Service: "route53", ErrorCode: "Throttling" }) is > 0 and var calls
            ? $"Route 53 throttled {calls} calls of the account's plans." : null;

    static string? LeftBehind(ScenarioOutcome outcome) => Enumerable.Range(1, Others).Select(NameOf).Where(name =>
            outcome.Cloud.DynamoDb.Item(outcome.Plan.Standby, HomeEstate.Table, $"plan#{name}", "record") is not { } item
                || RecordJson.Read((string)item["body"]!["S"]!, RecordJson.Schema)!.Phase != Phase.Recovered)
        .Select(name => $"The plan {name} did not recover.").FirstOrDefault();

    static void SetBefore(Stage stage)
    {
        stage.At(TimeSpan.FromMinutes(-2), () => SetByHand(stage));
        ScenarioPlays.RegionDown(stage);
    }

    static void SetMeanwhile(Stage stage)
    {
        ScenarioPlays.RegionDown(stage);
        var isLost = false;
        stage.Cloud.Faults = point =>
        {
            if (isLost || point.Operation != "PutMetricData")
            {
                return null;
            }

            isLost = true;
            stage.Note("the figure is lost on its way");
            stage.Cloud.World.After(Patience, () => SetByHand(stage));
            return Fault.Hang;
        };
    }

    static void SetByHand(Stage stage)
    {
        foreach (var step in stage.Plan.Steps.Where(step => IsHealth(step, stage.Estate.Worlds)))
        {
            stage.Note(stage.Estate.Worlds.Of(step).Bring(StandbyTrouble.StateByHand, stage.Estate, step));
        }
    }

    static string? LacksHealth(Plan plan, KindWorlds worlds) =>
        plan.Steps.Any(step => IsHealth(step, worlds)) ? null : $"the plan {plan.Name} has no step that moves users by an alarm";

    static bool IsHealth(Step step, KindWorlds worlds) =>
        step.Traits.Role == StepRole.Traffic && worlds.Of(step).Troubles.Contains(StandbyTrouble.StateByHand)
            && !worlds.Of(step).NeedsControlPlane(step);
}
