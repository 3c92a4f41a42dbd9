using LocalAws.Wire;

namespace LocalAws.Services.Lambda;

/// <summary>Lambda's protocol, error words and rates.</summary>
static class LambdaProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "lambda",
        Protocol = "application/json",
        IamAction = operation => $"lambda:{(operation == "Invoke" ? "InvokeFunction" : operation)}",
        Throttled = new("TooManyRequestsException", "Rate Exceeded.", 429),
        Expired = new("ExpiredTokenException", "The security token included in the request is expired", 403),
        Denied = new("AccessDeniedException", "", 403),
    };
}
