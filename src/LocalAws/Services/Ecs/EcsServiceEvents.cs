using System.Text.Json.Nodes;

namespace LocalAws.Services.Ecs;

/// <summary>What ECS tells EventBridge of services.</summary>
public static class EcsServiceEvents
{
    public const string Source = "aws.ecs";

    public const string Action = "ECS Service Action";

    public const string DeploymentChange = "ECS Deployment State Change";

    /// <summary>How often a service that is not steady is looked at, and for how long.</summary>
    static readonly TimeSpan every = TimeSpan.FromSeconds(5);
    static readonly TimeSpan longest = TimeSpan.FromMinutes(15);

    /// <param name="service">The service's ARN, which need not be that of one that LocalAws has.</param>
    /// <param name="name">Such as SERVICE_STEADY_STATE.</param>
    public static void Send(World world, string region, string service, string detailType, string name) => world.Events.Send(
        region, Source, detailType, service, new JsonObject { ["eventType"] = "INFO", ["eventName"] = name });

    /// <summary>Tells once the service is steady, if that comes soon, and if its count was not changed again.</summary>
    internal static void SendWhenSteady(World world, EcsService service, DateTimeOffset changed, TimeSpan waited = default)
    {
        if (world.Events.Deliver is null || waited > longest)
        {
            return;
        }

        world.After(every, () =>
        {
            var now = service.Settle();
            if (service.DesiredSince(now) > changed)
            {
                return;
            }

            if (service.SteadySince(now) is null)
            {
                SendWhenSteady(world, service, changed, waited + every);
                return;
            }

            Send(world, service.Region, service.Arn, Action, "SERVICE_STEADY_STATE");
        });
    }
}
