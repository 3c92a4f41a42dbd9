using LocalAws.Wire;

namespace LocalAws.Services.Ec2;

/// <summary>EC2's protocol, error words and rates.</summary>
static class Ec2Profile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "ec2",
        Protocol = "http://ec2.amazonaws.com/doc/2016-11-15/",
        Throttled = new("RequestLimitExceeded", "Request limit exceeded.", 503),
        Expired = new("RequestExpired", "The security token included in the request is expired", 403),
        Denied = new("UnauthorizedOperation", "You are not authorized to perform this operation. ", 403),
        Rates = Rates,
        SharesItsRates = true,
        ReadsLag = true,
        Transitions = new HashSet<string> { "StartInstances", "StopInstances", "TerminateInstances" },
    };

    /// <summary>Starts have two buckets, of requests and of instances; reads that are filtered or paged have a larger one.</summary>
    static IEnumerable<RateCost> Rates(FaultPoint call)
    {
        var (region, form) = (call.Region, Form.Parse(call.Request.Text));
        return call.Operation switch
        {
            "StartInstances" =>
            [
                new($"{region} ec2 start requests", 5, 2),
                new($"{region} ec2 start instances", 1000, 2, form.List("InstanceId").Count),
            ],
            "DescribeInstances" or "DescribeInstanceStatus" when form.ContainsKey("MaxResults") || form.ContainsKey("Filter.1.Name") =>
                [new($"{region} ec2 describe filtered", 100, 20)],
            "DescribeInstances" or "DescribeInstanceStatus" => [new($"{region} ec2 describe", 50, 10)],
            _ => [],
        };
    }
}
