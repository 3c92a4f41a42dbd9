using Amazon.AutoScaling.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.AutoScaling;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("Auto Scaling", "autoscaling", "autoscaling", "2011-01-01", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.AutoScaling");

    public static readonly InvokeOptions DescribeAutoScalingGroups =
        s_query.Operation<DescribeAutoScalingGroupsRequest>("DescribeAutoScalingGroups", (form, request) =>
    {
        form.Add("AutoScalingGroupNames", request.AutoScalingGroupNames);
        form.Add("IncludeInstances", request.IncludeInstances);
        form.Add("NextToken", request.NextToken);
        form.Add("MaxRecords", request.MaxRecords);
    }, Read.DescribeAutoScalingGroupsResponse);
}
