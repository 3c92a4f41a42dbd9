using Amazon.ApplicationAutoScaling.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.ApplicationAutoScaling;

internal static class Wire
{
    public static readonly ServiceDescription Service = new(
        "Application Auto Scaling", "application-autoscaling", "application-autoscaling", "2016-02-06", ServiceErrors.Create);

    private static readonly Json s_json = new(Service, "Amazon.ApplicationAutoScaling", "AnyScaleFrontendService");

    public static readonly InvokeOptions DescribeScalableTargets =
        s_json.Operation<DescribeScalableTargetsRequest>("DescribeScalableTargets", (json, request) =>
    {
        json.Add("MaxResults", request.MaxResults);
        json.Add("NextToken", request.NextToken);
        json.Add("ResourceIds", request.ResourceIds);
        json.Add("ScalableDimension", request.ScalableDimension);
        json.Add("ServiceNamespace", request.ServiceNamespace);
    }, Read.DescribeScalableTargetsResponse);

    public static readonly InvokeOptions ListTagsForResource =
        s_json.Operation<ListTagsForResourceRequest>("ListTagsForResource", (json, request) =>
    {
        json.Add("ResourceARN", request.ResourceARN);
    }, Read.ListTagsForResourceResponse);

    public static readonly InvokeOptions RegisterScalableTarget =
        s_json.Operation<RegisterScalableTargetRequest>("RegisterScalableTarget", (json, request) =>
    {
        json.Add("MaxCapacity", request.MaxCapacity);
        json.Add("MinCapacity", request.MinCapacity);
        json.Add("ResourceId", request.ResourceId);
        json.Add("RoleARN", request.RoleARN);
        json.Add("ScalableDimension", request.ScalableDimension);
        json.Add("ServiceNamespace", request.ServiceNamespace);
        json.Add("SuspendedState", request.SuspendedState, (inner, state) =>
        {
            inner.Add("DynamicScalingInSuspended", state.DynamicScalingInSuspended);
            inner.Add("DynamicScalingOutSuspended", state.DynamicScalingOutSuspended);
            inner.Add("ScheduledScalingSuspended", state.ScheduledScalingSuspended);
        });
        json.Add("Tags", request.Tags);
    }, Read.RegisterScalableTargetResponse);
}
