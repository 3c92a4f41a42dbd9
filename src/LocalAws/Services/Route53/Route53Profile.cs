using LocalAws.Wire;

namespace LocalAws.Services.Route53;

/// <summary>Route 53's protocol, error words and rates.</summary>
static class Route53Profile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "route53",
        Protocol = "https://route53.amazonaws.com/doc/2013-04-01/",
        // Name servers are everywhere, but the control plane, and so every call to the API, is in one Region.
        HomeRegion = "us-east-1",
        Expired = new("ExpiredToken", "The security token included in the request is expired", 403),
        Rates = _ => [new("route53", 5, 5)],
        SharesItsRates = true,
    };
}
