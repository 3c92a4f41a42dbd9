using Amazon.CloudFormation.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.CloudFormation;

internal static class Wire
{
    public static readonly ServiceDescription Service = new(
        "CloudFormation", "cloudformation", "cloudformation", "2010-05-15", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.CloudFormation");

    public static readonly InvokeOptions DescribeStacks = s_query.Operation<DescribeStacksRequest>(
        "DescribeStacks", (form, request) => form.Add("StackName", request.StackName), Read.DescribeStacksResponse);
}
