using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2.Model;

namespace DrFunctions.Steps.EcsScale;

/// <summary>
/// What of a service serves users now: all of its tasks; under CodeDeploy or an external controller those of the PRIMARY task set; while
/// one of ECS's own blue/green, linear or canary deployments is under way, those that the production listener leads users to.
/// </summary>
/// <param name="Running">How many of these tasks run; while a deployment shifts users, those of its larger revision.</param>
/// <param name="Balancers">Their load balancers.</param>
/// <param name="Set">The PRIMARY task set; null without one.</param>
/// <param name="HasSets">The service is one of task sets, whether one of them is PRIMARY or none.</param>
/// <param name="IsShifting">Two revisions run, each in its own target group.</param>
sealed record EcsServing(int Running, IReadOnlyList<LoadBalancer> Balancers, TaskSet? Set, bool HasSets, bool IsShifting)
{
    public static EcsServing Of(Service service)
    {
        if (service.DeploymentController?.Type is { } type && type != DeploymentControllerType.ECS)
        {
            var primary = service.TaskSets?.Find(set => set.Status == "PRIMARY");
            return new EcsServing(primary?.RunningCount ?? 0, primary?.LoadBalancers ?? [], primary, HasSets: true, IsShifting: false);
        }

        var rollouts = service.Deployments ?? [];
        var shifts = rollouts.Count > 1
            && service.DeploymentConfiguration?.Strategy is { } strategy && strategy != DeploymentStrategy.ROLLING;
        return new EcsServing(
            (shifts ? rollouts.Max(rollout => rollout.RunningCount) : service.RunningCount) ?? 0, service.LoadBalancers ?? [], null,
            HasSets: false, shifts);
    }

    /// <summary>
    /// Whether more tasks run than that desired count means: each revision and each task set of a deployment has its own.
    /// </summary>
    public static bool HasSurplus(Service service, int desired) => service.TaskSets is { Count: > 0 } sets
        ? sets.Exists(set => set.RunningCount > set.ComputedDesiredCount)
        : service.RunningCount > desired * Math.Max(1, service.Deployments?.Count ?? 0);

    /// <summary>How many healthy targets serve users in the load balancer.</summary>
    public async Task<int> HealthyAsync(EcsCalls ecs, string region, LoadBalancer balancer, CancellationToken cancellation)
    {
        var healthy = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in GroupsOf(balancer))
        {
            healthy[group] = await ecs.HealthyAsync(region, group, cancellation);
        }

        return !IsShifting || healthy.Count < 2 ? healthy.Values.Sum()
            : balancer.AdvancedConfiguration?.ProductionListenerRule is { Length: > 0 } rule
            ? Carried(healthy, await ecs.WeightsAsync(region, rule, cancellation))
            : healthy.Values.Max();
    }

    /// <summary>
    /// Each group must carry its share of the users, so the one that is loaded most says for how many tasks' worth there is room.
    /// </summary>
    static int Carried(Dictionary<string, int> healthy, IReadOnlyList<TargetGroupTuple> weights)
    {
        var loaded = weights.Where(group => group.Weight > 0 && healthy.ContainsKey(group.TargetGroupArn)).ToList();
        var total = loaded.Sum(group => group.Weight!.Value);
        return loaded.Count == 0 ? 0
            : Math.Min(
                loaded.Sum(group => healthy[group.TargetGroupArn]),
                loaded.Min(group => healthy[group.TargetGroupArn] * total / group.Weight!.Value));
    }

    /// <summary>ECS's own blue/green deployments move the tasks between two target groups of a load balancer.</summary>
    public static IEnumerable<string> GroupsOf(LoadBalancer balancer) =>
        new[] { balancer.TargetGroupArn, balancer.AdvancedConfiguration?.AlternateTargetGroupArn }
            .OfType<string>().Where(arn => arn.Length > 0).Distinct(StringComparer.Ordinal);
}
