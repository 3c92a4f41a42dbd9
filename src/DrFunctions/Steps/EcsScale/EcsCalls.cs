using Amazon.ApplicationAutoScaling;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.AutoScaling.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Steps.EcsScale;

/// <summary>The calls of ecs-scale, one method each.</summary>
sealed class EcsCalls(AwsClients aws, Calls calls)
{
    /// <summary>ECS describes at most this many services per call.</summary>
    public const int ServicesACall = 10;

    /// <summary>The services that are active; none if the cluster is gone.</summary>
    public async Task<List<Service>> ServicesAsync(string region, string cluster, IEnumerable<string> names, CancellationToken cancellation)
    {
        var request = new DescribeServicesRequest { Cluster = cluster, Services = [.. names.Distinct(StringComparer.Ordinal)] };
        try
        {
            var answer = await calls.AskAsync(
                RateLimit.DescribeServices, region, token => aws.Ecs(region).DescribeServicesAsync(request, token), cancellation);
            return [.. (answer.Services ?? []).Where(service => service.Status == "ACTIVE")];
        }
        catch (ClusterNotFoundException)
        {
            return [];
        }
    }

    public async Task<List<ScalableTarget>> TargetsAsync(string region, IEnumerable<string> resources, CancellationToken cancellation)
    {
        var request = new DescribeScalableTargetsRequest
        {
            ServiceNamespace = ServiceNamespace.Ecs,
            ScalableDimension = ScalableDimension.EcsServiceDesiredCount,
            ResourceIds = [.. resources],
        };
        var answer = await calls.AskAsync(
            RateLimit.ScalableTargets, region, token =>
                aws.ApplicationAutoScaling(region).DescribeScalableTargetsAsync(request, token), cancellation);
        return answer.ScalableTargets ?? [];
    }

    public async Task<IReadOnlyDictionary<string, string>> TagsAsync(string region, string arn, CancellationToken cancellation)
    {
        var request = new ListTagsForResourceRequest { ResourceARN = arn };
        var answer = await calls.AskAsync(
            RateLimit.ScalableTargets, region, token =>
                aws.ApplicationAutoScaling(region).ListTagsForResourceAsync(request, token), cancellation);
        return answer.Tags ?? [];
    }

    /// <summary>Waits for the turns of all calls of a start or an undo, so that neither is ever held back half-way.</summary>
    /// <exception cref="HeldBackException">The turn does not come while the decision is fresh.</exception>
    public async Task TurnAsync(SaveInstant? saved, string region, bool registers, bool updates, CancellationToken cancellation)
    {
        if (registers)
        {
            await calls.TurnAsync(saved, RateLimit.ScalableTargets, region, 1, cancellation);
        }

        if (updates)
        {
            await calls.TurnAsync(saved, RateLimit.UpdateService, region, 1, cancellation);
        }
    }

    /// <summary>
    /// Sends a call of a change. One that follows another may come late, or be refused: then only the rest of the change is to be sent
    /// again.
    /// </summary>
    /// <exception cref="SentInPartException">It failed after another call of the same change.</exception>
    public static async Task SendAsync(SaveInstant? saved, bool follows, Func<Task> call)
    {
        try
        {
            saved?.ThrowIfStale();
            await call();
        }
        catch (Exception e) when (follows && AwsErrors.Is(e))
        {
            throw new SentInPartException(e);
        }
    }

    /// <summary>Gives both bounds: a registration with only one of them would clamp the count by the other.</summary>
    public Task RegisterAsync(string region, string resource, int min, int max, CancellationToken cancellation)
    {
        var request = new RegisterScalableTargetRequest
        {
            ServiceNamespace = ServiceNamespace.Ecs,
            ScalableDimension = ScalableDimension.EcsServiceDesiredCount,
            ResourceId = resource,
            MinCapacity = min,
            MaxCapacity = max,
        };
        return calls.WatchAsync(
            RateLimit.ScalableTargets, region, token =>
                aws.ApplicationAutoScaling(region).RegisterScalableTargetAsync(request, token), cancellation);
    }

    public Task UpdateAsync(string region, UpdateServiceRequest request, CancellationToken cancellation) =>
        calls.WatchAsync(RateLimit.UpdateService, region, token => aws.Ecs(region).UpdateServiceAsync(request, token), cancellation);

    /// <summary>How a listener's rule, or the default of a Network Load Balancer's listener, shares users out to target groups.</summary>
    /// <param name="rule">The ARN of the rule or listener.</param>
    public async Task<IReadOnlyList<TargetGroupTuple>> WeightsAsync(string region, string rule, CancellationToken cancellation)
    {
        var client = aws.LoadBalancing(region);
        var actions = rule.Contains(":listener/", StringComparison.Ordinal)
            ? (await calls.AskAsync(RateLimit.DescribeRules, region, token =>
                client.DescribeListenersAsync(new DescribeListenersRequest { ListenerArns = [rule] }, token), cancellation))
                .Listeners?.SelectMany(listener => listener.DefaultActions ?? [])
            : (await calls.AskAsync(RateLimit.DescribeRules, region, token =>
                client.DescribeRulesAsync(new DescribeRulesRequest { RuleArns = [rule] }, token), cancellation))
                .Rules?.SelectMany(one => one.Actions ?? []);
        return [.. (actions ?? []).SelectMany(action => action.ForwardConfig?.TargetGroups ?? (action.TargetGroupArn is { Length: > 0 } only
            ? [new TargetGroupTuple { TargetGroupArn = only, Weight = 1 }] : []))];
    }

    /// <summary>The capacity providers of instances that cannot grow, in a sentence; null if all can.</summary>
    public async Task<string?> FullAsync(string region, IReadOnlyList<string> providers, CancellationToken cancellation)
    {
        var request = new DescribeCapacityProvidersRequest { CapacityProviders = [.. providers] };
        var described = await calls.AskAsync(RateLimit.DescribeCapacityProviders, region, token =>
            aws.Ecs(region).DescribeCapacityProvidersAsync(request, token), cancellation);
        var groups = (described.CapacityProviders ?? []).Where(provider => provider.AutoScalingGroupProvider is not null)
            .ToDictionary(provider => NameOf(provider.AutoScalingGroupProvider.AutoScalingGroupArn), StringComparer.Ordinal);
        if (groups.Count == 0)
        {
            return null;
        }

        var asked = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [.. groups.Keys] };
        var answer = await calls.AskAsync(RateLimit.AutoScalingGroups, region, token =>
            aws.AutoScaling(region).DescribeAutoScalingGroupsAsync(asked, token), cancellation);
        var full = (answer.AutoScalingGroups ?? [])
            .Select(group => Full(groups[group.AutoScalingGroupName], group)).OfType<string>().ToList();
        return full.Count == 0 ? null : string.Join("; ", full);
    }

    static string? Full(CapacityProvider provider, AutoScalingGroup group) =>
        provider.AutoScalingGroupProvider.ManagedScaling?.Status == ManagedScalingStatus.DISABLED
            ? $"managed scaling of the capacity provider {provider.Name} is off, so that its Auto Scaling group {group.AutoScalingGroupName} stays at "
                + Plural.Of(group.DesiredCapacity ?? 0, "instance")
        : group.DesiredCapacity >= group.MaxSize
            ? $"the capacity provider {provider.Name} cannot grow: its Auto Scaling group {group.AutoScalingGroupName} has its maximum of "
                + Plural.Of(group.MaxSize ?? 0, "instance")
        : null;

    /// <summary>The group's name is the last part of its ARN, after "autoScalingGroupName/".</summary>
    static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    public async Task<int> HealthyAsync(string region, string targetGroup, CancellationToken cancellation)
    {
        var request = new DescribeTargetHealthRequest { TargetGroupArn = targetGroup };
        var answer = await calls.AskAsync(
            RateLimit.DescribeTargetHealth, region, token =>
                aws.LoadBalancing(region).DescribeTargetHealthAsync(request, token), cancellation);
        return (answer.TargetHealthDescriptions ?? []).Count(target => target.TargetHealth?.State == TargetHealthStateEnum.Healthy);
    }
}
