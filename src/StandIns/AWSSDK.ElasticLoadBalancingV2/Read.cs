using System.Xml.Linq;
using Amazon.ElasticLoadBalancingV2.Model;
using StandIns;

namespace Amazon.ElasticLoadBalancingV2;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static DescribeListenersResponse DescribeListenersResponse(XElement e) => new()
    {
        Listeners = e.List("Listeners", Listener),
    };

    public static DescribeRulesResponse DescribeRulesResponse(XElement e) => new()
    {
        Rules = e.List("Rules", Rule),
    };

    public static Listener Listener(XElement e) => new()
    {
        ListenerArn = e.Text("ListenerArn"),
        LoadBalancerArn = e.Text("LoadBalancerArn"),
        DefaultActions = e.List("DefaultActions", Action),
    };

    public static Rule Rule(XElement e) => new()
    {
        RuleArn = e.Text("RuleArn"),
        Priority = e.Text("Priority"),
        Actions = e.List("Actions", Action),
    };

    public static Model.Action Action(XElement e) => new()
    {
        Type = e.Text("Type"),
        TargetGroupArn = e.Text("TargetGroupArn"),
        ForwardConfig = e.Object("ForwardConfig", ForwardActionConfig),
    };

    public static ForwardActionConfig ForwardActionConfig(XElement e) => new()
    {
        TargetGroups = e.List("TargetGroups", TargetGroupTuple),
    };

    public static TargetGroupTuple TargetGroupTuple(XElement e) => new()
    {
        TargetGroupArn = e.Text("TargetGroupArn"),
        Weight = e.Int("Weight"),
    };

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
