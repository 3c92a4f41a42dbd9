using System.Text.Json;
using Amazon.ApplicationAutoScaling.Model;
using StandIns;

namespace Amazon.ApplicationAutoScaling;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeScalableTargetsResponse DescribeScalableTargetsResponse(JsonElement e) => new()
    {
        ScalableTargets = e.List("ScalableTargets", ScalableTarget),
        NextToken = e.Text("NextToken"),
    };

    public static ScalableTarget ScalableTarget(JsonElement e) => new()
    {
        ServiceNamespace = e.Text("ServiceNamespace"),
        ResourceId = e.Text("ResourceId"),
        ScalableDimension = e.Text("ScalableDimension"),
        MinCapacity = e.Int("MinCapacity"),
        MaxCapacity = e.Int("MaxCapacity"),
        PredictedCapacity = e.Int("PredictedCapacity"),
        RoleARN = e.Text("RoleARN"),
        CreationTime = e.Date("CreationTime"),
        SuspendedState = e.Object("SuspendedState", SuspendedState),
        ScalableTargetARN = e.Text("ScalableTargetARN"),
    };

    public static SuspendedState SuspendedState(JsonElement e) => new()
    {
        DynamicScalingInSuspended = e.Bool("DynamicScalingInSuspended"),
        DynamicScalingOutSuspended = e.Bool("DynamicScalingOutSuspended"),
        ScheduledScalingSuspended = e.Bool("ScheduledScalingSuspended"),
    };

    public static ListTagsForResourceResponse ListTagsForResourceResponse(JsonElement e) => new()
    {
        Tags = e.Map("Tags"),
    };

    public static RegisterScalableTargetResponse RegisterScalableTargetResponse(JsonElement e) => new()
    {
        ScalableTargetARN = e.Text("ScalableTargetARN"),
    };
}
