using DrFunctions.Aws;
using DrFunctions.Handlers;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Benchmarks.ManyPlans;

/// <summary>Many plans on a local AWS in virtual time; only WatchFunction checks them.</summary>
sealed class WatchedCrowd : IDisposable
{
    const string Watch = "WatchFunction";

    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    readonly TestBench simulation;

    public WatchedCrowd(int plans)
    {
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        var read = Crowd.Of(plans, new StepKinds(aws, prober, calls, TimeProvider.System));
        simulation = new TestBench(new PlanFolder([.. read.Select(reading => reading.Plan!)], []), Start, 1, NullLogger.Instance);
        simulation.Cloud.Sns.ToLambda = null;
        // The first invocation also creates clients and reads the notice topic.
        Look(apart: false);
    }

    /// <param name="apart">Whether each plan is checked separately.</param>
    public WatchLook Look(bool apart) => Play(apart
        ? SelfInvocation.EventOf(simulation.Estates.Select(estate => estate.Plan.Name))
        : simulation.Lambda.ScheduledEvent(simulation.Home));

    /// <summary>One invocation while the applications of the first plans are broken in their primaries.</summary>
    public WatchLook LookWith(int ill)
    {
        foreach (var estate in simulation.Estates.Take(ill))
        {
            estate.PrimaryAppServes = false;
        }

        simulation.Cloud.Lambda.Deliver = null;
        return Play(simulation.Lambda.ScheduledEvent(simulation.Home));
    }

    public void Dispose() => simulation.Dispose();

    WatchLook Play(string json)
    {
        var (cloud, clock) = (simulation.Cloud, simulation.Clock);
        // The token buckets are full again, and each measurement meets the same timers of the world.
        simulation.Run(() => Task.Delay(TimeSpan.FromMinutes(1), clock));
        var (before, began, cpu) = (cloud.Trace.Count, clock.GetUtcNow(), Environment.CpuUsage.TotalTime);
        var took = TimeSpan.Zero;
        simulation.Run(async () =>
        {
            await simulation.InvokeAsync(Watch, json);
            took = clock.GetUtcNow() - began;
        });
        var calls = cloud.Trace.Skip(before).ToList();
        return new WatchLook(calls.Count, calls.Count(call => call.Operation == "DescribeAlarms"), calls.Count(call => call.Status >= 400),
            calls.Count(call => call.Operation == "Invoke"), took, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}

/// <summary>The result of one invocation over all plans.</summary>
/// <param name="Calls">Calls to AWS, without the probes.</param>
/// <param name="Alarms">How many of the calls were DescribeAlarms.</param>
/// <param name="Refused">How many calls were refused.</param>
/// <param name="Took">The simulated time, without a cold start.</param>
/// <param name="Cpu">Seconds of processor time, LocalAws included.</param>
sealed record WatchLook(int Calls, int Alarms, int Refused, int Invocations, TimeSpan Took, double Cpu);
