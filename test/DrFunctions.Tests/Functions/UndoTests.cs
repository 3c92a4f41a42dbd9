using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws.Services.Ecs;

namespace DrFunctions.Tests.Functions;

/// <summary>After a failover, each kind restores from the ledger what it found, and only what is still its own.</summary>
public sealed class UndoTests : IDisposable
{
    const string Standby = "ap-northeast-1";

    readonly Bench bench = new();

    public UndoTests()
    {
        bench.TestBench.Cloud.ApplicationAutoScaling.Add(Service, 0, 2);
        bench.DarkenPrimary();
        bench.Tick();
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
    }

    EcsService Service => bench.TestBench.Cloud.Ecs.Find(Standby, "shop", "api")!;

    [Fact]
    public void An_instance_that_was_stopped_is_stopped_again()
    {
        Assert.Equal("i-0123456789abcdef0 is still running", Undo("web"));
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.Equal("stopped", bench.TestBench.Cloud.Ec2.Find(Standby, "i-0123456789abcdef0")!.State);
        Assert.Equal("i-0123456789abcdef0 is stopped, as before", Undo("web"));
    }

    [Fact]
    public void The_autoscaler_s_bounds_were_raised_and_go_back_with_the_count()
    {
        Assert.Equal((4, 4), Range);
        Assert.Equal("4 tasks are desired, 0 were before", Undo("api"));
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("0 tasks are desired, as before", Undo("api"));
        Assert.Equal((0, 2), Range);
        Assert.Equal(0, Service.Desired);
    }

    [Fact]
    public void A_count_that_somebody_has_changed_since_is_left()
    {
        Service.SetDesired(6);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.StartsWith("left as it is: the desired count is 6, no longer the one that we set", Undo("api"), StringComparison.Ordinal);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((6, (4, 4)), (Service.Desired, Range));
    }

    [Fact]
    public void Records_whose_epoch_is_of_another_run_are_left()
    {
        var run = bench.Record.Run! with { Id = "somebody-elses" };
        Assert.Contains("not ours any more", Undo("traffic", run), StringComparison.Ordinal);
        Assert.Equal(PlanEstate.StandbyAddress, Answer());
    }

    public void Dispose() => bench.Dispose();

    (int, int) Range
    {
        get
        {
            var range = bench.TestBench.Cloud.ApplicationAutoScaling.Find(Service)!.Range;
            return (range.Min, range.Max);
        }
    }

    string Answer() => Assert.Single(bench.TestBench.Cloud.Route53.Resolver.Resolve("shop.example.com.", "A").Values);

    /// <summary>One look back and, if something of ours is left, one undo; what was seen.</summary>
    string Undo(string id, Run? run = null)
    {
        var step = bench.Estate.Plan.Step(id);
        var known = run ?? bench.Record.Run!;
        var kind = (IUndoableKind)bench.TestBench.Kinds.Of(step);
        var seen = StepObservation.Unknown("not looked at");
        bench.TestBench.Run(async () =>
        {
            var at = new StepAt(bench.Estate.Plan, step, known.Steps[id] with { Undo = new UndoRecord() }, known.Id);
            seen = (await kind.ObserveUndoAsync([at], CancellationToken.None))[id];
            if (seen.State == StepState.NotStarted)
            {
                var undo = new UndoRecord { Attempts = 1, StartedAt = bench.TestBench.Clock.GetUtcNow(), Expected = seen.Saw };
                var outcome = (await kind.UndoAsync([at with { Record = at.Record with { Undo = undo } }], CancellationToken.None))[id];
                Assert.Null(outcome.Trouble);
            }
        });
        return seen.Because;
    }
}
