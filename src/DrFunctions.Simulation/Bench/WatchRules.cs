using LocalAws;
using LocalAws.Services.Ec2;
using LocalAws.Services.Ecs;

namespace DrFunctions.Simulation.Bench;

/// <summary>The rules of template.yaml by which EventBridge wakes the watch; a test compares them.</summary>
public static class WatchRules
{
    public static IReadOnlyList<string> InstanceStates { get; } = ["running", "stopped", "terminated"];

    public static IReadOnlyList<string> ServiceEvents { get; } = [EcsServiceEvents.Action, EcsServiceEvents.DeploymentChange];

    /// <summary>Whether a rule of the deployment's Region matches the event.</summary>
    public static bool Match(BusEvent one, string region)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one.Region == region && one.Source switch
        {
            Ec2Events.Source => one.DetailType == Ec2Events.StateChange && InstanceStates.Contains((string?)one.Detail["state"] ?? ""),
            EcsServiceEvents.Source => ServiceEvents.Contains(one.DetailType),
            _ => false,
        };
    }
}
