using System.Xml.Linq;
using Amazon.AutoScaling.Model;
using StandIns;

namespace Amazon.AutoScaling;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeAutoScalingGroupsResponse DescribeAutoScalingGroupsResponse(XElement e) => new()
    {
        AutoScalingGroups = e.List("AutoScalingGroups", AutoScalingGroup),
        NextToken = e.Text("NextToken"),
    };

    public static AutoScalingGroup AutoScalingGroup(XElement e) => new()
    {
        AutoScalingGroupName = e.Text("AutoScalingGroupName"),
        AutoScalingGroupARN = e.Text("AutoScalingGroupARN"),
        MinSize = e.Int("MinSize"),
        MaxSize = e.Int("MaxSize"),
        DesiredCapacity = e.Int("DesiredCapacity"),
        SuspendedProcesses = e.List("SuspendedProcesses", SuspendedProcess),
    };

    public static SuspendedProcess SuspendedProcess(XElement e) => new()
    {
        ProcessName = e.Text("ProcessName"),
        SuspensionReason = e.Text("SuspensionReason"),
    };
}
