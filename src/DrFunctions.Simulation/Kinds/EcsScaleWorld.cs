using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Steps;
using DrFunctions.Steps.EcsScale;
using LocalAws;
using LocalAws.Services.Ecs;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// The world of ecs-scale: a service of no tasks behind a target group, and the primary's service of which a share is taken.
/// </summary>
public sealed class EcsScaleWorld : KindWorld
{
    /// <summary>How many tasks a service of the primary has of which a step wants a share.</summary>
    public const int PrimaryTasks = 4;

    public override string Kind => "ecs-scale";

    public override void Furnish(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var settings = Of(step);
        var cloud = estate.Cloud;
        cloud.Ecs.Add(step.Region, settings.Cluster, settings.Service, 0, cloud.ElasticLoadBalancing.Add(step.Region, $"{estate.Plan.Name}-{step.Id}"));
        if (settings.Share is not null && InPrimary(estate, settings) is null)
        {
            cloud.Ecs.Add(estate.Plan.Primary, settings.PrimaryCluster, settings.PrimaryService, PrimaryTasks);
        }
    }

    public override string? MissingOf(PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var settings = Of(step);
        var ready = estate.Cloud.Ecs.Find(step.Region, settings.Cluster, settings.Service)?.Ready ?? 0;
        var wanted = NeededBy(estate, settings);
        return ready >= wanted ? null : $"{settings.Service} has {ready} of {wanted} tasks ready";
    }

    static int NeededBy(PlanEstate estate, EcsScaleSettings settings) =>
        settings.Minimum ?? settings.Count ?? settings.Share!.Of(InPrimary(estate, settings)!.Desired);

    public override bool? ServedAt(PlanEstate estate, Step step, DateTimeOffset at) =>
        Found(estate, step).ServedAt(at) >= NeededBy(estate, Of(step));

    public override bool ServesInPart(PlanEstate estate, Step step) => Found(estate, step).Ready > 0;

    public override IEnumerable<Standing> Standing(PlanEstate estate, Step step)
    {
        var service = Found(estate, step);
        return [new Standing(service.Name, $"wants {service.Desired} tasks within {estate.Cloud.ApplicationAutoScaling.Find(service)?.Range.ToString() ?? "no bounds"}")];
    }

    public override IReadOnlyList<string> TargetsOf(PlanEstate estate, Step step) => [$"{step.Region} {Of(step).ResourceId}"];

    public override IReadOnlyList<string>? TargetsOf(FaultPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return point.Service switch
        {
            "ecs" => [$"{point.Region} service/{Text(point, "cluster")}/{Text(point, "service")}"],
            "application-autoscaling" => [$"{point.Region} {Text(point, "ResourceId")}"],
            _ => null,
        };
    }

    public override bool Lowers(string operation) => operation == "DeleteService";

    public override int? CountOf(LocalCloud cloud, FaultPoint point, IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(point);
        return point.Service is not ("ecs" or "application-autoscaling") || targets is not [var target, ..]
            || target.Split(' ', '/') is not [var region, _, var cluster, var name]
                || cloud.Ecs.Find(region, cluster, name) is not { } service ? null
            : point.Service == "ecs" ? service.Desired : cloud.ApplicationAutoScaling.Find(service)?.Range.Min ?? 0;
    }

    /// <summary>The way back of a scalable target has two parts: the floor first, the ceiling last.</summary>
    public override string? SecondPartOf(string operation) => operation == "RegisterScalableTarget" ? "the ceiling" : null;

    public override IReadOnlyList<StandbyTrouble> Troubles =>
    [
        StandbyTrouble.CrashLoop, StandbyTrouble.FallsBack, StandbyTrouble.PartOfCapacity, StandbyTrouble.AllOfCapacity,
        StandbyTrouble.Unready, StandbyTrouble.AutoscalerWithoutTag, StandbyTrouble.AutoscalerTagged, StandbyTrouble.AlternateGroup,
        StandbyTrouble.Baking, StandbyTrouble.TaskSets, StandbyTrouble.NoSpot,
        StandbyTrouble.OnSpot, StandbyTrouble.InstancesFull, StandbyTrouble.InstancesGrow, StandbyTrouble.NoCount,
    ];

    public override string Bring(StandbyTrouble trouble, PlanEstate estate, Step step)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var service = Found(estate, step);
        switch (trouble)
        {
            case StandbyTrouble.FallsBack:
                service.SetDesired(0);
                return $"somebody sets the desired count of {service.Name} to 0";
            case StandbyTrouble.PartOfCapacity:
                estate.StandbyServesInPart = true;
                service.Capacity = (Of(step).Count ?? PrimaryTasks) / 2;
                return $"{service.Name} has room for {service.Capacity} tasks";
            case StandbyTrouble.AllOfCapacity:
                service.Capacity = int.MaxValue;
                return $"{service.Name} has room for all of its tasks";
            case StandbyTrouble.Unready or StandbyTrouble.NoCount:
                service.IsDaemon = true;
                return "the standby's ECS service is replaced by one of the strategy DAEMON";
            case StandbyTrouble.AutoscalerWithoutTag:
                estate.Cloud.ApplicationAutoScaling.Add(service, min: 0, max: service.Desired + 1).IdleAfter = TimeSpan.FromSeconds(45);
                return $"{service.Name} has an autoscaler, whose scalable target has no tag";
            case StandbyTrouble.AutoscalerTagged:
                estate.Cloud.ApplicationAutoScaling.Find(service)!.Tags[RoleLimits.Tag] = estate.Plan.Name;
                return $"somebody tags the scalable target of {service.Name}";
            case StandbyTrouble.CrashLoop:
                service.CrashLoop();
                return "the standby's ECS tasks crash-loop";
            default:
                return EcsShapes.Bring(trouble, estate, step, NeededBy(estate, Of(step)));
        }
    }

    public override bool TakesHandwork(Step step, bool isStarted) => true;

    /// <summary>One more task than the service has: before a start that is what undo restores, and after it what undo leaves.</summary>
    public override Handwork? ChangeByHand(PlanEstate estate, Step step)
    {
        var service = Found(estate, step);
        service.SetDesired(service.Desired + 1);
        return new Handwork($"raises the desired count of {service.Name} by one to {service.Desired}", Standing(estate, step).Single());
    }

    public override StepRole? DrawnAs => StepRole.Capacity;

    public override JsonObject Draw(Dice dice, string plan, int number)
    {
        ArgumentNullException.ThrowIfNull(dice);
        var step = new JsonObject { ["id"] = $"ecs-{number}", ["kind"] = Kind, ["cluster"] = plan, ["service"] = $"service-{number}" };
        if (dice.Chance(0.2))
        {
            step["desired"] = $"{dice.OneOf(25, 50, 100)}% of primary";
            return step;
        }

        var desired = dice.Between(1, 4);
        step["desired"] = desired;
        if (desired > 1 && dice.Chance(0.3))
        {
            step["minimum"] = dice.Between(1, desired - 1);
        }

        return step;
    }

    public override void Vary(PlanEstate estate, Step step, Sabotage sabotage)
    {
        ArgumentNullException.ThrowIfNull(estate);
        ArgumentNullException.ThrowIfNull(sabotage);
        var dice = sabotage.Dice;
        if (EcsShapes.Draw(estate, step, sabotage.World) is { } unusual)
        {
            sabotage.Tally.Add(unusual);
        }

        // AWS does not scale services of external controllers automatically.
        if (!dice.Chance(0.4) || Found(estate, step).Controller == "EXTERNAL")
        {
            return;
        }

        var target = estate.Cloud.ApplicationAutoScaling.Add(Found(estate, step), 0, dice.OneOf(1, 2, 6));
        target.Tags[RoleLimits.Tag] = estate.Plan.Name;
        if (dice.Chance(0.5))
        {
            sabotage.Tally.Add("autoscaler lowers what was raised");
            sabotage.Meddle();
            target.IdleAfter = dice.Seconds(10, 120);
        }
    }

    public override void Sabotage(PlanEstate estate, Step step, Sabotage sabotage)
    {
        ArgumentNullException.ThrowIfNull(sabotage);
        var (service, dice, world) = (Found(estate, step), sabotage.Dice, sabotage.World);
        switch (dice.Between(1, 8))
        {
            case 1:
                sabotage.Tally.Add("quota used up");
                service.Capacity = dice.Between(0, 2);
                world.After(dice.Seconds(30, 300), () => service.Capacity = int.MaxValue);
                break;
            case 2:
                sabotage.Tally.Add("tasks crash-loop");
                service.CrashLoop();
                world.After(dice.Seconds(60, 400), service.Mend);
                break;
        }
    }

    public override void ChangeByHand(PlanEstate estate, IReadOnlyList<Step> steps, Sabotage sabotage)
    {
        ArgumentNullException.ThrowIfNull(sabotage);
        foreach (var service in steps.Select(step => Found(estate, step)).Where(_ => sabotage.Dice.Chance(0.5)).ToList())
        {
            service.SetDesired(service.Desired + sabotage.Dice.Between(0, 3));
        }
    }

    static EcsService Found(PlanEstate estate, Step step) => estate.Cloud.Ecs.Find(step.Region, Of(step).Cluster, Of(step).Service)!;

    static EcsService? InPrimary(PlanEstate estate, EcsScaleSettings settings) =>
        estate.Cloud.Ecs.Find(estate.Plan.Primary, settings.PrimaryCluster, settings.PrimaryService);

    static EcsScaleSettings Of(Step step) => (EcsScaleSettings)step.Settings!;

    static string? Text(FaultPoint point, string member) => (string?)JsonNode.Parse(point.Request.Text)![member];
}
