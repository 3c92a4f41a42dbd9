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
        if (service.SchedulingStrategy == SchedulingStrategy.DAEMON)
        {
            return StepObservation.Broken($"{service.ServiceName} is a DAEMON service: it runs one task on each container instance and has no desired count; "
                + "start its instances instead");
        }

        var saw = new EcsScaleLedger(
            service.DesiredCount ?? 0, target?.MinCapacity, target?.MaxCapacity, Wanted: wanted);
        var needed = settings.Minimum ?? wanted;
        var because = $"{service.RunningCount ?? 0} of {Math.Max(saw.Desired, wanted)} tasks run, {saw.Desired} {(saw.Desired == 1 ? "is" : "are")} desired";
        var serves = new Capacity(service.RunningCount ?? 0, needed);
        if (FailedRollout(service, at.Record.StartedAt) is { } failure)
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

        return serves.Serving < needed ? StepObservation.Working(because, saw.ToJson()) with { Serves = serves }
            : await ReadHealthAsync(ecs, at.Step.Region, service, serves, because, saw, cancellation);
    }

    /// <summary>As many targets must be healthy as tasks must run.</summary>
    static async Task<StepObservation> ReadHealthAsync(
        EcsCalls ecs, string region, Service service, Capacity serves, string because, EcsScaleLedger saw, CancellationToken cancellation)
    {
        foreach (var groups in (service.LoadBalancers ?? []).Select(GroupsOf).Where(groups => groups.Count > 0))
        {
            var healthy = await HealthyAsync(ecs, region, groups, cancellation);
            if (healthy < serves.Needed)
            {
                return StepObservation.Working($"{because}; {healthy} of {serves.Needed} targets are healthy", saw.ToJson()) with
                {
                    Serves = serves with { Serving = Math.Min(healthy, serves.Serving) },
                };
            }
        }

        return StepObservation.Done(because, saw.ToJson()) with { Serves = serves };
    }

    static async Task<int> HealthyAsync(EcsCalls ecs, string region, List<string> groups, CancellationToken cancellation)
    {
        var healthy = 0;
        foreach (var group in groups)
        {
            healthy += await ecs.HealthyAsync(region, group, cancellation);
        }

        return healthy;
    }

    /// <summary>ECS's own blue/green deployments move the tasks between two target groups of a load balancer.</summary>
    static List<string> GroupsOf(LoadBalancer balancer) =>
        [.. new[] { balancer.TargetGroupArn, balancer.AdvancedConfiguration?.AlternateTargetGroupArn }
            .OfType<string>().Where(arn => arn.Length > 0).Distinct(StringComparer.Ordinal)];

    static string? FailedRollout(Service service, DateTimeOffset? startedAt) => (service.Deployments ?? [])
        .Where(
            rollout =>
                rollout.RolloutState == DeploymentRolloutState.FAILED && startedAt is { } start && rollout.UpdatedAt > start.UtcDateTime)
        .Select(rollout => $"its rollout failed: {rollout.RolloutStateReason}")
        .FirstOrDefault();
}
