using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using LocalAws;
using LocalAws.Services.Ec2;

namespace DrFunctions.Tests.Functions;

/// <summary>Instances that our step started are stopped again, and only those, whatever comes between.</summary>
public sealed class Ec2UndoTests : IDisposable
{
    const string Standby = "ap-northeast-1";
    const string One = "i-0123456789abcdef0";
    const string Two = "i-00000000000000002";
    const string Before = "i-00000000000000003";

    Bench bench = null!;
    OneStep step = null!;

    public Ec2UndoTests() => Fresh();

    [Theory]
    [MemberData(nameof(EcsUndoTests.Faults), MemberType = typeof(EcsUndoTests))]
    public void Cut_off_at_the_call_the_next_look_ends_it(FaultKind kind)
    {
        Started();
        Once("StopInstances", kind);
        step.Undo(step.LookBack());

        Assert.Equal($"{Two} and {One} are stopped, as before", step.UndoToTheEnd());
        Assert.Equal(("stopped", "stopped", "running"), States);
    }

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.HangAfter)]
    public void What_cannot_be_read_is_unknown_and_waits(FaultKind kind)
    {
        Started();
        Once("DescribeInstances", kind);
        Assert.Equal(StepState.Unknown, step.LookBack().State);
        Assert.Equal($"{Two} and {One} are stopped, as before", step.UndoToTheEnd());
    }

    [Fact]
    public void A_stale_running_only_stops_once_more_what_is_stopped()
    {
        Started();
        bench.TestBench.Cloud.World.ReadLag = TimeSpan.FromSeconds(40);
        step.UndoToTheEnd(TimeSpan.FromSeconds(2));
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(("stopped", "stopped", "running"), States);
    }

    /// <summary>
    /// A start is sent for 25 s, and without an answer may be under way for 20 s more; then reads lag by 15 s. Two clocks differ by ten
    /// minutes at most.
    /// </summary>
    [Theory]
    [InlineData(CallAnswer.Given, 39, true)]
    [InlineData(CallAnswer.Given, 40, false)]
    [InlineData(CallAnswer.Lost, 59, true)]
    [InlineData(CallAnswer.Lost, 60, false)]
    [InlineData(CallAnswer.Given, -599, true)]
    [InlineData(CallAnswer.Given, -600, false)]
    public void How_long_a_start_is_too_new(CallAnswer answer, int age, bool isNew)
    {
        var saw = step.Look().Saw;
        step.Record = step.Record with
        {
            StartedAt = bench.TestBench.Clock.GetUtcNow().AddSeconds(-age), Ledger = saw, Expected = saw, Answer = answer,
        };

        Assert.Equal(isNew, step.LookBack().State == StepState.Working);
    }

    [Fact]
    public void A_start_of_a_moment_ago_is_not_taken_for_nothing_to_undo()
    {
        step.Record =
            step.Record with { StartedAt = bench.TestBench.Clock.GetUtcNow(), Ledger = step.Look().Saw, Expected = step.Look().Saw };
        Assert.Equal((StepState.Working, "its start is so new that a look may not show it yet"), (step.LookBack().State, step.LookBack().Because));
    }

    [Fact]
    public void A_start_that_never_took_effect_leaves_nothing_to_do()
    {
        bench.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? Fault.Denied : null;
        step.Start();
        bench.TestBench.Cloud.Faults = null;

        Assert.Equal($"{Two} and {One} are stopped, as before", step.UndoToTheEnd());
        Assert.DoesNotContain("StopInstances", bench.Changes);
    }

    [Fact]
    public void What_somebody_is_stopping_is_waited_for_and_not_stopped_again()
    {
        Started();
        Instance(One).Stop();
        Instance(Two).Stop();
        bench.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal((StepState.Working, $"{Two} and {One} are stopping"), (step.LookBack().State, step.LookBack().Because));
        step.UndoToTheEnd();
        Assert.DoesNotContain("StopInstances", bench.Changes);
    }

    [Fact]
    public void One_that_is_gone_does_not_keep_the_other_running()
    {
        Started();
        var seen = step.LookBack();
        Instance(One).Remove();
        step.Undo(seen);
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal($"{Two} is stopped, as before; {One} is gone", step.UndoToTheEnd());
        Assert.Equal("stopped", Instance(Two).State);
    }

    [Fact]
    public void One_that_a_person_has_stopped_and_started_since_is_left()
    {
        Started();
        bench.Pass(TimeSpan.FromMinutes(20));
        Instance(One).Stop();
        bench.Pass(TimeSpan.FromMinutes(1));
        Instance(One).Start();
        bench.Pass(TimeSpan.FromMinutes(1));

        Assert.Equal($"{Two} is stopped, as before; {One} was started by somebody else since, which stays as it is", step.UndoToTheEnd());
        Assert.Equal(("running", "stopped", "running"), States);
    }

    [Fact]
    public void One_that_is_pending_is_stopped_once_it_runs()
    {
        Started();
        Instance(One).Stop();
        bench.Pass(TimeSpan.FromMinutes(1));
        Instance(One).Start();
        bench.Pass(TimeSpan.FromSeconds(3));

        Assert.Equal((StepState.Working, $"{One} is pending; stopped as soon as EC2 allows it"), (step.LookBack().State, step.LookBack().Because));
        step.UndoToTheEnd();
        Assert.Equal(("stopped", "stopped", "running"), States);
    }

    [Fact]
    public void One_that_was_stopping_when_it_was_found_and_that_we_started_later_is_stopped_again()
    {
        Instance(Before).Stop();
        bench.Pass(TimeSpan.FromSeconds(3));
        step.Start();
        step.Start();
        Assert.Equal(("running", "running", "running"), States);

        step.UndoToTheEnd();

        Assert.Equal(("stopped", "stopped", "stopped"), States);
    }

    [Fact]
    public void The_same_undo_twice_is_one()
    {
        Started();
        var seen = step.LookBack();
        step.Undo(seen);
        step.Undo(seen);
        Assert.Equal($"{Two} and {One} are stopped, as before", step.UndoToTheEnd());
    }

    public void Dispose() => bench.Dispose();

    (string, string, string) States => (Instance(One).State, Instance(Two).State, Instance(Before).State);

    Ec2Instance Instance(string id) => bench.TestBench.Cloud.Ec2.Find(Standby, id)!;

    void Once(string operation, FaultKind kind)
    {
        var done = false;
        bench.TestBench.Cloud.Faults = point => !done && point.Operation == operation && (done = true) ? new Fault(kind) : null;
    }

    /// <summary>Two instances that are stopped, and one that runs.</summary>
    void Fresh()
    {
        bench?.Dispose();
        bench = new Bench(Files.Shop(json => json["steps"]![0]!["instances"] = new JsonArray(One, Two, Before)));
        step = new OneStep(bench, "web");
        Instance(Before).Start();
        bench.Pass(TimeSpan.FromMinutes(3));
    }

    void Started()
    {
        Fresh();
        step.Start();
        Assert.Equal(("running", "running", "running"), States);
    }
}
