using Amazon.Runtime;

namespace Amazon.ElasticLoadBalancingV2.Model;

public class DescribeListenersRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string> ListenerArns { get; set; }
}

public class DescribeListenersResponse : AmazonWebServiceResponse
{
    public List<Listener> Listeners { get; set; }
}

public class DescribeRulesRequest : AmazonElasticLoadBalancingV2Request
{
    public List<string> RuleArns { get; set; }
}

public class DescribeRulesResponse : AmazonWebServiceResponse
{
    public List<Rule> Rules { get; set; }
}

public class DescribeTargetHealthRequest : AmazonElasticLoadBalancingV2Request
{
    public string TargetGroupArn { get; set; }
    public List<TargetDescription> Targets { get; set; }
}

public class DescribeTargetHealthResponse : AmazonWebServiceResponse
{
    public List<TargetHealthDescription> TargetHealthDescriptions { get; set; }
}

public class Action
{
    public ActionTypeEnum Type { get; set; }
    public string TargetGroupArn { get; set; }
    public ForwardActionConfig ForwardConfig { get; set; }
}

public class ForwardActionConfig
{
    public List<TargetGroupTuple> TargetGroups { get; set; }
}

public class Listener
{
    public string ListenerArn { get; set; }
    public string LoadBalancerArn { get; set; }
    public List<Action> DefaultActions { get; set; }
}

public class Rule
{
    public string RuleArn { get; set; }
    public string Priority { get; set; }
    public List<Action> Actions { get; set; }
}

public class TargetGroupTuple
{
    public string TargetGroupArn { get; set; }
    public int? Weight { get; set; }
}

public class TargetDescription
{
    public string Id { get; set; }
    public int? Port { get; set; }
    public string AvailabilityZone { get; set; }
}

public class TargetHealth
{
    public TargetHealthStateEnum State { get; set; }
    public TargetHealthReasonEnum Reason { get; set; }
    public string Description { get; set; }
}

public class TargetHealthDescription
{
    public TargetDescription Target { get; set; }
    public string HealthCheckPort { get; set; }
    public TargetHealth TargetHealth { get; set; }
}
