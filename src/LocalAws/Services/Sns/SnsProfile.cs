using LocalAws.Wire;

namespace LocalAws.Services.Sns;

/// <summary>SNS's protocol, error words and rates.</summary>
static class SnsProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "sns",
        Protocol = "http://sns.amazonaws.com/doc/2010-03-31/",
        Expired = new("ExpiredToken", "The security token included in the request is expired", 403),
        Denied = new("AuthorizationError", "", 403),
    };
}
