using LocalAws.Wire;

namespace LocalAws.Services.CloudWatch;

/// <summary>CloudWatch's protocol, error words and rates.</summary>
static class CloudWatchProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "monitoring",
        Protocol = "http://monitoring.amazonaws.com/doc/2010-08-01/",
        IamAction = operation => $"cloudwatch:{operation}",
        DeniedInJson = new("AccessDeniedException", ""),
        Rates = call => call.Operation == "DescribeAlarms" ? [new($"{call.Region} alarms described", 9, 9)] : [],
    };
}
