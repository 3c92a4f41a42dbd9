using Amazon.Runtime;
using DrFunctions.Core.Observations;

namespace DrFunctions.Aws;

/// <summary>
/// AWS's error codes, sorted by what they say about the next attempt. The lists follow the services' own references: the common errors and
/// those of EC2, ECS, Application Auto Scaling, CloudWatch and Route 53.
/// </summary>
static class RefusalCodes
{
    static readonly string[] Throttles = ["Throttl", "RequestLimitExceeded", "SlowDown", "TooManyRequests", "BandwidthLimitExceeded"];

    static readonly string[] Ungranted =
        ["AccessDenied", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError", "UnauthorizedAccess"];

    /// <summary>The caller is not recognised: where its keys or its Region were enabled a moment ago, this passes too.</summary>
    static readonly string[] Unrecognised =
        ["AuthFailure", "InvalidClientTokenId", "UnrecognizedClient", "MissingAuthenticationToken", "OptInRequired", "SignatureDoesNotMatch", "InvalidSignature"];

    /// <summary>All of EC2's and ECS's ways to say that there is no room, and that a quota is used up.</summary>
    static readonly string[] Scarce =
        ["Capacity", "InsufficientFreeAddresses", "InsufficientAddress", "LimitExceeded", "QuotaExceeded", "MaxSpotInstanceCountExceeded"];

    static readonly string[] Passing =
    [
        // Somebody else changes the same resource now.
        "IncorrectInstanceState", "IncorrectState", "PriorRequestNotComplete", "ConcurrentUpdateException", "ConcurrentModification",
        "ConflictException", "ResourceInUse", "ResourceInUseException", "UpdateInProgressException", "TransactionInProgressException",
        "TransactionCanceledException", "TransactionConflictException",

        // The credentials or the account are about to be renewed or verified.
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed", "TokenRefreshRequired", "IDPCommunicationError",
        "PendingVerification",
    ];

    /// <summary>How codes begin that find fault with the request itself.</summary>
    static readonly string[] Faults =
    [
        "Validation", "InvalidParameter", "InvalidRequest", "InvalidInput", "InvalidChangeBatch", "InvalidDomainName", "InvalidAction",
        "InvalidCharacter", "InvalidQueryParameter", "InvalidArgument", "InvalidFormat", "Malformed", "MissingParameter", "MissingAction",
        "MissingRequiredParameter", "UnknownParameter", "UnknownOperation", "Serialization", "Unsupported", "NoSuchHostedZone",
        "NoSuchHealthCheck", "PlatformUnknown", "PlatformTaskDefinitionIncompatibility",
    ];

    /// <summary>Route 53 finds other records than the batch expects: the next look reads them, and its request is another one.</summary>
    static readonly string[] Outdated = ["it was not found", "it already exists", "do not match the current values"];

    public static RefusalCause CauseOf(AmazonServiceException answer)
    {
        var code = answer.ErrorCode ?? "";
        return IsThrottle(answer) ? RefusalCause.Passing
            : IsUngranted(code) || Has(code, Unrecognised) ? RefusalCause.Denied
            : Passing.Contains(code, StringComparer.Ordinal) || Has(code, Scarce) || IsOutdated(answer) ? RefusalCause.Passing
            : Faults.Any(fault => code.StartsWith(fault, StringComparison.Ordinal)) || code.EndsWith(".Malformed", StringComparison.Ordinal)
            ? RefusalCause.Lasting
            : RefusalCause.Unclear;
    }

    public static bool IsThrottle(AmazonServiceException answer) => (int)answer.StatusCode == 429 || Has(answer.ErrorCode ?? "", Throttles);

    public static bool IsUngranted(string? code) => Has(code ?? "", Ungranted);

    static bool IsOutdated(AmazonServiceException answer) => answer.ErrorCode == "InvalidChangeBatch" && Has(answer.Message, Outdated);

    static bool Has(string text, string[] parts) => parts.Any(part => text.Contains(part, StringComparison.Ordinal));
}
