using LocalAws.Wire;

namespace LocalAws.Services.AutoScaling;

/// <summary>EC2 Auto Scaling's protocol, error words and rates.</summary>
static class AutoScalingProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "autoscaling",
        Protocol = "http://autoscaling.amazonaws.com/doc/2011-01-01/",
        ReadsLag = true,
    };
}
