using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Tests.Rehearsals;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Rehearsal.Scenarios.Keys];

    public static TheoryData<string> SomeNames => [.. LongRun.OneOf(3, Rehearsal.Scenarios.Keys)];

    /// <summary>The shop edits records, and the bank moves users by an alarm: these say something about one of them alone.</summary>
    static readonly string[] NotOfTheShop = ["alarm-set-before", "alarm-set-meanwhile"];
    static readonly string[] NotOfTheBank = ["refused-for-good", "crowded-zones", "nothing-moved"];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_ends_as_it_should(string scenario)
    {
        if (NotOfTheShop.Contains(scenario))
        {
            Assert.NotNull(Rehearsal.Lacks(Files.Shop().Plan!, scenario));
            return;
        }

        for (var seed = 1; seed <= (LongRun.Budget is null ? 1 : 3); seed++)
        {
            var report = Rehearsal.Run(Files.Shop(), scenario, seed, null);

            Assert.True(report.Passed, $"seed {seed}: {report.Verdict}");
        }
    }

    [Theory]
    [MemberData(nameof(SomeNames))]
    public void The_bank_whose_primary_is_us_east_1_ends_as_it_should(string scenario)
    {
        if (NotOfTheBank.Contains(scenario))
        {
            Assert.NotNull(Rehearsal.Lacks(Files.Bank().Plan!, scenario));
            return;
        }

        var report = Rehearsal.Run(Files.Bank(), scenario, seed: 1, null);

        Assert.True(report.Passed, report.Verdict);
    }

    /// <summary>
    /// The same bank by edited records: it says why that scenario cannot be played, and is stuck where the bank recovers.
    /// </summary>
    [Fact]
    public void A_bank_that_edits_records_cannot_leave_us_east_1()
    {
        var bank = Files.Bank(plan => plan["steps"]![3] = new JsonObject
        {
            ["id"] = "traffic", ["kind"] = "route53-switch", ["via"] = "records", ["zone"] = "Z1", ["name"] = "bank.example.com.", ["setIdentifier"] = "standby",
            ["after"] = new JsonArray("healthy"),
        });

        Assert.Contains("switch via health", Rehearsal.Lacks(bank.Plan!, "us-east-1-dark"), StringComparison.Ordinal);
        Assert.Contains("rests in Stuck", Rehearsal.Run(bank, "region-down", 1, null).Verdict, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SomeNames))]
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
            var report = Rehearsal.Run(plan, scenario, 1, null);

            Assert.True(report.Passed, report.Verdict);
        }
    }

    /// <summary>Judges that can say no: a plan that moves users whatever the standby does must fail where the shop's passes.</summary>
    [Fact]
    public void A_plan_that_moves_users_to_nothing_does_not_pass()
    {
        // With little left of the objective, the run goes on with the part of the tasks that runs just then.
        var hasty = Files.Shop(plan =>
        {
            plan["objectives"]!["rto"] = "10m";
            plan["steps"]!.AsArray().Single(step => (string?)step!["id"] == "healthy")!["after"] = new JsonArray("web");
        });

        var report = Rehearsal.Run(hasty, "crash-loop", 1, null);

        Assert.False(report.Passed);
        Assert.Equal(Phase.Recovered, report.Phase);
    }
}
