using System.Text.Json;
using Amazon.ApplicationAutoScaling;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;

namespace DrFunctions.Steps;

/// <summary>The ledger of ecs-scale: the counts found. The bounds are those of the scalable target, null where there is none.</summary>
/// <param name="RolloutFailed">A rollout has failed since the newest start: the count alone would bring no task back. Null if not.</param>
public sealed record EcsFound(int Desired, int? MinCapacity, int? MaxCapacity, bool? RolloutFailed = null)
{
    public static EcsFound? Parse(JsonElement? ledger) => ledger?.Deserialize(LedgerContext.Default.EcsFound);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, LedgerContext.Default.EcsFound);
}

/// <summary>Raises a service's desired count, and the floor under it so that no autoscaler takes it away again.</summary>
public sealed class EcsScaleStep(AwsClients aws, Calls calls) : StepKind<EcsScaleStep.EcsScale>
{
    // ECS describes at most ten services a call.
    const int ServicesACall = 10;

    public sealed record EcsScale(string Cluster, string Service, int Desired, int? Minimum)
    {
        public string ResourceId => $"service/{Cluster}/{Service}";
    }

    public override string Name => "ecs-scale";

    public override StepTraits Traits { get; } = new(StepRole.Capacity, TimeSpan.FromMinutes(10), CanUndo: true);

    public override Grant Grant { get; } = new("EcsScale",
    [
        "ecs:DescribeServices", "ecs:UpdateService", "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:RegisterScalableTarget", "elasticloadbalancing:DescribeTargetHealth",
    ]);

    protected override EcsScale? Read(Fields fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var cluster = fields.Text("cluster", "The cluster's name.", required: true, most: 255, wrong: WrongName);
        var service = fields.Text("service", "The service's name.", required: true, most: 255, wrong: WrongName);
        var desired = fields.NumberOrText("desired", "The desired count; a service that has more keeps it.", required: true, "a whole number from 1 to 5000");
        var minimum = fields.Number("minimum", "How many tasks must run; default: the desired count.", 1, 5000);
        var count = desired is LocatedNumber { Number: { } number } && number is >= 1 and <= 5000 && number == Math.Floor(number) ? (int)number : 0;
        if (desired is not null && count == 0)
        {
            fields.Mistake("desired", desired is LocatedText
                ? "is a text; a share such as \"100% of primary\" is not carried out by this version, so write a whole number from 1 to 5000."
                : "must be a whole number from 1 to 5000.");
        }

        if (count > 0 && minimum > count)
        {
            fields.Mistake("minimum", $"is {minimum}, more than the desired count of {count}.");
        }

        return cluster is null || service is null || count == 0 ? null : new EcsScale(cluster, service, count, minimum);
    }

    protected override string Says(Step step, EcsScale settings) =>
        $"raise the ECS service {settings.Service} of cluster {settings.Cluster} in {step.Region} to {settings.Desired} tasks, unless it has more"
        + (settings.Minimum is { } least ? $"; {least} of them must run" : "");

    protected override object GroupOf(StepAt step, EcsScale settings) => (step.Step.Region, settings.Cluster);

    protected override async Task<IReadOnlyDictionary<string, StepReading>> LookAsync(
        IReadOnlyList<(StepAt At, EcsScale Settings)> group, CancellationToken cancellation)
    {
        var readings = new SortedDictionary<string, StepReading>(StringComparer.Ordinal);
        foreach (var chunk in group.Chunk(ServicesACall))
        {
            var region = chunk[0].At.Step.Region;
            var services = await DescribeAsync(region, [.. chunk.Select(step => step.Settings)], cancellation);
            var targets = await TargetsAsync(region, [.. chunk.Select(step => step.Settings.ResourceId)], cancellation);
            foreach (var (at, settings) in chunk)
            {
                readings[at.Step.Id] = services.Find(service => service.ServiceName == settings.Service) is { Status: "ACTIVE" } service
                    ? await ReadAsync(at, settings, service, targets.Find(target => target.ResourceId == settings.ResourceId), cancellation)
                    : StepReading.Broken($"cluster {settings.Cluster} has no active service {settings.Service}");
            }
        }

        return readings;
    }

    protected override async Task<string?> StartAsync(IReadOnlyList<(StepAt At, EcsScale Settings)> group, CancellationToken cancellation)
    {
        var (step, settings) = group[0];
        var found = EcsFound.Parse(step.Record.Expected) ?? throw new InvalidOperationException("A start is saved together with what it found.");
        if (found.MinCapacity is { } min && found.MaxCapacity is { } max && min < settings.Desired)
        {
            // Both bounds are given: a registration with one of them would clamp the count by the other.
            await RegisterAsync(step, settings, settings.Desired, Math.Max(max, settings.Desired), cancellation);
        }

        if (found.Desired < settings.Desired || found.RolloutFailed == true)
        {
            var request = new UpdateServiceRequest
            {
                Cluster = settings.Cluster,
                Service = settings.Service,
                DesiredCount = Math.Max(found.Desired, settings.Desired),
                ForceNewDeployment = found.RolloutFailed,
            };
            await calls.AskAsync(token => aws.Ecs(step.Step.Region).UpdateServiceAsync(request, token), cancellation);
        }

        return null;
    }

    protected override async Task<StepReading> LookBackAsync(StepAt step, EcsScale settings, CancellationToken cancellation)
    {
        if (EcsFound.Parse(step.Record.Ledger) is not { } before)
        {
            return StepReading.Done("nothing was changed");
        }

        var (service, target) = await FindAsync(step, settings, cancellation);
        if (service is null)
        {
            return StepReading.Done("left as it is: the service is gone");
        }

        var count = service.DesiredCount ?? 0;
        if (count != Math.Max(before.Desired, settings.Desired) && count != before.Desired)
        {
            // Bounds given back would clamp a count that somebody else has set.
            return StepReading.Done($"left as it is: the desired count is {count}, no longer the one that we set");
        }

        return count != before.Desired || IsOurs(target, before, settings) ? StepReading.NotStarted($"{count} tasks are desired, {before.Desired} were before")
            : (service.RunningCount ?? 0) > before.Desired ? StepReading.Working($"{service.RunningCount} tasks run, {before.Desired} are desired")
            : StepReading.Done($"{before.Desired} tasks are desired, as before");
    }

    protected override async Task<string?> UndoAsync(StepAt step, EcsScale settings, CancellationToken cancellation)
    {
        var before = EcsFound.Parse(step.Record.Ledger) ?? throw new InvalidOperationException("Only what has a ledger is undone.");
        var (service, target) = await FindAsync(step, settings, cancellation);
        var bounded = before.MinCapacity is not null && before.MaxCapacity is not null && IsOurs(target, before, settings);
        if (bounded)
        {
            // The floor first, or the autoscaler would raise the count again; the ceiling last, or it would clamp it.
            await RegisterAsync(step, settings, before.MinCapacity!.Value, target!.MaxCapacity ?? before.MaxCapacity!.Value, cancellation);
        }

        if (service?.DesiredCount == settings.Desired && before.Desired < settings.Desired)
        {
            var request = new UpdateServiceRequest { Cluster = settings.Cluster, Service = settings.Service, DesiredCount = before.Desired };
            await calls.AskAsync(token => aws.Ecs(step.Step.Region).UpdateServiceAsync(request, token), cancellation);
        }

        if (bounded && target!.MaxCapacity != before.MaxCapacity)
        {
            await RegisterAsync(step, settings, before.MinCapacity!.Value, before.MaxCapacity!.Value, cancellation);
        }

        return null;
    }

    protected override string SaysUndo(StepAt step, EcsScale settings) => EcsFound.Parse(step.Record.Ledger) is { } before && before.Desired < settings.Desired
        ? $"lower the ECS service {settings.Service} of cluster {settings.Cluster} in {step.Step.Region} to {before.Desired} tasks, as before"
        : $"leave the ECS service {settings.Service} as it is";

    /// <summary>Whether one of the bounds is still the one that we set.</summary>
    static bool IsOurs(ScalableTarget? target, EcsFound before, EcsScale settings) => target is not null
        && ((before.MinCapacity < settings.Desired && target.MinCapacity == settings.Desired)
            || (before.MaxCapacity < settings.Desired && target.MaxCapacity == settings.Desired));

    async Task<(Service? Service, ScalableTarget? Target)> FindAsync(StepAt step, EcsScale settings, CancellationToken cancellation)
    {
        var services = await DescribeAsync(step.Step.Region, [settings], cancellation);
        var targets = await TargetsAsync(step.Step.Region, [settings.ResourceId], cancellation);
        return (services.Find(one => one.ServiceName == settings.Service), targets.Find(one => one.ResourceId == settings.ResourceId));
    }

    async Task<StepReading> ReadAsync(StepAt at, EcsScale settings, Service service, ScalableTarget? target, CancellationToken cancellation)
    {
        var saw = new EcsFound(service.DesiredCount ?? 0, target?.MinCapacity, target?.MaxCapacity);
        var needed = settings.Minimum ?? settings.Desired;
        var because = $"{service.RunningCount ?? 0} of {Math.Max(saw.Desired, settings.Desired)} tasks run, {saw.Desired} are desired";
        if (FailedRollout(service, at.Record.StartedAt) is { } failure)
        {
            return StepReading.Broken($"{because}; {failure}", startMayHelp: true) with { Saw = (saw with { RolloutFailed = true }).ToJson() };
        }

        if (saw.Desired < settings.Desired || saw.MinCapacity < settings.Desired)
        {
            var floor = saw.MinCapacity < settings.Desired ? $", and the autoscaler may go down to {saw.MinCapacity}" : "";
            return StepReading.NotStarted($"{because}{floor}", saw.ToJson());
        }

        if ((service.RunningCount ?? 0) < needed)
        {
            return StepReading.Working(because, saw.ToJson());
        }

        foreach (var group in (service.LoadBalancers ?? []).Select(balancer => balancer.TargetGroupArn).Where(arn => !string.IsNullOrEmpty(arn)))
        {
            var healthy = await HealthyAsync(at.Step.Region, group, cancellation);
            if (healthy < needed)
            {
                return StepReading.Working($"{because}; {healthy} of {needed} targets are healthy", saw.ToJson());
            }
        }

        return StepReading.Done(because, saw.ToJson());
    }

    static string? FailedRollout(Service service, DateTimeOffset? startedAt) => (service.Deployments ?? [])
        .Where(rollout => rollout.RolloutState == DeploymentRolloutState.FAILED && startedAt is { } start && rollout.UpdatedAt > start.UtcDateTime)
        .Select(rollout => $"its rollout failed: {rollout.RolloutStateReason}")
        .FirstOrDefault();

    async Task<List<Service>> DescribeAsync(string region, IReadOnlyList<EcsScale> settings, CancellationToken cancellation)
    {
        var request = new DescribeServicesRequest { Cluster = settings[0].Cluster, Services = [.. settings.Select(one => one.Service).Distinct(StringComparer.Ordinal)] };
        var answer = await calls.AskAsync(token => aws.Ecs(region).DescribeServicesAsync(request, token), cancellation);
        return answer.Services ?? [];
    }

    async Task<List<ScalableTarget>> TargetsAsync(string region, List<string> resources, CancellationToken cancellation)
    {
        var request = new DescribeScalableTargetsRequest
        {
            ServiceNamespace = ServiceNamespace.Ecs,
            ScalableDimension = ScalableDimension.EcsServiceDesiredCount,
            ResourceIds = resources,
        };
        var answer = await calls.AskAsync(token => aws.ApplicationAutoScaling(region).DescribeScalableTargetsAsync(request, token), cancellation);
        return answer.ScalableTargets ?? [];
    }

    Task RegisterAsync(StepAt step, EcsScale settings, int min, int max, CancellationToken cancellation) =>
        calls.AskAsync(
            token => aws.ApplicationAutoScaling(step.Step.Region).RegisterScalableTargetAsync(
                new RegisterScalableTargetRequest
                {
                    ServiceNamespace = ServiceNamespace.Ecs,
                    ScalableDimension = ScalableDimension.EcsServiceDesiredCount,
                    ResourceId = settings.ResourceId,
                    MinCapacity = min,
                    MaxCapacity = max,
                },
                token),
            cancellation);

    async Task<int> HealthyAsync(string region, string targetGroup, CancellationToken cancellation)
    {
        var request = new DescribeTargetHealthRequest { TargetGroupArn = targetGroup };
        var answer = await calls.AskAsync(token => aws.LoadBalancing(region).DescribeTargetHealthAsync(request, token), cancellation);
        return (answer.TargetHealthDescriptions ?? []).Count(target => target.TargetHealth?.State == TargetHealthStateEnum.Healthy);
    }

    static string? WrongName(string text) => text.Contains('/', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal)
        ? "write the plain name, not an ARN; the step's region says where it is."
        : null;
}
