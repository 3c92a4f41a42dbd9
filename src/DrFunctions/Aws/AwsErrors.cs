using System.Net;
using Amazon.Runtime;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;

namespace DrFunctions.Aws;

/// <summary>
/// Errors of AWS and of the network: which exceptions they are, what they mean, and a description that a person can act on.
/// </summary>
public static class AwsErrors
{
    static readonly string[] Passing =
    [
        "IncorrectInstanceState", "PriorRequestNotComplete", "ConcurrentUpdateException", "InsufficientInstanceCapacity",
        "InsufficientHostCapacity", "InsufficientCapacity", "InstanceLimitExceeded", "VcpuLimitExceeded", "InvalidChangeBatch", "InvalidInput",
        "TransactionInProgressException", "TransactionCanceledException", "IDPCommunicationError", "ExpiredToken", "ExpiredTokenException", "RequestExpired",
    ];

    /// <summary>Whether the exception is an error of AWS or of the network. Anything else is a bug and must not be caught.</summary>
    public static bool Is(Exception e) =>
        e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException;

    /// <summary>Nothing was observed: because of such an error, or because the look had to decide before the answer came.</summary>
    public static bool IsUnknown(Exception e) => Is(e) || e is OperationCanceledException;

    /// <summary>The middle of a sentence: "UnauthorizedOperation: You are not authorized …; grant the caller's role this action".</summary>
    public static string Describe(Exception e) => e switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } answer => $"{answer.ErrorCode}: {OneLine(answer.Message)}{Advice(answer)}",
        AmazonServiceException answer => $"HTTP {(int)answer.StatusCode}: {OneLine(answer.Message)}",
        OperationCanceledException => $"no answer before the check had to decide, after {Timing.Observing.TotalSeconds:0} s",
        _ => OneLine(e.Message),
    };

    /// <summary>The refusal, if AWS rejected the request, so that nothing was changed; null if the effect is unknown.</summary>
    /// <remarks>
    /// A failure inside AWS may have happened after the change. If it counted as a refusal, the change would not count as ours and would
    /// never be undone.
    /// </remarks>
    public static Refusal? AsRefusal(Exception e) =>
        e is HeldBackException held ? new Refusal(Describe(e), MayPass: true) { Sent = held.Sent }
        : e is AmazonServiceException { StatusCode: > 0, ErrorCode.Length: > 0 } answer
        && (answer.StatusCode < HttpStatusCode.InternalServerError || IsThrottle(answer) || IsPassing(answer))
        ? new Refusal(Describe(e), MayPass(answer))
        : null;

    /// <summary>AWS says that calls arrive too fast.</summary>
    public static bool IsThrottle(Exception e) => e is AmazonServiceException answer && IsThrottle(answer);

    static bool IsThrottle(AmazonServiceException e) =>
        (int)e.StatusCode == 429 || Contains(e, "Throttl") || Contains(e, "RequestLimitExceeded") || Contains(e, "SlowDown") || Contains(e, "TooManyRequests");

    /// <summary>AWS says that the caller lacks a permission.</summary>
    public static bool IsDenied(Exception e) => e is AmazonServiceException answer
        && (Contains(answer, "AccessDenied") || Contains(answer, "UnauthorizedOperation") || Contains(answer, "NotAuthorized") || Contains(answer, "AuthorizationError"));

    static bool MayPass(AmazonServiceException e) => IsThrottle(e) || IsPassing(e);

    static bool IsPassing(AmazonServiceException e) => Passing.Contains(e.ErrorCode, StringComparer.Ordinal);

    static string Advice(AmazonServiceException e) => IsDenied(e) ? "; grant the caller's role this action" : "";

    static bool Contains(AmazonServiceException e, string part) => e.ErrorCode?.Contains(part, StringComparison.Ordinal) == true;

    static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= 300 ? line : $"{line[..297]}...";
    }
}
