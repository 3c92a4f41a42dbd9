using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using DrFunctions.Steps.EcsScale;
using LocalAws;
using LocalAws.Services.Ecs;

namespace DrFunctions.Tests.Functions;

/// <summary>A share of the primary is seen while the primary is up, and carried out when it is dark.</summary>
public sealed class EcsShareTests : IDisposable
{
    const string Standby = "ap-northeast-1";
    const string Primary = "ap-southeast-1";

    Bench bench = With("150% of primary");

    OneStep Step => field ??= new OneStep(bench, "api");

    EcsService Service => bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;

    EcsService PrimaryService => bench.TestBench.Cloud.Ecs.Find(Primary, "shop", "api")!;

    [Theory]
    [InlineData(100, 4, 4)]
    [InlineData(50, 3, 2)]
    [InlineData(33, 4, 2)]
    [InlineData(1, 4, 1)]
    [InlineData(100, 0, 1)]
    [InlineData(1000, 5000, 5000)]
    [InlineData(1000, int.MaxValue, 5000)]
    public void A_share_is_rounded_up_and_is_at_least_one_task(int percent, int primary, int wanted) =>
        Assert.Equal(wanted, new EcsShare(percent).Of(primary));

    [Fact]
    public void What_was_seen_is_wanted_when_the_primary_is_dark_and_undone_to_what_it_was()
    {
        Step.Observe();
        Assert.Equal($$"""{"desired":{{EcsScaleWorld.PrimaryTasks}}}""", Step.Baseline!.Value.GetRawText());
        bench.DarkenPrimary();
        Step.Observe();

        Assert.Equal((StepState.NotStarted, "0 of 6 tasks run, 0 are desired"), (Step.Look().State, Step.Look().Because));
        Step.Start();
        Assert.Equal((6, 6), (Service.Desired, Service.Ready));
        Assert.Equal(StepState.Done, Step.Look().State);
        Assert.DoesNotContain(bench.Estate.Missing, missing => missing.StartsWith("api ", StringComparison.Ordinal));
        Assert.Equal("0 tasks are desired, as before", Step.UndoToTheEnd());
        Assert.Equal(0, Service.Desired);
        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Changing && call.Region == Primary);
    }

    [Fact]
    public void Never_seen_calls_a_person_who_is_told_what_to_do()
    {
        bench.DarkenPrimary();
        Step.Observe();
        Assert.Null(Step.Baseline);
        Assert.Equal(
            (StepState.Broken, "150% of primary is wanted, but shop/api was never seen in ap-southeast-1: let the watch see it while the primary is up, or write a number as \"desired\""),
            (Step.Look().State, Step.Look().Because));
    }

    [Fact]
    public void What_is_seen_in_the_middle_of_a_run_does_not_move_it()
    {
        Step.Observe();
        Step.Start();
        PrimaryService.SetDesired(40);
        bench.Pass(TimeSpan.FromSeconds(10));
        Step.Observe();
        Assert.Equal("{\"desired\":40}", Step.Baseline!.Value.GetRawText());

        Assert.Equal((StepState.Done, "6 of 6 tasks run, 6 are desired"), (Step.Look().State, Step.Look().Because));
        Step.Start();
        Assert.Equal(6, Service.Desired);
        Step.UndoToTheEnd();
        Assert.Equal(0, Service.Desired);
    }

    [Fact]
    public void A_minimum_above_the_share_is_reached_too()
    {
        bench.Dispose();
        bench = With("25% of primary", minimum: 3);
        Step.Observe();
        Step.Start();
        Assert.Equal((3, StepState.Done), (Service.Desired, Step.Look().State));
    }

    [Fact]
    public void Twelve_services_are_seen_in_two_calls_and_one_cluster_that_fails_keeps_no_other_from_being_seen()
    {
        bench.Dispose();
        bench = new Bench(Files.Shop(json =>
        {
            var api = json["steps"]![1]!;
            (api["desired"], api["primaryService"]) = ("100% of primary", "web");
            for (var number = 1; number <= 12; number++)
            {
                var step = api.DeepClone();
                (step["id"], step["service"], step["primaryCluster"], step["primaryService"]) = ($"api-{number}", $"api-{number}", number == 12 ? "gone" : "old", $"service-{number}");
                json["steps"]!.AsArray().Insert(1, step);
            }
        }));
        var refused = new Fault(FaultKind.Error, 400, "ClusterNotFoundException", "Cluster not found.");
        bench.TestBench.Cloud.Faults = point => point.Request.Text.Contains("\"gone\"", StringComparison.Ordinal) ? refused : null;
        var before = bench.TestBench.Cloud.Trace.Count;
        IReadOnlyDictionary<string, JsonElement> seen = new Dictionary<string, JsonElement>();
        bench.TestBench.Run(async () =>
        {
            var kind = (IBaselineKind)bench.TestBench.Kinds.Of(bench.Estate.Plan.Step("api"));
            seen = await kind.ObserveBaselineAsync(
                bench.Estate.Plan, [.. bench.Estate.Plan.Steps.Where(step => step.Kind == kind.Name)], CancellationToken.None);
        });

        Assert.Equal(12, seen.Count);
        Assert.DoesNotContain("api-12", seen.Keys);
        Assert.Equal(4, bench.TestBench.Cloud.Trace.Count - before);
        Assert.All(bench.TestBench.Cloud.Trace.Skip(before), call => Assert.Equal((Primary, "DescribeServices"), (call.Region, call.Operation)));
    }

    [Fact]
    public void A_plan_of_numbers_asks_nothing_of_the_primary()
    {
        bench.Dispose();
        bench = new Bench();
        var before = bench.TestBench.Cloud.Trace.Count;
        Step.Observe();
        Assert.Equal(before, bench.TestBench.Cloud.Trace.Count);
    }

    public void Dispose() => bench.Dispose();

    static Bench With(string share, int? minimum = null) => new(Files.Shop(json =>
    {
        var api = json["steps"]![1]!.AsObject();
        api["desired"] = share;
        if (minimum is { } least)
        {
            api["minimum"] = JsonValue.Create(least);
        }
    }));
}
