using System.Globalization;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// Many similar plans, each with its own alarm, front doors and instances, and one reference for all, as a company has them.
/// </summary>
public static class Crowd
{
    /// <param name="kinds">What reads the plans.</param>
    public static IReadOnlyList<PlanReading> Of(
        int plans, StepKinds kinds, string primary = "ap-southeast-1", string standby = "ap-northeast-1")
    {
        ArgumentNullException.ThrowIfNull(kinds);
        return [.. Enumerable.Range(1, plans).Select(number => kinds.Read($"{NameOf(number)}.json", Plan(number, primary, standby)))];
    }

    /// <param name="number">From 1.</param>
    public static string NameOf(int number) => number.ToString("'p'0000", CultureInfo.InvariantCulture);

    static string Plan(int number, string primary, string standby)
    {
        var name = NameOf(number);
        return $$"""
            { "name": "{{name}}", "primary": "{{primary}}", "standby": "{{standby}}", "strategy": "pilot-light",
              "objectives": { "rto": "10m", "rpo": "5m" },
              "trigger": {
                "signals": [
                  { "alarm": "{{name}}-unhealthy", "region": "us-east-1" },
                  { "probe": "https://singapore.{{name}}.example.com/health", "timeout": "2s" },
                  { "probe": "https://singapore.{{name}}.example.com/deep", "timeout": "2s" } ],
                "reference": ["https://www.example.net/"], "atLeast": 2, "for": "60s" },
              "steps": [
                { "id": "web", "kind": "ec2-start", "instances": ["i-{{number:x17}}"] },
                { "id": "healthy", "kind": "http-check", "url": "https://tokyo.{{name}}.example.com/health", "after": ["web"] } ] }
            """;
    }
}
