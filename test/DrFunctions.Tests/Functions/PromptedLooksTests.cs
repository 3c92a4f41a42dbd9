using DrFunctions.Core.Records;
using DrFunctions.Looping;
using DrFunctions.Simulation.Bench;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>Events about the plan's instances and services, and how few looks they lead to.</summary>
public sealed class PromptedLooksTests : IDisposable
{
    readonly Bench bench = new();

    int Signals => bench.TestBench.Cloud.Trace.Count(call => call.Operation == "DescribeAlarms");

    int Reads => bench.TestBench.Cloud.Trace.Count(call => call.Operation == "Query");

    [Fact]
    public void While_nothing_is_awaited_an_event_reads_the_record_once_in_five_seconds()
    {
        var answers = Enumerable.Range(0, 5).Select(_ => Assert.Single(bench.Invoke(Bench.Watch, Files.Event("ec2-running.json")))).ToList();

        Assert.All(answers, answer => Assert.Equal((nameof(Phase.Watching), WakeOutcome.Decided), (answer.Phase, answer.Outcome)));
        Assert.Equal((1, 0), (Reads, Signals));

        bench.Pass(TimeSpan.FromSeconds(5));
        bench.Invoke(Bench.Watch, Files.Event("ec2-running.json"));
        Assert.Equal((2, 0), (Reads, Signals));
    }

    [Fact]
    public void Five_events_at_once_to_a_plan_that_waits_for_capacity_are_two_looks()
    {
        Stick();
        bench.TestBench.Lambda.HasProcesses = true;
        var before = Signals;
        var began = bench.TestBench.Clock.GetUtcNow();

        bench.TestBench.Run(async () => await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(_ => bench.TestBench.InvokeAsync(Bench.Watch, Files.Event("ec2-running.json")))));

        // The first at once, and one more for whatever came after it had begun to read.
        var looks = bench.TestBench.Cloud.Trace.Where(call => call.Operation == "DescribeAlarms").Skip(before).Select(call => call.Time).ToList();
        Assert.Equal(2, looks.Count);
        Assert.InRange(looks[0], began, began.AddSeconds(2));
        Assert.InRange(looks[1] - looks[0], TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void What_a_Stuck_plan_waits_for_makes_it_go_on_without_the_minute()
    {
        Stick();
        bench.TestBench.Cloud.Faults = null;
        bench.Pass(TimeSpan.FromMinutes(6));

        var answer = Assert.Single(bench.Invoke(Bench.Watch, Files.Event("ec2-running.json")));

        Assert.Equal(nameof(Phase.Recovered), answer.Phase);
    }

    [Theory]
    [InlineData("service/shop/api", true)]
    [InlineData("service/api", true)]
    [InlineData("service/others/api", false)]
    public void A_namesake_in_another_cluster_concerns_nobody(string resource, bool concerns)
    {
        var json = Files.Event("ecs-steady-state.json").Replace("service/shop/api", resource, StringComparison.Ordinal);

        Assert.Equal(concerns, Assert.Single(bench.Invoke(Bench.Watch, json)).Plan is not null);
    }

    /// <summary>The template's rules, as the simulation has them.</summary>
    [Fact]
    public void The_simulation_has_the_template_s_rules()
    {
        var events = Templates.TemplateNode.Load("template.yaml")["Resources"]["WatchFunction"]["Properties"]["Events"];
        Assert.Equal(WatchRules.InstanceStates, events["InstanceChanged"]["Properties"]["Pattern"]["detail"]["state"].Texts);
        Assert.Equal(WatchRules.ServiceEvents, events["ServiceChanged"]["Properties"]["Pattern"]["detail-type"].Texts);
    }

    /// <summary>EC2 has no capacity until a person is called.</summary>
    void Stick()
    {
        bench.TestBench.Cloud.Faults = point => point.Operation == "StartInstances"
            ? new Fault(FaultKind.Error, 500, "InsufficientInstanceCapacity", "no capacity") : null;
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(60), Phase.Stuck);
        Assert.Equal(Phase.Stuck, bench.Record.Phase);
    }

    public void Dispose() => bench.Dispose();
}
