using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Scenarios;
using DrFunctions.Steps;

namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// The scenarios by number, with the first of two plans that can be played with each: the museum looks for planted bugs with them.
/// </summary>
public static class ScenarioSeed
{
    const string PlanText = """
        { "name": "shop", "primary": "ap-southeast-1", "standby": "ap-northeast-1", "objectives": { "rto": "10m" },
          "trigger": {
            "signals": [
              { "alarm": "shop-unhealthy", "region": "us-east-1" },
              { "probe": "https://singapore.shop.example.com/health" },
              { "probe": "https://singapore-api.shop.example.com/deep" } ],
            "reference": ["https://www.example.net/"], "atLeast": 2, "for": "60s" },
          "steps": [
            { "id": "web", "kind": "ec2-start", "instances": ["i-0123456789abcdef0"] },
            { "id": "api", "kind": "ecs-scale", "cluster": "shop", "service": "api", "desired": 4 },
            { "id": "healthy", "kind": "http-check", "url": "https://shop.example.com/health", "connectTo": "tokyo.shop.example.com",
              "after": ["web", "api"] },
            { "id": "traffic", "kind": "route53-switch",
              "via": "records", "zone": "Z0123456789ABC", "name": "shop.example.com.", "setIdentifier": "standby", "after": ["healthy"] } ] }
        """;

    const string ViaRecords = """
        "via": "records", "zone": "Z0123456789ABC", "name": "shop.example.com.", "setIdentifier": "standby",
        """;

    const string ViaHealth = """
        "via": "health", "alarm": "shop-switch", "name": "shop.example.com.",
        """;

    static readonly string[] Plans = [PlanText, PlanText.Replace(ViaRecords, ViaHealth, StringComparison.Ordinal)];

    public static int Count => Scenario.All.Count;

    /// <summary>The scenario's number in the table, from 1.</summary>
    public static int NumberOf(string scenario) => Scenario.All.TakeWhile(one => one.Name != scenario).Count() + 1;

    /// <param name="seed">The scenario's number in the table.</param>
    public static ScenarioReport Play(int seed)
    {
        var scenario = Scenario.All[seed - 1].Name;
        if (Plans.Select(Read).FirstOrDefault(one => Rehearsal.Lacks(one.Plan!, scenario) is null) is not { } plan)
        {
            return new([]);
        }

        var report = Rehearsal.Run(plan, scenario, 1, null);
        return new(report.Passed ? [] : [$"{scenario}: {report.Verdict}"]);
    }

    /// <summary>The first of the plans.</summary>
    internal static PlanReading ReadPlan() => Read(PlanText);

    static PlanReading Read(string text)
    {
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        return new StepKinds(aws, prober, calls, TimeProvider.System).Read("shop.json", text);
    }
}

/// <param name="Violations">Why the scenario did not end as it should; empty if it did, or cannot be played.</param>
public sealed record ScenarioReport(IReadOnlyList<string> Violations);
