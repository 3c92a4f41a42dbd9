using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Plans;
using DrFunctions.Simulation.Kinds;
using LocalAws;
using LocalAws.Services.Ecs;

namespace DrFunctions.Tests.Functions;

/// <summary>An invocation that was frozen in the middle of a start must not go on with it when it is thawed.</summary>
public sealed class OldDecisionTests : IDisposable
{
    readonly Bench bench = new();

    EcsService Service => bench.TestBench.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!;

    [Theory]
    [InlineData(1, new[] { "RegisterScalableTarget", "UpdateService" })]
    [InlineData(6, new string[0])]
    public void An_old_decision_raises_nothing(int seconds, string[] changes)
    {
        bench.TestBench.Cloud.ApplicationAutoScaling.Add(Service, 0, 2);

        var outcome = new OneStep(bench, "api").StartOf(TimeSpan.FromSeconds(seconds));

        Assert.Equal(changes, bench.Changes);
        Assert.Equal(seconds > 5, outcome.Trouble is not null);
        Assert.Equal(seconds > 5 ? Sent.None : null, outcome.Refusal?.Sent);
    }

    [Fact]
    public void An_instance_is_not_started_by_an_old_decision()
    {
        var outcome = new OneStep(bench, "web").StartOf(TimeSpan.FromSeconds(6));

        Assert.Empty(bench.Changes);
        Assert.Equal("its decision was saved more than 5 s ago, so it was dropped; the next look decides again", outcome.Trouble);
    }

    /// <summary>Its clock stood still meanwhile, so it takes the one who drives by now for one who died long ago.</summary>
    [Theory]
    [InlineData(61)]
    [InlineData(62)]
    [InlineData(63)]
    public void What_came_of_an_old_start_is_not_laid_to_that_of_another_invocation(int thawed)
    {
        using var two = new Bench(Files.Shop(json =>
        {
            json["trigger"]!["for"] = "3s";
            json["steps"]![0]!["instances"] = new JsonArray("i-00000000000000001", "i-00000000000000002");
        }));
        var (cloud, clock, calls) = (two.TestBench.Cloud, two.TestBench.Clock, 0);
        two.DarkenPrimary();
        two.Estate.Instances.First().RefusedStarts = 2;
        cloud.Faults = point => point.Operation switch
        {
            "StartInstances" when ++calls == 2 => new Fault(FaultKind.FreezeAfter) { For = TimeSpan.FromSeconds(thawed), WallJumps = false },
            "DescribeInstances" when calls > 2 => new Fault(FaultKind.Stale) { For = TimeSpan.FromSeconds(5) },
            _ => null,
        };
        two.TestBench.Run(async () =>
        {
            _ = two.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            while (calls < 2)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }

            await Task.Delay(TimeSpan.FromSeconds(57), clock);
            _ = two.TestBench.InvokeAsync(Bench.Watch, Files.Event("scheduled.json"));
            await Task.Delay(TimeSpan.FromSeconds(20), clock);
        });

        Assert.Contains(two.Log, line => line.Contains("the change of web failed: its decision was saved more than 5 s ago", StringComparison.Ordinal));
        var started = cloud.Trace.Where(call => call is { Operation: "StartInstances", TookEffect: true }).Select(call => call.Summary).ToList();
        Assert.Equal(started.Distinct(), started);
    }

    [Fact]
    public void A_deployment_drives_only_the_plans_whose_standby_it_is_in()
    {
        var bank = Files.Shop(json => (json["name"], json["standby"]) = ("bank", "us-west-2")).Plan!;
        var folder = new PlanFolder([Files.Shop().Plan!, bank], []);
        Assert.Equal("shop", Assert.Single(folder.In("ap-northeast-1").Plans).Name);
        Assert.Equal("bank", Assert.Single(folder.In("us-west-2").Plans).Name);
        Assert.Empty(folder.In("eu-west-1").Plans);
    }

    public void Dispose() => bench.Dispose();
}
