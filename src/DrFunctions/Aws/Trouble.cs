using System.Net;
using Amazon.Runtime;
using DrFunctions.Core.Observations;

namespace DrFunctions.Aws;

/// <summary>Says what went wrong with a call, in words that a person can act on.</summary>
public static class Trouble
{
    static readonly string[] Passing =
    [
        "IncorrectInstanceState", "PriorRequestNotComplete", "ConcurrentUpdateException", "InsufficientInstanceCapacity",
        "InsufficientHostCapacity", "InsufficientCapacity", "InstanceLimitExceeded", "VcpuLimitExceeded", "InvalidChangeBatch", "InvalidInput",
        "TransactionInProgressException", "TransactionCanceledException", "IDPCommunicationError", "ExpiredToken", "ExpiredTokenException", "RequestExpired",
    ];

    /// <summary>Whether this is an answer, good or bad, or a mishap of ours; anything else is a bug and must not be swallowed.</summary>
    public static bool Is(Exception e) => e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException;

    /// <summary>The middle of a sentence: "UnauthorizedOperation: You are not authorized …; grant the caller's role this action".</summary>
    public static string Say(Exception e) => e switch
    {
        AmazonServiceException { ErrorCode.Length: > 0 } answer => $"{answer.ErrorCode}: {OneLine(answer.Message)}{Advice(answer)}",
        AmazonServiceException answer => $"HTTP {(int)answer.StatusCode}: {OneLine(answer.Message)}",
        _ => OneLine(e.Message),
    };

    /// <summary>The refusal, if AWS answered with no, so that nothing was changed; null if the effect is unknown.</summary>
    /// <remarks>Something that broke inside AWS may have broken after the change: taken for a no, the change would not count as ours, and never be undone.</remarks>
    public static Refusal? AsRefusal(Exception e) => e is HeldBackException ? new Refusal(Say(e), MayPass: true) { Sent = Sent.None }
        : e is AmazonServiceException { StatusCode: > 0, ErrorCode.Length: > 0 } answer
        && (answer.StatusCode < HttpStatusCode.InternalServerError || IsThrottle(answer) || IsPassing(answer))
        ? new Refusal(Say(e), MayPass(answer))
        : null;

    /// <summary>AWS says that calls come too fast.</summary>
    public static bool IsThrottle(Exception e) => e is AmazonServiceException answer && IsThrottle(answer);

    static bool IsThrottle(AmazonServiceException e) =>
        (int)e.StatusCode == 429 || Contains(e, "Throttl") || Contains(e, "RequestLimitExceeded") || Contains(e, "SlowDown") || Contains(e, "TooManyRequests");

    /// <summary>AWS says that this caller may not.</summary>
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
