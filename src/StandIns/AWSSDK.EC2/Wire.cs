using Amazon.EC2.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.EC2;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("EC2", "ec2", "ec2", "2016-11-15", ServiceErrors.Create);

    private static readonly Query s_query = new(Service, "Amazon.EC2", ec2: true);

    public static readonly InvokeOptions DescribeInstances =
        s_query.Operation<DescribeInstancesRequest>("DescribeInstances", (form, request) =>
    {
        form.Add("InstanceId", request.InstanceIds);
        form.Add("IncludeManagedResources", request.IncludeManagedResources);
        form.Add("DryRun", request.DryRun);
        form.Add("Filter", request.Filters, WriteFilter);
        form.Add("NextToken", request.NextToken);
        form.Add("MaxResults", request.MaxResults);
    }, Read.DescribeInstancesResponse);

    public static readonly InvokeOptions StartInstances = s_query.Operation<StartInstancesRequest>("StartInstances", (form, request) =>
    {
        form.Add("InstanceId", request.InstanceIds);
        form.Add("AdditionalInfo", request.AdditionalInfo);
        form.Add("DryRun", request.DryRun);
    }, Read.StartInstancesResponse);

    public static readonly InvokeOptions StopInstances = s_query.Operation<StopInstancesRequest>("StopInstances", (form, request) =>
    {
        form.Add("InstanceId", request.InstanceIds);
        form.Add("Hibernate", request.Hibernate);
        form.Add("SkipOsShutdown", request.SkipOsShutdown);
        form.Add("DryRun", request.DryRun);
        form.Add("Force", request.Force);
    }, Read.StopInstancesResponse);

    public static readonly InvokeOptions DescribeInstanceStatus =
        s_query.Operation<DescribeInstanceStatusRequest>("DescribeInstanceStatus", (form, request) =>
    {
        form.Add("InstanceId", request.InstanceIds);
        form.Add("MaxResults", request.MaxResults);
        form.Add("NextToken", request.NextToken);
        form.Add("IncludeManagedResources", request.IncludeManagedResources);
        form.Add("DryRun", request.DryRun);
        form.Add("Filter", request.Filters, WriteFilter);
        form.Add("IncludeAllInstances", request.IncludeAllInstances);
    }, Read.DescribeInstanceStatusResponse);

    private static void WriteFilter(QueryForm form, Filter filter)
    {
        form.Add(".Name", filter.Name);
        form.Add(".Value", filter.Values);
    }
}
