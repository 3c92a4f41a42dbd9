using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using LocalAws;
using LocalAws.Services.ApplicationAutoScaling;
using LocalAws.Services.Ecs;

namespace DrFunctions.Tests.Functions;

/// <summary>A service is lowered to what the ledger found, whatever comes between; what others have set since is left.</summary>
public sealed class EcsUndoTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    Bench bench = new();
    OneStep step;

    public EcsUndoTests() => step = new OneStep(bench, "api");

    public static TheoryData<FaultKind> Faults =>
    [
        FaultKind.KillBefore, FaultKind.KillAfter, FaultKind.KillAnswered, FaultKind.ResetBefore, FaultKind.ResetAfter, FaultKind.Hang,
        FaultKind.HangAfter, FaultKind.Throttle,
    ];

    EcsService Service => bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;

    ScalableTarget? Target => bench.TestBench.Cloud.ApplicationAutoScaling.Find(Service);

    (int Desired, int? Min, int? Max) Now => (Service.Desired, Target?.Range.Min, Target?.Range.Max);

    [Theory]
    [MemberData(nameof(Faults))]
    public void Cut_off_at_any_call_the_next_look_ends_it_exactly_as_it_was(FaultKind kind)
    {
        foreach (var before in new (int, int?, int?)[] { (0, 0, 2), (1, 0, 10), (2, 1, 3), (3, 2, 4), (0, null, null), (5, 1, 8) })
        {
            var calls = 1;
            for (var number = 0; number <= calls; number++)
            {
                Raised(before);
                var seen = 0;
                bench.TestBench.Cloud.Faults = point => IsChange(point) && ++seen == number ? new Fault(kind) : null;
                var because = step.UndoToTheEnd();
                Assert.True(Now == before, $"{kind} at change {number} of {calls}: {Now} instead of {before}: {because}");
                calls = number == 0 ? seen : calls;
            }

            Assert.InRange(calls, 1, 3);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void What_the_autoscaler_left_of_our_raise_after_the_floor_went_back_goes_back_too(int left)
    {
        Raised((0, 0, 2));
        bench.TestBench.Cloud.Faults = point => point.Operation == "RegisterScalableTarget" ? Fault.KillAfter : null;
        step.Undo(step.LookBack());
        bench.TestBench.Cloud.Faults = null;
        Assert.Equal((4, 0, 4), Now);
        Service.SetDesired(left);
        bench.Pass(TimeSpan.FromMinutes(1));

        step.UndoToTheEnd();

        Assert.Equal((0, 0, 2), Now);
    }

    [Fact]
    public void A_count_that_a_person_lowered_before_is_left_and_only_the_bounds_go_back()
    {
        Raised((0, 0, 10));
        Service.SetDesired(2);
        bench.Pass(TimeSpan.FromMinutes(1));

        // Cut off after the floor: what was known of the count when the undo began still counts.
        bench.TestBench.Cloud.Faults = point => IsChange(point) ? Fault.KillAfter : null;
        step.Undo(step.LookBack());
        bench.TestBench.Cloud.Faults = null;
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("left as it is: the desired count is 2, no longer the one that we set", step.UndoToTheEnd());
        Assert.Equal((2, 0, 10), Now);
    }

    [Fact]
    public void A_count_that_a_person_lowered_in_the_run_s_plan_is_undone_all_the_same()
    {
        var before = Service.Desired;
        step.Start();
        Assert.Equal(4, Service.Desired);

        // As after: dr approve --set api.desired=3
        var json = JsonNode.Parse(bench.Estate.Plan.Source)!;
        json["steps"]!.AsArray().First(one => (string?)one!["id"] == "api")!["desired"] = 3;
        var plan = bench.TestBench.Kinds.Read("shop", json.ToJsonString()).Plan!;
        var api = plan.Step("api");
        var at = new StepAt(plan, api, step.Record with { Carried = true, Attempts = 0, Progress = StepProgress.Done }, "run");
        StepObservation? seen = null;
        bench.TestBench.Run(async () =>
            seen = (await ((IUndoableKind)bench.TestBench.Kinds.Of(api)).ObserveUndoAsync([at], CancellationToken.None))["api"]);

        Assert.True(seen!.State == StepState.NotStarted, $"{before} before, {Service.Desired} now: {seen}");
    }

    [Fact]
    public void Nobody_s_raise_is_ever_lowered()
    {
        Raised((0, 0, 10));
        Service.SetDesired(6);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("left as it is: the desired count is 6, no longer the one that we set", step.UndoToTheEnd());
        Assert.Equal((6, 0, 10), Now);

        // Above the ceiling even the floor stays: any registration would clamp the count.
        Raised((0, 0, 2));
        Service.SetDesired(6);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("left as it is: the desired count is 6, no longer the one that we set, the autoscaler's floor is 4, the autoscaler's ceiling is 4", step.UndoToTheEnd());
        Assert.Equal((6, 4, 4), Now);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_raise_after_the_count_went_back_is_left(int raised)
    {
        Raised((0, 0, 10));
        step.Undo(step.LookBack());
        bench.Pass(TimeSpan.FromSeconds(20));
        Service.SetDesired(raised);
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal($"left as it is: the desired count is {raised}, no longer the one that we set", step.UndoToTheEnd());
        Assert.Equal((raised, 0, 10), Now);
    }

    [Fact]
    public void A_floor_that_a_person_set_is_kept_and_the_count_does_not_go_below_it()
    {
        Raised((0, 0, 10));
        Register(1, 10);

        Assert.Equal("left as it is: the desired count is 1, no longer the one that we set, the autoscaler's floor is 1", step.UndoToTheEnd());
        Assert.Equal((1, 1, 10), Now);
    }

    [Fact]
    public void A_ceiling_that_a_person_set_is_kept()
    {
        Raised((0, 0, 2));
        Register(4, 20);

        Assert.Equal("left as it is: the autoscaler's ceiling is 20", step.UndoToTheEnd());
        Assert.Equal((0, 0, 20), Now);
    }

    [Fact]
    public void The_autoscaler_may_go_lower_than_it_was_and_is_not_corrected()
    {
        Raised((2, 0, 10));
        Register(0, 10);
        Service.SetDesired(1);
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal("left as it is: the desired count is 1, no longer the one that we set", step.UndoToTheEnd());
        Assert.Equal((1, 0, 10), Now);
    }

    [Fact]
    public void A_service_or_a_cluster_that_is_gone_is_left()
    {
        Raised((0, 0, 2));
        bench.TestBench.Cloud.Faults = point => point.Operation == "DescribeServices" ? new Fault(FaultKind.Error, 400, "ClusterNotFoundException", "Cluster not found.") : null;
        Assert.Equal("left as it is: the service is gone", step.UndoToTheEnd());
        bench.TestBench.Cloud.Faults = null;
        Service.Delete();
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("left as it is: the service is gone", step.UndoToTheEnd());
    }

    [Fact]
    public void The_same_undo_twice_is_one()
    {
        Raised((1, 0, 2));
        var seen = step.LookBack();
        step.Undo(seen);
        step.Undo(seen);
        Assert.Equal("1 task is desired, as before", step.UndoToTheEnd());
        Assert.Equal((1, 0, 2), Now);
    }

    [Fact]
    public void Reads_that_lag_by_many_seconds_change_nothing_of_it()
    {
        Raised((0, 0, 2));
        bench.TestBench.Cloud.World.ReadLag = TimeSpan.FromSeconds(12);
        step.UndoToTheEnd(TimeSpan.FromSeconds(1));
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((0, 0, 2), Now);
    }

    /// <summary>The floor alone raises the count, so a run whose second call was refused has something to undo.</summary>
    [Theory]
    [InlineData(FaultKind.Throttle, true)]
    [InlineData(FaultKind.Error, false)]
    public void A_start_whose_second_call_is_refused_was_sent_in_part(FaultKind kind, bool mayPass)
    {
        Fresh((0, 0, 2));
        var denied = new Fault(kind, 400, "AccessDeniedException", "User is not authorized to perform: ecs:UpdateService");
        bench.TestBench.Cloud.Faults = point => point.Operation == "UpdateService" ? denied : null;
        var outcome = step.Start();
        Assert.Equal((Sent.Part, mayPass), (outcome.Refusal!.Sent, outcome.Refusal.MayPass));
        Assert.Equal((4, 4, 4), Now);
    }

    [Fact]
    public void A_start_of_a_moment_ago_is_not_taken_for_nothing_to_undo()
    {
        Fresh((0, 0, 2));
        step.Record =
            step.Record with { StartedAt = bench.TestBench.Clock.GetUtcNow(), Ledger = step.Look().Saw, Expected = step.Look().Saw };
        Assert.Equal((StepState.Working, "its start is so new that a look may not show it yet"), (step.LookBack().State, step.LookBack().Because));
    }

    [Fact]
    public void What_others_had_raised_already_is_theirs()
    {
        Fresh((6, 5, 10));
        step.Record = step.Record with { Ledger = step.Look().Saw };
        Assert.Equal("6 tasks are desired, which we never changed", step.UndoToTheEnd());
        Assert.Equal("leave the ECS service api as it is", step.SaysUndo());
        Assert.Equal((6, 5, 10), Now);
    }

    public void Dispose() => bench.Dispose();

    void Register(int min, int max)
    {
        Target!.Register(new ScalableRange(min, max));
        bench.Pass(TimeSpan.FromMinutes(1));
    }

    void Fresh((int Desired, int? Min, int? Max) before)
    {
        bench.Dispose();
        bench = new Bench();
        step = new OneStep(bench, "api");
        // The functions, woken by the alarms of the estate, would draw latencies of their own.
        bench.TestBench.Cloud.Sns.Copies = (_, subscriber) => subscriber.IsFunction ? 0 : 1;
        Service.SetDesired(before.Desired);
        if (before is { Min: { } min, Max: { } max })
        {
            bench.TestBench.Cloud.ApplicationAutoScaling.Add(Service, min, max);
        }

        bench.Pass(TimeSpan.FromMinutes(3));
    }

    /// <summary>A fresh world in which the service was as given, and our step has raised it to 4.</summary>
    void Raised((int Desired, int? Min, int? Max) before)
    {
        Fresh(before);
        step.Start();
        Assert.Equal(Math.Max(4, before.Desired), Service.Desired);
    }

    static bool IsChange(FaultPoint point) => point.Operation is "RegisterScalableTarget" or "UpdateService";
}
