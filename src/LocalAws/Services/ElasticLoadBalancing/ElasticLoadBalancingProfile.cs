using LocalAws.Wire;

namespace LocalAws.Services.ElasticLoadBalancing;

/// <summary>Elastic Load Balancing's protocol, error words and rates.</summary>
static class ElasticLoadBalancingProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "elasticloadbalancing",
        Protocol = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
    };
}
