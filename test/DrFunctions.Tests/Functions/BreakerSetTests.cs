using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Functions;

public sealed class BreakerSetTests
{
    const string Standby = "ap-northeast-1";

    [Fact]
    public void B01_A_count_that_a_person_lowered_in_the_run_s_plan_is_undone_all_the_same()
    {
        using var bench = new Bench();
        var service = bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;
        var before = service.Desired;
        var step = new OneStep(bench, "api");
        step.Start();
        Assert.Equal(4, service.Desired);

        // dr approve --set api.desired=3
        var json = JsonNode.Parse(bench.Estate.Plan.Source)!;
        json["steps"]!.AsArray().First(one => (string?)one!["id"] == "api")!["desired"] = 3;
        var plan = bench.TestBench.Kinds.Read("shop", json.ToJsonString()).Plan!;
        var record = step.Record with { Carried = true, Attempts = 0, Progress = StepProgress.Done };
        StepObservation? seen = null;
        bench.TestBench.Run(async () => seen = (await ((IUndoableKind)bench.TestBench.Kinds.Of(plan.Step("api")))
            .ObserveUndoAsync([new StepAt(plan, plan.Step("api"), record, "run")], CancellationToken.None))["api"]);
        Assert.True(seen!.State == StepState.NotStarted, $"{before} before, {service.Desired} now: {seen}");
    }
}
