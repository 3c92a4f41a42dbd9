using Amazon.Runtime;

namespace Amazon.AutoScaling.Model;

public class DescribeAutoScalingGroupsRequest : AmazonAutoScalingRequest
{
    public List<string> AutoScalingGroupNames { get; set; }
    public bool? IncludeInstances { get; set; }
    public string NextToken { get; set; }
    public int? MaxRecords { get; set; }
}

public class DescribeAutoScalingGroupsResponse : AmazonWebServiceResponse
{
    public List<AutoScalingGroup> AutoScalingGroups { get; set; }
    public string NextToken { get; set; }
}

public class AutoScalingGroup
{
    public string AutoScalingGroupName { get; set; }
    public string AutoScalingGroupARN { get; set; }
    public int? MinSize { get; set; }
    public int? MaxSize { get; set; }
    public int? DesiredCapacity { get; set; }
    public List<SuspendedProcess> SuspendedProcesses { get; set; }
}

public class SuspendedProcess
{
    public string ProcessName { get; set; }
    public string SuspensionReason { get; set; }
}
