using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.Ecs;

/// <summary>What UpdateService refuses for a service that CodeDeploy or another controller deploys.</summary>
static class EcsRefusals
{
    /// <summary>By the member, in AWS's words.</summary>
    static readonly (string Member, string Message)[] ByTaskSets =
    [
        ("taskDefinition", "Unable to update task definition"),
        ("networkConfiguration", "Unable to update network parameters"),
        ("platformVersion", "Unable to update platform version"),
        ("loadBalancers", "Unable to update load balancers"),
        ("serviceRegistries", "Unable to update service registries"),
        ("capacityProviderStrategy", "Cannot force a new deployment"),
    ];

    /// <exception cref="AwsErrorException">The request would change what only the deployment's controller may change.</exception>
    public static void OfTaskSets(EcsService service, JsonObject ask)
    {
        if (service.Controller == "ECS")
        {
            return;
        }

        var refused = ByTaskSets.Where(one => ask.ContainsKey(one.Member)).Select(one => one.Message).FirstOrDefault()
            ?? (ask["forceNewDeployment"] is JsonValue force && force.TryGetValue<bool>(out var on) && on
                ? "Cannot force a new deployment" : null);
        if (refused is not null)
        {
            throw new AwsErrorException("InvalidParameterException", service.Controller == "CODE_DEPLOY"
                ? $"{refused} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment."
                : $"{refused} on services with an EXTERNAL deployment controller. Use task sets instead.");
        }
    }
}
