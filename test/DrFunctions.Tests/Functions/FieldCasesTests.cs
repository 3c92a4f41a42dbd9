using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Tests.Functions;

/// <summary>Situations that people met in AWS, each with the value that it had there.</summary>
public sealed class FieldCasesTests
{
    const string Standby = "ap-northeast-1";

    static JsonArray Steps(JsonObject plan) => plan["steps"]!.AsArray();

    [Fact]
    public void A_terminated_instance_that_still_has_the_tags_is_not_wanted()
    {
        using var bench = new Bench(Files.Shop(plan => Steps(plan)[0] = new JsonObject
        {
            ["id"] = "web", ["kind"] = "ec2-start", ["tags"] = new JsonObject { ["Role"] = "web" },
        }));
        var web = new OneStep(bench, "web");
        bench.Estate.Instances.First().Terminate();
        Assert.Equal(StepState.NotStarted, web.Look().State);

        web.Start();

        Assert.Equal(StepState.Done, web.Look().State);
        Assert.Equal(["running", "terminated"], bench.Estate.Instances.Select(instance => instance.State).Order());
    }

    [Fact]
    public void A_terminated_instance_that_the_plan_names_is_wanted()
    {
        using var bench = new Bench();
        bench.Estate.Instances.First().Terminate();
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal(StepState.Broken, new OneStep(bench, "web").Look().State);
    }

    [Fact]
    public void Healthy_targets_of_both_groups_of_a_load_balancer_are_added_up()
    {
        using var bench = new Bench(Files.Shop(plan => Steps(plan)[1]!["service"] = "green"));
        var cloud = bench.TestBench.Cloud;
        cloud.Ecs.Remove(Standby, "shop", "green");
        cloud.Ecs.AddGreen(Standby, "shop", "green", 4, cloud.ElasticLoadBalancing.Add(Standby, "blue"), cloud.ElasticLoadBalancing.Add(Standby, "other"));

        Assert.Equal(StepState.Done, new OneStep(bench, "api").Look().State);
    }

    [Fact]
    public void A_service_without_a_desired_count_is_broken_at_first_sight()
    {
        using var bench = new Bench();
        bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!.IsDaemon = true;

        var seen = new OneStep(bench, "api").Look();

        Assert.Equal((StepState.Broken, false), (seen.State, seen.StartMayHelp));
    }

    [Theory]
    [InlineData("AAAA", "standby")]
    [InlineData("CNAME", "standby")]
    [InlineData("AAAA", null)]
    [InlineData("CNAME", null)]
    public void Every_type_of_record_can_be_rehearsed(string type, string? setIdentifier)
    {
        var shop = Files.Shop(plan =>
        {
            var step = Steps(plan)[3]!.AsObject();
            (step["type"], step["name"]) = (type, "www.shop.example.com.");
            if (setIdentifier is null)
            {
                step.Remove("setIdentifier");
                step["records"] = new JsonArray(PlanEstate.Addresses(type).Standby);
            }
        });

        var report = Rehearsal.Run(shop, "region-down", 1, null);

        Assert.True(report.Passed, report.Verdict);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_the_local_AWS_cannot_have_is_told_with_the_step_and_the_reason()
    {
        // Route 53 refuses a CNAME at a zone's apex.
        var shop = Files.Shop(plan => Steps(plan)[3]!["type"] = "CNAME");
        var apex = Files.Shop(plan => (Steps(plan)[3]!["type"], Steps(plan)[3]!["name"]) = ("CNAME", "example.com."));

        Assert.True(Rehearsal.Run(shop, "region-down", 1, null).Passed);
        var refused = Assert.Throws<FurnishingException>(() => Rehearsal.Run(apex, "region-down", 1, null));
        Assert.StartsWith("The plan shop cannot be played: the local AWS refuses what step \"traffic\" names: ", refused.Message, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void All_is_no_plan()
    {
        using var bench = new Bench();

        var pause = Assert.Single(bench.Invoke(Bench.Operator, """{ "command": "pause", "plan": "all", "by": "Ann", "reason": "a test" }"""));
        var failover = Assert.Single(bench.Invoke(Bench.Operator, """{ "command": "failover", "plan": "all", "by": "Ann", "reason": "a test" }"""));

        Assert.StartsWith("leave plan out to mean all, so nothing was done", pause.Because, StringComparison.Ordinal);
        Assert.StartsWith("failover is for one plan at a time", failover.Because, StringComparison.Ordinal);
    }
}
