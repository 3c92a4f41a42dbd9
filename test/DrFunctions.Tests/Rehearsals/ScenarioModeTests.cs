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

    /// <summary>Where every signal has one vantage nobody can disagree: that is said, and nothing is judged that cannot be.</summary>
    [Trait("about", "text")]
    [Theory]
    [InlineData("false-alarm")]
    [InlineData("alarm-silenced")]
    [InlineData("witnesses-disagree")]
    [InlineData("brown-out-told")]
    public void A_plan_of_one_vantage_passes_or_is_told_what_it_lacks(string scenario)
    {
        var plan = Files.Shop(json => json["trigger"]!["signals"]!.AsArray().ToList().ForEach(signal => signal!["vantage"] = "aws"));
        var probes = Files.Shop(json => json["trigger"]!["signals"]!.AsArray().RemoveAt(0));
        foreach (var one in new[] { plan, probes })
        {
            var passes = Rehearsal.Lacks(one.Plan!, scenario) is not null || Rehearsal.Run(one, scenario, 1, null).Passed;
            Assert.True(passes, scenario);
        }

        Assert.Equal("The scenario witnesses-disagree cannot be played: every signal of the plan shop looks from aws, so nobody can disagree",
            Rehearsal.Lacks(plan.Plan!, "witnesses-disagree"));
    }

    /// <summary>What a person changes by hand is what DrFunctions has not changed, whatever was started before.</summary>
    [Theory]
    [InlineData("examples/shop.json", "raises the desired count of api by one to 5")]
    [InlineData("examples/bank.json", "starts i-0fedcba9876543210 by hand")]
    [InlineData("examples/ec2-start.json", "by hand")]
    public void A_person_changes_what_nobody_has_changed(string file, string did)
    {
        var report = Rehearsal.Run(Files.Kinds.Read(file, Files.ReadText(file)), "person-steps-in", 1, null);

        Assert.True(report.Passed, report.Verdict);
        Assert.Contains(report.Timeline, entry => entry.Text.StartsWith("Ann ", StringComparison.Ordinal)
            && entry.Text.Contains(did, StringComparison.Ordinal));
    }

    [Fact]
    public void A_plan_that_leaves_nothing_to_change_by_hand_says_so()
    {
        var plan = Files.Kinds.Read("a.json", Files.ReadText("examples/ec2-start.json").Replace("\"kind\": \"ec2-start\"", "\"kind\": \"ec2-start\", \"prewarm\": true", StringComparison.Ordinal));

        Assert.Contains("nothing to change by hand", Rehearsal.Lacks(plan.Plan!, "person-steps-in"), StringComparison.OrdinalIgnoreCase);
    }

    static void Alter(JsonObject plan, string mode, bool prewarms)
    {
        plan["trigger"]!["mode"] = mode;
        foreach (var step in plan["steps"]!.AsArray().Where(step => prewarms && (string?)step!["kind"] is "ec2-start" or "ecs-scale"))
        {
            step!["prewarm"] = true;
        }
    }
}
