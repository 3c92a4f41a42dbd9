using System.Text.Json;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.ECS.Model;
using DrFunctions.Aws;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Steps.EcsScale;

/// <summary>
/// Raises a service's desired count, and the autoscaler's floor with it, so that the autoscaler does not lower the count again.
/// </summary>
public sealed class EcsScaleStep(AwsClients aws, Calls calls, TimeProvider time) : UndoableKind<EcsScaleSettings>, IBaselineKind,
    IDryRunKind, IDoubtKind
{
    /// <summary>The undo's receipt once the count was surely restored: later changes of the count are not ours.</summary>
    const string CountGivenBack = "count";

    readonly EcsCalls ecs = new(aws, calls);

    public override string Name => "ecs-scale";

    protected override StepRole Role => StepRole.Capacity;

    protected override bool IsIdempotent => true;

    protected override TimeSpan Limit { get; } = TimeSpan.FromMinutes(10);

    public override Grant Grant { get; } = new("EcsScale",
    [
        "ecs:DescribeServices", "ecs:UpdateService", "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:ListTagsForResource", "application-autoscaling:RegisterScalableTarget",
        "elasticloadbalancing:DescribeTargetHealth", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeListeners",
        "ecs:DescribeCapacityProviders", "autoscaling:DescribeAutoScalingGroups",
    ]);

    protected override EcsScaleSettings? Read(Fields fields) => EcsScaleSettings.Read(fields);

    protected override bool Concerns(EcsScaleSettings settings, string resource) =>
        resource == $"{settings.Cluster}/{settings.Service}" || resource == settings.Service;

    protected override IReadOnlyList<string> ResourcesOf(Step step, EcsScaleSettings settings) => [$"{step.Region}/{settings.Cluster}/{settings.Service}"];

    protected override string Says(Step step, EcsScaleSettings settings) =>
        $"raise the ECS service {settings.Service} of cluster {settings.Cluster} in {step.Region} to "
        + (settings.Share is { } share ? $"{share.Percent}% of the tasks that {settings.PrimaryCluster}/{settings.PrimaryService} was last seen to have in the primary" : Plural.Of(settings.Count ?? 0, "task"))
        + $", unless it has more{(settings.Minimum is { } least ? $"; {least} of them must run" : "")}";

    protected override object GroupOf(StepAt step, EcsScaleSettings settings) => (step.Step.Region, settings.Cluster);

    protected override async Task<IReadOnlyDictionary<string, StepObservation>> ObserveAsync(
        IReadOnlyList<(StepAt At, EcsScaleSettings Settings)> group, CancellationToken cancellation)
    {
        var readings = new SortedDictionary<string, StepObservation>(StringComparer.Ordinal);
        var chunks = group.Chunk(EcsCalls.ServicesACall).Select(chunk => ObserveChunkAsync(chunk, cancellation));
        foreach (var chunk in await Task.WhenAll(chunks))
        {
            foreach (var (id, reading) in chunk)
            {
                readings[id] = reading;
            }
        }

        return readings;
    }

    async Task<(string Id, StepObservation Reading)[]> ObserveChunkAsync(
        (StepAt At, EcsScaleSettings Settings)[] chunk, CancellationToken cancellation)
    {
        var (region, cluster) = (chunk[0].At.Step.Region, chunk[0].Settings.Cluster);
        var described = ecs.ServicesAsync(region, cluster, chunk.Select(step => step.Settings.Service), cancellation);
        var targets = await ecs.TargetsAsync(region, chunk.Select(step => step.Settings.ResourceId), cancellation);
        var services = await described;
        return await Task.WhenAll(chunk.Select(async step => (step.At.Step.Id, await ReadAsync(
            step.At, step.Settings, services.Find(service => service.ServiceName == step.Settings.Service),
            targets.Find(target => target.ResourceId == step.Settings.ResourceId), cancellation))));
    }

    Task<StepObservation> ReadAsync(
        StepAt at, EcsScaleSettings settings, Service? service, ScalableTarget? target, CancellationToken cancellation) =>
        service is null ? Task.FromResult(StepObservation.Broken($"cluster {settings.Cluster} has no active service {settings.Service}"))
        : WantedOf(at, settings) is not { } wanted
        ? Task.FromResult(StepObservation.Broken($"{settings.Share} is wanted, but {settings.PrimaryCluster}/{settings.PrimaryService} was never seen in {at.Plan.Primary}: "
            + "let the watch see it while the primary is up, or write a number as \"desired\""))
        : EcsScaleReadiness.ReadAsync(ecs, at, settings, wanted, service, target, cancellation);

    protected override async Task<string?> StartAsync(
        IReadOnlyList<(StepAt At, EcsScaleSettings Settings)> group, CancellationToken cancellation)
    {
        var (step, settings) = group[0];
        var found = EcsScaleLedger.Parse(step.Record.Expected) ?? throw new InvalidOperationException("A start is saved together with what it found.");
        var wanted = WantedOf(step, settings) ?? throw new InvalidOperationException("A start is saved together with the count that is wanted.");
        var region = step.Step.Region;
        var updates = found.Desired < wanted || found.RolloutFailed == true;
        var registers = found.MaxCapacity is not null && found.MinCapacity < wanted;
        await ecs.TurnAsync(step.Saved, region, registers, updates, cancellation);
        if (registers)
        {
            await ecs.RegisterAsync(region, settings.ResourceId, wanted, Math.Max(found.MaxCapacity!.Value, wanted), cancellation);
        }

        if (updates)
        {
            var request = new UpdateServiceRequest
            {
                Cluster = settings.Cluster,
                Service = settings.Service,
                DesiredCount = Math.Max(found.Desired, wanted),
                ForceNewDeployment = found.RolloutFailed,
            };
            await EcsCalls.SendAsync(step.Saved, follows: registers, () => ecs.UpdateAsync(region, request, cancellation));
        }

        return null;
    }

    public Task<IReadOnlyDictionary<string, string?>> DryRunAsync(
        IReadOnlyList<StepAt> steps, RoleLimits role, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return new EcsScaleFloor(ecs, role).DeniedAsync([.. steps.Select(step => (step, SettingsOf(step.Step)))], cancellation);
    }

    protected override async Task<StepObservation> ObserveUndoAsync(StepAt step, EcsScaleSettings settings, CancellationToken cancellation)
    {
        if (EcsScaleLedger.Parse(step.Record.Ledger) is not { } before || SetOf(step, settings) is not { } wanted)
        {
            return StepObservation.Done("nothing was changed");
        }

        if (IsRecent(step.Record.StartedAt, step.Record.Answer, time))
        {
            return StepObservation.Working("its start is so new that a look may not show it yet");
        }

        var region = step.Step.Region;
        var described = ecs.ServicesAsync(region, settings.Cluster, [settings.Service], cancellation);
        var target = (await ecs.TargetsAsync(region, [settings.ResourceId], cancellation)).FirstOrDefault();
        if ((await described).FirstOrDefault() is not { } service)
        {
            return StepObservation.Done("left as it is: the service is gone");
        }

        var now = new EcsScaleLedger(service.DesiredCount ?? 0, target?.MinCapacity, target?.MaxCapacity);
        var undo = step.Record.Undo;
        var given = undo?.Receipt == CountGivenBack;
        var known = EcsScaleLedger.Parse(undo?.Expected);
        var left = given || known?.Left == true || (known is null && EcsScaleUndo.IsOthers(before, now, wanted));
        var back = new EcsScaleUndo(before, now with { Left = left ? true : null }, wanted);
        return given && now.Desired != before.Desired && IsRecent(undo!.StartedAt, CallAnswer.Given, time)
            ? StepObservation.Working($"{Plural.Are(now.Desired, "task")} desired, which may be a stale read")
            : back.Any ? StepObservation.NotStarted(back.Remains, back.Now.ToJson())
            : before.Desired < wanted && now.Desired == before.Desired && EcsServing.HasSurplus(service, now.Desired)
            ? StepObservation.Working($"{Plural.Run(service.RunningCount ?? 0, "task")}, {now.Desired} {(now.Desired == 1 ? "is" : "are")} desired")
            : StepObservation.Done(back.Rest);
    }

    protected override async Task<string?> UndoAsync(StepAt step, EcsScaleSettings settings, CancellationToken cancellation)
    {
        var before = EcsScaleLedger.Parse(step.Record.Ledger) ?? throw new InvalidOperationException("Only what has a ledger is undone.");
        var now = EcsScaleLedger.Parse(step.Record.Undo?.Expected) ?? throw new InvalidOperationException("An undo is saved together with what it found.");
        var back = new EcsScaleUndo(before, now, SetOf(step, settings)!.Value);
        var region = step.Step.Region;
        await ecs.TurnAsync(step.Saved, region, back.Floor || back.Ceiling, back.Count, cancellation);
        if (back.Floor)
        {
            await ecs.RegisterAsync(region, settings.ResourceId, before.MinCapacity!.Value, now.MaxCapacity!.Value, cancellation);
        }

        if (back.Count)
        {
            var request = new UpdateServiceRequest { Cluster = settings.Cluster, Service = settings.Service, DesiredCount = back.Goal };
            await EcsCalls.SendAsync(step.Saved, follows: back.Floor, () => ecs.UpdateAsync(region, request, cancellation));
        }

        if (back.Ceiling)
        {
            await EcsCalls.SendAsync(step.Saved, follows: back.Floor || back.Count, () =>
                ecs.RegisterAsync(region, settings.ResourceId, back.Least, before.MaxCapacity!.Value, cancellation));
        }

        return back.Count ? CountGivenBack : null;
    }

    protected override string SaysUndo(StepAt step, EcsScaleSettings settings) =>
        EcsScaleLedger.Parse(step.Record.Ledger) is { } before && SetOf(step, settings) is { } wanted
            && (before.Desired < wanted || before.MinCapacity < wanted)
            ? before.Desired < wanted
                ? $"lower the ECS service {settings.Service} of cluster {settings.Cluster} in {step.Step.Region} to {Plural.Of(before.Desired, "task")}, as before"
                : $"give the autoscaler of the ECS service {settings.Service} of cluster {settings.Cluster} in {step.Step.Region} its floor of {before.MinCapacity} back"
            : $"leave the ECS service {settings.Service} as it is";

    public async Task<IReadOnlyDictionary<string, JsonElement>> ObserveBaselineAsync(
        Plan plan, IReadOnlyList<Step> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var observed = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        var shares = steps.Select(step => (Step: step, Settings: SettingsOf(step))).Where(step => step.Settings.Share is not null);
        foreach (var cluster in shares.GroupBy(step => step.Settings.PrimaryCluster))
        {
            foreach (var chunk in cluster.GroupBy(step => step.Settings.PrimaryService).Chunk(EcsCalls.ServicesACall))
            {
                foreach (var service in await SeenAsync(plan.Primary, cluster.Key, chunk.Select(service => service.Key), cancellation))
                {
                    foreach (var (step, _) in chunk.First(one => one.Key == service.ServiceName))
                    {
                        observed[step.Id] = new EcsScaleBaseline(service.DesiredCount ?? 0).ToJson();
                    }
                }
            }
        }

        return observed;
    }

    public async Task<IReadOnlyDictionary<string, string>> DoubtsAsync(IReadOnlyList<StepAt> steps, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var doubts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var cluster in steps.GroupBy(at => (at.Step.Region, SettingsOf(at.Step).Cluster)))
        {
            foreach (var chunk in cluster.Chunk(EcsCalls.ServicesACall))
            {
                var (region, names) = (cluster.Key.Region, chunk.Select(at => SettingsOf(at.Step).Service));
                var services = await SeenAsync(region, cluster.Key.Cluster, names, cancellation);
                foreach (var at in chunk)
                {
                    var settings = SettingsOf(at.Step);
                    if (services.Find(one => one.ServiceName == settings.Service) is { } service && WantedOf(at, settings) is { } wanted
                        && await EcsPlaces.DoubtAsync(ecs, region, service, wanted, settings.Minimum ?? wanted, cancellation) is { } doubt)
                    {
                        doubts[at.Step.Id] = doubt;
                    }
                }
            }
        }

        return doubts;
    }

    /// <summary>Returns none if the services cannot be read now: their last baseline is kept.</summary>
    async Task<List<Service>> SeenAsync(string region, string cluster, IEnumerable<string> names, CancellationToken cancellation)
    {
        try
        {
            return await ecs.ServicesAsync(region, cluster, names, cancellation);
        }
        catch (Exception e) when (AwsErrors.IsUnknown(e))
        {
            return [];
        }
    }

    /// <summary>
    /// The wanted count. A share is computed once per run, so that later observations do not change the goal of a start or its undo.
    /// </summary>
    static int? WantedOf(StepAt at, EcsScaleSettings settings) => settings.Count
        ?? EcsScaleLedger.Parse(at.Record.Ledger)?.Wanted ?? EcsScaleLedger.Parse(at.Record.Expected)?.Wanted
        ?? (EcsScaleBaseline.Parse(at.Baseline) is { } seen ? Math.Max(settings.Share!.Of(seen.Desired), settings.Minimum ?? 1) : null);

    /// <summary>The highest count that the run has set: a person may have lowered the plan's since.</summary>
    static int? SetOf(StepAt at, EcsScaleSettings settings) => new[]
    {
        WantedOf(at, settings), EcsScaleLedger.Parse(at.Record.Ledger)?.Wanted, EcsScaleLedger.Parse(at.Record.Expected)?.Wanted,
    }.Max();
}
