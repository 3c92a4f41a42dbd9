using System.Text.Json.Nodes;
using DrFunctions.LocalAws.Rehearsals;

namespace DrFunctions.Tests.Rehearsals;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Rehearsal.Scenarios.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_ends_as_it_should(string scenario)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var report = Rehearsal.Run(Files.Shop(), scenario, seed, null);

            Assert.True(report.Passed, $"seed {seed}: {report.Verdict}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_plan_is_rehearsed_or_told_what_it_lacks(string scenario)
    {
        var plan = Files.Kinds.Read("examples/http-check.json", Files.ReadText("examples/http-check.json"));
        if (Rehearsal.Lacks(plan.Plan!, scenario) is { } lacks)
        {
            Assert.StartsWith($"The scenario {scenario} cannot be played: ", lacks, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => Rehearsal.Run(plan, scenario, 1, null));
        }
        else
        {
            Assert.True(Rehearsal.Run(plan, scenario, 1, null) is { Passed: true }, Rehearsal.Run(plan, scenario, 1, null).Verdict);
        }
    }

    /// <summary>Judges that can say no: a plan that moves users whatever the standby does must fail where the shop's passes.</summary>
    [Fact]
    public void A_plan_that_moves_users_to_nothing_does_not_pass()
    {
        var hasty = Files.Shop(plan => plan["steps"]!.AsArray().Single(step => (string?)step!["id"] == "healthy")!["after"] = new JsonArray("web"));

        var report = Rehearsal.Run(hasty, "crash-loop", 1, null);

        Assert.False(report.Passed);
        Assert.Contains("Users were not to be moved", report.Verdict, StringComparison.Ordinal);
    }
}
