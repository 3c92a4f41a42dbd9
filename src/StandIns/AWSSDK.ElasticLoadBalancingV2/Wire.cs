using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.ElasticLoadBalancingV2;

internal static class Wire
{
    public static readonly ServiceDescription Service = new(
        "Elastic Load Balancing v2", "elasticloadbalancing", "elasticloadbalancing", "2015-12-01", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.ElasticLoadBalancingV2");

    public static readonly InvokeOptions DescribeListeners = s_query.Operation<DescribeListenersRequest>(
        "DescribeListeners", (form, request) => form.Add("ListenerArns", request.ListenerArns), Read.DescribeListenersResponse);

    public static readonly InvokeOptions DescribeRules = s_query.Operation<DescribeRulesRequest>(
        "DescribeRules", (form, request) => form.Add("RuleArns", request.RuleArns), Read.DescribeRulesResponse);

    public static readonly InvokeOptions DescribeTargetHealth =
        s_query.Operation<DescribeTargetHealthRequest>("DescribeTargetHealth", (form, request) =>
    {
        form.Add("TargetGroupArn", request.TargetGroupArn);
        form.Add("Targets", request.Targets, (item, target) =>
        {
            item.Add(".Id", target.Id);
            item.Add(".Port", target.Port);
            item.Add(".AvailabilityZone", target.AvailabilityZone);
        });
    }, Read.DescribeTargetHealthResponse);
}
