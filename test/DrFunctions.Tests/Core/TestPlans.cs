using DrFunctions.Core.Plans;

namespace DrFunctions.Tests.Core;

/// <summary>Plans for tests, written as people write them, with four kinds of steps that exist only for Core's tests.</summary>
static class TestPlans
{
    public static readonly IReadOnlyDictionary<string, StepTraits> Kinds = new Dictionary<string, StepTraits>
    {
        ["start"] = new(StepRole.Capacity, TimeSpan.FromMinutes(1), CanUndo: true) { IsIdempotent = true },
        ["once"] = new(StepRole.Capacity, TimeSpan.FromMinutes(1), CanUndo: true),
        ["check"] = new(StepRole.Verification, TimeSpan.FromMinutes(1), CanUndo: false),
        ["promote"] = new(StepRole.Data, TimeSpan.FromMinutes(1), CanUndo: false),
        ["switch"] = new(StepRole.Traffic, TimeSpan.FromMinutes(1), CanUndo: true),
    };

    public const string Trigger = """
        {
            "signals": [
              { "alarm": "primary", "region": "us-east-1" },
              { "probe": "https://one.example.com/" },
              { "probe": "https://two.example.com/" }
            ],
            "atLeast": 2, "witnesses": "any", "for": "10s"
          }
        """;

    public const string Steps = """
        [
            { "id": "web", "kind": "start" },
            { "id": "api", "kind": "start" },
            { "id": "healthy", "kind": "check", "after": ["web", "api"] },
            { "id": "traffic", "kind": "switch", "after": ["healthy"] }
          ]
        """;

    public static string Text(string steps = Steps, string trigger = Trigger, string more = "") => $$"""
        {
          "name": "shop",
          "primary": "ap-southeast-1",
          "standby": "ap-northeast-1",{{more}}
          "trigger": {{trigger}},
          "steps": {{steps}}
        }
        """;

    public static PlanReading Read(string text) => PlanFile.Read("shop.json", text, Kinds);

    /// <summary>Reads a plan without a mistake; if the text has a mistake, the test fails with it.</summary>
    public static Plan Good(string text)
    {
        var reading = Read(text);
        return reading.Plan ?? throw new InvalidOperationException(string.Join("\n", reading.Mistakes));
    }
}
