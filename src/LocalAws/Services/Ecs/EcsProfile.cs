using LocalAws.Wire;

namespace LocalAws.Services.Ecs;

/// <summary>ECS's protocol, error words and rates.</summary>
static class EcsProfile
{
    public static readonly ServiceProfile Profile = new()
    {
        SigningName = "ecs",
        Protocol = "application/x-amz-json-1.1",
        Throttled = new("ThrottlingException", "Rate exceeded"),
        Expired = new("ExpiredTokenException", "The security token included in the request is expired"),
        Denied = new("AccessDeniedException", ""),
        Rates = call => call.Operation switch
        {
            "UpdateService" or "CreateService" or "DeleteService" => [new($"{call.Region} ecs services changed", 50, 5)],
            "DescribeServices" => [new($"{call.Region} ecs services described", 100, 20)],
            _ => [],
        },
        SharesItsRates = true,
        ReadsLag = true,
        Transitions = new HashSet<string> { "UpdateService" },
        PartialReads = new HashSet<string> { "DescribeServices" },
    };
}
