using Amazon.ApplicationAutoScaling.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using DrFunctions.Core.Observations;

namespace DrFunctions.Steps.EcsScale;

/// <summary>What the observed state of a service means for the step.</summary>
static class EcsScaleReadiness
{
    public static async Task<StepObservation> ReadAsync(
        EcsCalls ecs, StepAt at, EcsScaleSettings settings, int wanted, Service service, ScalableTarget? target,
            CancellationToken cancellation)
    {
        var serving = EcsServing.Of(service);
        if (Impossible(service, serving) is { } impossible)
        {
            return StepObservation.Broken(impossible);
        }

        var saw = new EcsScaleLedger(
            service.DesiredCount ?? 0, target?.MinCapacity, target?.MaxCapacity, Wanted: wanted);
        var needed = settings.Minimum ?? wanted;
        var because = $"{serving.Running} of {Math.Max(saw.Desired, wanted)} tasks run, {saw.Desired} {(saw.Desired == 1 ? "is" : "are")} desired";
        var serves = new Capacity(serving.Running, needed);
        if (FailedRollout(service, at.Record.StartedAt, needed) is { } failure)
        {
            return StepObservation.Broken($"{because}; {failure}", startMayHelp: true) with
            {
                Saw = (saw with { RolloutFailed = true }).ToJson(),
                Serves = new Capacity(0, needed),
            };
        }

        if (saw.Desired < wanted || saw.MinCapacity < wanted)
        {
            var floor = saw.MinCapacity < wanted ? $", and the autoscaler may go down to {saw.MinCapacity}" : "";
            return StepObservation.NotStarted($"{because}{floor}", saw.ToJson()) with { Serves = serves };
        }

        if (serves.Serving >= needed)
        {
            return await ReadHealthAsync(ecs, at.Step.Region, serving, serves, because, saw, cancellation);
        }

        var trouble = OfTaskSets(serving) ?? await EcsPlaces.TroubleAsync(ecs, at.Step.Region, service, cancellation);
        return StepObservation.Working($"{because}{(trouble is null ? "" : $"; {trouble}")}", saw.ToJson()) with { Serves = serves };
    }

    /// <summary>What no start and no waiting mends.</summary>
    static string? Impossible(Service service, EcsServing serving) =>
        service.SchedulingStrategy == SchedulingStrategy.DAEMON
            ? $"{service.ServiceName} is a DAEMON service: it runs one task on each container instance and has no desired count; "
                + "start its instances instead"
        : serving.HasSets && service.TaskSets is not { Count: > 0 }
            ? $"{service.ServiceName} has no task set, so that its desired count starts nothing: deploy it with its {service.DeploymentController.Type} controller"
        : null;

    /// <summary>Why the tasks of a service of task sets are missing; null if its desired count alone decides.</summary>
    static string? OfTaskSets(EcsServing serving) =>
        serving is { HasSets: true, Set: null } ? "none of its task sets is PRIMARY, so none serves users"
        : serving.Set is { Scale.Value: < 100, ComputedDesiredCount: { } most } set
            ? $"its PRIMARY task set has {set.Scale.Value:0.#}% of the desired count, which is {most}"
        : null;

    /// <summary>As many targets must be healthy as tasks must run.</summary>
    static async Task<StepObservation> ReadHealthAsync(
        EcsCalls ecs, string region, EcsServing serving, Capacity serves, string because, EcsScaleLedger saw,
            CancellationToken cancellation)
    {
        var balancers = serving.Balancers.Where(balancer => EcsServing.GroupsOf(balancer).Any()).ToList();
        foreach (var balancer in balancers)
        {
            var healthy = await serving.HealthyAsync(ecs, region, balancer, cancellation);
            if (healthy < serves.Needed)
            {
                var shifting = serving.IsShifting ? " and serve while a deployment shifts users" : "";
                return StepObservation.Working($"{because}; {healthy} of {serves.Needed} targets are healthy{shifting}", saw.ToJson()) with
                {
                    Serves = serves with { Serving = Math.Min(healthy, serves.Serving) },
                };
            }
        }

        // Without a load balancer the stability of a task set is all that is known of its tasks' own health checks.
        return balancers.Count == 0 && serving.Set is { } set && set.StabilityStatus == StabilityStatus.STABILIZING
            && serves.Needed >= set.ComputedDesiredCount
            ? StepObservation.Working($"{because}; its PRIMARY task set is not steady yet", saw.ToJson()) with { Serves = serves }
            : StepObservation.Done(because, saw.ToJson()) with { Serves = serves };
    }

    /// <summary>
    /// Only ECS's own deployments have rollouts. One that failed harms nobody while the revision before it serves with enough tasks: a
    /// forced deployment would roll out once more what failed.
    /// </summary>
    static string? FailedRollout(Service service, DateTimeOffset? startedAt, int needed)
    {
        var rollouts = service.Deployments ?? [];
        return rollouts.Exists(rollout => rollout.RolloutState == DeploymentRolloutState.COMPLETED && rollout.RunningCount >= needed) ? null
            : rollouts.Where(rollout =>
                rollout.RolloutState == DeploymentRolloutState.FAILED && startedAt is { } start && rollout.UpdatedAt > start.UtcDateTime)
            .Select(rollout => $"its rollout failed: {rollout.RolloutStateReason}").FirstOrDefault();
    }
}
