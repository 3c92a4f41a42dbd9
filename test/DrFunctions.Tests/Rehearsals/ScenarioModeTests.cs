using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Rehearsals;

/// <summary>Every scenario judges by the plan: in each mode and with prewarmed capacity it passes, or says what to try instead.</summary>
public sealed class ScenarioModeTests
{
    public static TheoryData<string, string, bool> All
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var name in LongRun.OneOf(2, Rehearsal.Scenarios.Keys))
            {
                data.Add(name, "approval", true);
                data.Add(name, "shadow", false);
                if (LongRun.Budget is not null)
                {
                    data.Add(name, "automatic", false);
                    data.Add(name, "automatic", true);
                    data.Add(name, "approval", false);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_passes_or_says_what_to_try(string scenario, string mode, bool prewarms)
    {
        PlanReading[] plans = LongRun.Budget is null ? [Files.Shop(json => Alter(json, mode, prewarms))]
            : [Files.Shop(json => Alter(json, mode, prewarms)), Files.Bank(json => Alter(json, mode, prewarms))];
        foreach (var plan in plans)
        {
            if (Rehearsal.Lacks(plan.Plan!, scenario) is { } lacks)
            {
                Assert.True(mode != "automatic" || !lacks.Contains("mode", StringComparison.Ordinal), lacks);
                continue;
            }

            var report = Rehearsal.Run(plan, scenario, 1, null);

            Assert.True(report.Passed, $"{plan.Plan!.Name}: {report.Verdict}");
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void What_cannot_be_played_names_what_can() => Assert.Equal(
        "The scenario region-down cannot be played: the plan is in mode shadow, which changes nothing; try shadow or shadow-overridden",
        Rehearsal.Lacks(Files.Shop(json => Alter(json, "shadow", false)).Plan!, "region-down"));

    static void Alter(JsonObject plan, string mode, bool prewarms)
    {
        plan["trigger"]!["mode"] = mode;
        foreach (var step in plan["steps"]!.AsArray().Where(step => prewarms && (string?)step!["kind"] is "ec2-start" or "ecs-scale"))
        {
            step!["prewarm"] = true;
        }
    }
}
