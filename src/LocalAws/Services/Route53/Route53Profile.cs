using LocalAws.Wire;

namespace LocalAws.Services.Route53;

/// <summary>Route 53's protocol, error words and rates.</summary>
static class Route53Profile
{
    /// <summary>One bucket for all of the account's requests, and one more for each operation.</summary>
    const double Burst = 50;
    const double PerSecond = 10;

    /// <summary>
    /// The account's second limit counts the changes in batches, whatever the number of requests. Its size is an assumption: it holds the
    /// largest batch, and refills by ten changes for each request that the first limit allows.
    /// </summary>
    const double ChangesBurst = 1_000;
    const double ChangesPerSecond = 100;

    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "route53",
        Protocol = "https://route53.amazonaws.com/doc/2013-04-01/",
        // Name servers are everywhere, but the control plane, and so every call to the API, is in one Region.
        HomeRegion = "us-east-1",
        Expired = new("ExpiredToken", "The security token included in the request is expired", 403),
        Rates = Costs,
        SharesItsRates = true,
    };

    static IEnumerable<RateCost> Costs(FaultPoint point)
    {
        yield return new("route53", Burst, PerSecond);
        yield return point.Operation == "GetHealthCheckStatus"
            ? new($"route53 {point.Operation}", 4, 1)
            : new($"route53 {point.Operation}", Burst, PerSecond);
        if (point.Operation == "ChangeResourceRecordSets")
        {
            yield return new("route53 changes", ChangesBurst, ChangesPerSecond, Math.Min(ChangesBurst, ChangesIn(point.Request.Text)));
        }
    }

    static int ChangesIn(string batch) => batch.Split("<Action>").Length - 1;
}
