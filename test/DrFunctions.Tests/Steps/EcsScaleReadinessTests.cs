using Amazon.ApplicationAutoScaling.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Steps.EcsScale;

namespace DrFunctions.Tests.Steps;

/// <summary>What the state of a service means for a step that wants four tasks.</summary>
public sealed class EcsScaleReadinessTests
{
    static readonly DateTimeOffset Started = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);

    /// <summary>Desired and running tasks, the autoscaler's floor, and how many must run.</summary>
    [Theory]
    [InlineData(4, 4, null, null, StepState.Done)]
    [InlineData(4, 3, null, null, StepState.Working)]
    [InlineData(3, 4, null, null, StepState.NotStarted)]
    [InlineData(4, 4, 3, null, StepState.NotStarted)]
    [InlineData(4, 4, 4, null, StepState.Done)]
    [InlineData(5, 5, 5, null, StepState.Done)]
    [InlineData(5, 4, 5, null, StepState.Done)]
    [InlineData(4, 3, 4, 3, StepState.Done)]
    [InlineData(4, 2, 4, 3, StepState.Working)]
    [InlineData(3, 3, 4, 3, StepState.NotStarted)]
    public async Task Tasks_that_run_and_tasks_that_are_wanted(int desired, int running, int? floor, int? minimum, StepState state)
    {
        var reading = await ReadAsync(Service(desired, running), floor, minimum);

        Assert.Equal((state, new Capacity(running, minimum ?? 4)), (reading.State, reading.Serves));
        Assert.Equal(new EcsScaleLedger(desired, floor, floor is null ? null : 8, Wanted: 4), EcsScaleLedger.Parse(reading.Saw));
    }

    /// <summary>A rollout that failed since the start, beside one that serves with so many tasks.</summary>
    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(1, 4, false)]
    [InlineData(0, 3, false)]
    [InlineData(-1, 3, false)]
    public async Task A_rollout_that_failed(int seconds, int running, bool failed)
    {
        var service = Service(4, 3);
        service.Deployments =
        [
            new Deployment { RolloutState = DeploymentRolloutState.FAILED, UpdatedAt = Started.AddSeconds(seconds).UtcDateTime },
            new Deployment { RolloutState = DeploymentRolloutState.COMPLETED, RunningCount = running },
        ];

        var reading = await ReadAsync(service);

        Assert.Equal((failed, failed), (reading.State == StepState.Broken, reading.StartMayHelp));
        Assert.Equal(
            (failed ? true : (bool?)null, failed ? 0 : 3), (EcsScaleLedger.Parse(reading.Saw)!.RolloutFailed, reading.Serves!.Serving));
    }

    [Fact]
    public async Task What_no_start_mends()
    {
        var daemon = Service(4, 4);
        daemon.SchedulingStrategy = SchedulingStrategy.DAEMON;
        var empty = Service(4, 4);
        empty.DeploymentController = new DeploymentController { Type = DeploymentControllerType.EXTERNAL };

        foreach (var service in new[] { daemon, empty })
        {
            var reading = await ReadAsync(service);
            Assert.Equal((StepState.Broken, false), (reading.State, reading.StartMayHelp));
        }
    }

    /// <summary>A task set that is not steady is not waited for where less than all of it is enough.</summary>
    [Theory]
    [InlineData("STABILIZING", 4, StepState.Working)]
    [InlineData("STABILIZING", 3, StepState.Done)]
    [InlineData("STEADY_STATE", 4, StepState.Done)]
    public async Task A_task_set_that_is_not_steady(string stability, int minimum, StepState state)
    {
        var service = Service(4, 4);
        service.DeploymentController = new DeploymentController { Type = DeploymentControllerType.EXTERNAL };
        service.TaskSets =
        [
            new TaskSet { Status = "PRIMARY", RunningCount = 4, ComputedDesiredCount = 4, StabilityStatus = stability },
        ];

        Assert.Equal(state, (await ReadAsync(service, null, minimum)).State);
    }

    static Task<StepObservation> ReadAsync(Service service, int? floor = null, int? minimum = null)
    {
        var plan = Files.Shop().Plan!;
        var at = new StepAt(plan, plan.Steps[0], new StepRecord { StartedAt = Started }, "run", null);
        var settings = new EcsScaleSettings("shop", "api", 4, null, "shop", "api", minimum);
        var target = floor is null ? null : new ScalableTarget { MinCapacity = floor, MaxCapacity = 8 };
        return EcsScaleReadiness.ReadAsync(null!, at, settings, 4, service, target, CancellationToken.None);
    }

    static Service Service(int desired, int running) => new()
    {
        ServiceName = "api", DesiredCount = desired, RunningCount = running, PendingCount = 0,
    };
}
