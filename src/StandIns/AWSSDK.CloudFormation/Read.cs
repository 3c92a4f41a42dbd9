using System.Xml.Linq;
using Amazon.CloudFormation.Model;
using StandIns;

namespace Amazon.CloudFormation;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeStacksResponse DescribeStacksResponse(XElement e) => new()
    {
        Stacks = e.List("Stacks", Stack),
    };

    public static Stack Stack(XElement e) => new()
    {
        StackId = e.Text("StackId"),
        StackName = e.Text("StackName"),
        StackStatus = e.Text("StackStatus"),
        Outputs = e.List("Outputs", Output),
    };

    public static Output Output(XElement e) => new()
    {
        OutputKey = e.Text("OutputKey"),
        OutputValue = e.Text("OutputValue"),
        ExportName = e.Text("ExportName"),
    };
}
