using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.Ecs;

public sealed partial class EcsApi
{
    /// <summary>What DescribeServices answers while ECS loses sight of its own services: status 200, and only failures.</summary>
    public override WireResponse FindNothing(Call call, WireResponse found)
    {
        if (call.Request.Operation != "DescribeServices")
        {
            return found;
        }

        var ask = Read(call.Request.Text);
        var arns = Texts(ask, "services").Select(name => $"arn:aws:ecs:{call.Region}:{World.Account}:service/{ClusterName(call, ask)}/{name}");
        return found with { Text = new JsonObject { ["services"] = new JsonArray(), ["failures"] = Array(arns.Select(Missing)) }.ToJsonString() };
    }
}
