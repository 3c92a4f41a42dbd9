using System.Xml.Linq;
using Amazon.ElasticLoadBalancingV2.Model;
using StandIns;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeTargetHealthResponse DescribeTargetHealthResponse(XElement e) => new()
    {
        TargetHealthDescriptions = e.List("TargetHealthDescriptions", TargetHealthDescription),
    };

    public static TargetHealthDescription TargetHealthDescription(XElement e) => new()
    {
        Target = e.Object("Target", TargetDescription),
        HealthCheckPort = e.Text("HealthCheckPort"),
        TargetHealth = e.Object("TargetHealth", TargetHealth),
    };

    public static TargetDescription TargetDescription(XElement e) => new()
    {
        Id = e.Text("Id"),
        Port = e.Int("Port"),
        AvailabilityZone = e.Text("AvailabilityZone"),
    };

    public static TargetHealth TargetHealth(XElement e) => new()
    {
        State = e.Text("State"),
        Reason = e.Text("Reason"),
        Description = e.Text("Description"),
    };
}
