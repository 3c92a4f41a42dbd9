using System.Text.Json.Nodes;

namespace LocalAws.Services.Ec2;

/// <summary>What EC2 tells EventBridge.</summary>
public static class Ec2Events
{
    public const string Source = "aws.ec2";

    public const string StateChange = "EC2 Instance State-change Notification";

    /// <summary>An instance, which need not be one that LocalAws has, is in a state from now on.</summary>
    public static void Send(World world, string region, string instance, string state) => world.Events.Send(
        region, Source, StateChange, $"arn:aws:ec2:{region}:{World.Account}:instance/{instance}",
        new JsonObject { ["instance-id"] = instance, ["state"] = state });
}
