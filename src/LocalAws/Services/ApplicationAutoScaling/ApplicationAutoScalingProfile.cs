using LocalAws.Wire;

namespace LocalAws.Services.ApplicationAutoScaling;

/// <summary>Application Auto Scaling's protocol, error words and rates.</summary>
static class ApplicationAutoScalingProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "application-autoscaling",
        Protocol = "application/x-amz-json-1.1",
        Throttled = new("ThrottlingException", "Rate exceeded"),
        Expired = new("ExpiredTokenException", "The security token included in the request is expired"),
        Denied = new("AccessDeniedException", ""),
        ReadsLag = true,
    };
}
