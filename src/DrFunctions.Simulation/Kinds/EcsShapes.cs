using DrFunctions.Core.Plans;
using DrFunctions.Steps.EcsScale;
using LocalAws;
using LocalAws.Services.Ecs;
using LocalAws.Services.ElasticLoadBalancing;

namespace DrFunctions.Simulation.Kinds;

/// <summary>
/// The kinds of services that people deploy today, beside rolling ones on Fargate. A plan does not say which kind a service is, so each
/// takes the place of the one that was furnished.
/// </summary>
static class EcsShapes
{
    public const string Spot = "FARGATE_SPOT";

    /// <summary>Longer than any failover in a scenario.</summary>
    static readonly TimeSpan BakesFor = TimeSpan.FromHours(6);

    /// <summary>Tasks that one instance of a capacity provider has room for.</summary>
    const int TasksAnInstance = 2;

    /// <summary>Gives the step's service the shape of a trouble, and tells it.</summary>
    /// <param name="needed">How many tasks the step needs.</param>
    public static string Bring(StandbyTrouble trouble, PlanEstate estate, Step step, int needed)
    {
        var name = Of(step).Service;
        switch (trouble)
        {
            case StandbyTrouble.AlternateGroup:
                Green(estate, step);
                return $"the tasks of {name} are in the alternate target group";
            case StandbyTrouble.Baking:
                var baking = Green(estate, step);
                baking.RollOut(BakesFor, 100);
                baking.Capacity = needed;
                return $"ECS is deploying {name}, and there is room for the tasks of one of its two revisions";
            case StandbyTrouble.TaskSets:
                var sets = Under("CODE_DEPLOY", estate, step, desired: 1);
                sets.BeginDeployment();
                // The task set that serves is scaled first, and the other one finds no room.
                sets.Capacity = needed + 1;
                estate.ByHand.Add(new Handwork("", estate.Worlds.Of(step).Standing(estate, step).Single()));
                return $"CodeDeploy is deploying {name}, and waits before it moves users to the new task set: each of the two has one task";
            case StandbyTrouble.OnSpot:
                OnSpot(estate, step, sure: 0);
                return $"{name} runs on {Spot} alone";
            case StandbyTrouble.NoSpot:
                OnSpot(estate, step, sure: 0).Strategy[0].Provider.Room = 0;
                return $"{name} runs on {Spot} alone, and AWS has none";
            case StandbyTrouble.InstancesFull:
                OnInstances(estate, step, most: 1);
                return $"{name} runs on instances, of which there may be one";
            default:
                var group = Current(estate, step).Strategy[0].Provider.Group!;
                group.Max = EcsScaleSettings.MostTasks;
                return $"somebody raises the maximum of {group.Name}";
        }
    }

    /// <summary>Under ECS's own blue/green, linear or canary deployments; the tasks are in the alternate target group.</summary>
    public static EcsService Green(PlanEstate estate, Step step, int desired = 0)
    {
        var (blue, green) = Groups(estate, step);
        var ecs = Vacate(estate, step);
        return ecs.AddGreen(step.Region, Of(step).Cluster, Of(step).Service, desired, blue, green, isListener: step.Id.Length % 2 == 0);
    }

    /// <summary>Under CodeDeploy or an external controller; the primary task set is in the green target group.</summary>
    public static EcsService Under(string controller, PlanEstate estate, Step step, int desired = 0)
    {
        var (blue, green) = Groups(estate, step);
        return Vacate(estate, step).AddUnder(controller, step.Region, Of(step).Cluster, Of(step).Service, desired, blue, green);
    }

    /// <summary>On Fargate Spot, but for the first tasks.</summary>
    /// <param name="sure">How many run on FARGATE.</param>
    public static EcsService OnSpot(PlanEstate estate, Step step, int sure)
    {
        var service = Rolling(estate, step);
        var ecs = estate.Cloud.Ecs;
        var spot = new EcsStrategyItem(ecs.Provider(step.Region, Spot));
        service.Strategy = sure == 0 ? [spot] : [new EcsStrategyItem(ecs.Provider(step.Region, "FARGATE"), Weight: 0, Base: sure), spot];
        return service;
    }

    /// <summary>On instances of an Auto Scaling group under managed scaling.</summary>
    /// <param name="most">The group's MaxSize; null for enough.</param>
    public static EcsService OnInstances(PlanEstate estate, Step step, int? most = null)
    {
        var service = Rolling(estate, step);
        var group = estate.Cloud.AutoScaling.Add(step.Region, $"{service.Name}-instances", 0, most ?? EcsScaleSettings.MostTasks);
        service.Strategy = [new EcsStrategyItem(estate.Cloud.Ecs.AddProvider($"{service.Name}-provider", group, TasksAnInstance))];
        return service;
    }

    /// <summary>
    /// A service of a shape that the world's seed draws, apart from all other draws; a deployment of it may begin at any time.
    /// </summary>
    /// <returns>What is out of the ordinary, for the tally; null for a rolling service on Fargate.</returns>
    public static string? Draw(PlanEstate estate, Step step, World world)
    {
        // Not from the dice of the sabotage: that would change every other draw of every seed.
        double Drawn(string what, double most) => world.DrawSeconds($"{what} of {step.Region} {Of(step).ResourceId}", 0, most).TotalSeconds;
        switch ((int)Drawn("shape", 12))
        {
            case 0 or 1:
                Later(Green(estate, step), [[100], [10, 100], [25, 50, 75, 100]]);
                return "ECS shifts users itself";
            case 2:
                Later(Under("CODE_DEPLOY", estate, step), [[100]]);
                return "CodeDeploy deploys";
            case 3:
                Later(Under("EXTERNAL", estate, step), [[100]]);
                return "an external controller deploys";
            case 4:
                var spot = OnSpot(estate, step, sure: (int)Drawn("base", 2)).Strategy[^1].Provider;
                spot.Room = (int)Drawn("room", 4);
                world.After(TimeSpan.FromSeconds(Drawn("return", 300)), () => spot.Room = int.MaxValue);
                return "Fargate Spot is scarce";
            case 5:
                OnInstances(estate, step);
                return "tasks run on instances";
            default:
                return null;
        }

        void Later(EcsService service, IReadOnlyList<int>[] shares)
        {
            var bake = TimeSpan.FromSeconds(20 + Drawn("bake", 200));
            var steps = shares[(int)Drawn("shares", shares.Length)];
            if (Drawn("deployment", 3) < 1)
            {
                world.After(TimeSpan.FromSeconds(Drawn("begin", 240)), () => service.RollOut(bake, steps));
            }
        }
    }

    static EcsService Rolling(PlanEstate estate, Step step)
    {
        var group = Current(estate, step).TargetGroups[0];
        return Vacate(estate, step).Add(step.Region, Of(step).Cluster, Of(step).Service, 0, group);
    }

    static (TargetGroup Blue, TargetGroup Green) Groups(PlanEstate estate, Step step) =>
        (Current(estate, step).TargetGroups[0],
            estate.Cloud.ElasticLoadBalancing.Add(step.Region, $"{estate.Plan.Name}-{step.Id}-green"));

    static EcsService Current(PlanEstate estate, Step step) => estate.Cloud.Ecs.Find(step.Region, Of(step).Cluster, Of(step).Service)!;

    static EcsApi Vacate(PlanEstate estate, Step step)
    {
        estate.Cloud.Ecs.Remove(step.Region, Of(step).Cluster, Of(step).Service);
        return estate.Cloud.Ecs;
    }

    static EcsScaleSettings Of(Step step) => (EcsScaleSettings)step.Settings!;
}
