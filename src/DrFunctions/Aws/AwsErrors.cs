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
    /// <summary>Whether the exception is an error of AWS or of the network. Anything else is a bug and must not be caught.</summary>
    public static bool Is(Exception e) =>
        e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or TimeoutException;

    /// <summary>Nothing was observed: because of such an error, or because the look had to decide before the answer came.</summary>
    public static bool IsUnknown(Exception e) => Is(e) || e is OperationCanceledException;

    /// <summary>The middle of a sentence: "UnauthorizedOperation: You are not authorized …; grant the caller's role this action".</summary>
    public static string Describe(Exception e) => e switch
    {
        SentInPartException { InnerException: { } rest } => Describe(rest),
        AmazonServiceException { ErrorCode.Length: > 0 } answer => $"{answer.ErrorCode}: {OneLine(answer.Message)}{Advice(answer)}",
        AmazonServiceException answer => $"HTTP {(int)answer.StatusCode}: {OneLine(answer.Message)}",
        OperationCanceledException => $"no answer before the check had to decide, after {Timing.Observing.TotalSeconds:0} s",
        _ => OneLine(e.Message),
    };

    /// <summary>The refusal, if AWS rejected the request or it was held back; null if the effect is unknown.</summary>
    /// <remarks>
    /// A failure inside AWS may have happened after the change. If it counted as a refusal, the change would not count as ours and would
    /// never be undone.
    /// </remarks>
    public static Refusal? AsRefusal(Exception e) =>
        e is SentInPartException { InnerException: { } rest } ? AsRefusal(rest) is { } refusal ? refusal with { Sent = Sent.Part } : null
        : e is HeldBackException ? new Refusal(Describe(e), MayPass: true) { Sent = Sent.None }
        : e is AmazonServiceException { StatusCode: > 0, ErrorCode.Length: > 0 } answer
        && RefusalCodes.CauseOf(answer) is var cause
        && (answer.StatusCode < HttpStatusCode.InternalServerError || cause == RefusalCause.Passing)
        ? new Refusal(Describe(e), cause)
        : null;

    /// <summary>AWS says that calls arrive too fast.</summary>
    public static bool IsThrottle(Exception e) => e is AmazonServiceException answer && RefusalCodes.IsThrottle(answer);

    /// <summary>AWS says that the caller lacks a permission, or does not recognise the caller.</summary>
    public static bool IsDenied(Exception e) =>
        e is AmazonServiceException { ErrorCode.Length: > 0 } answer && RefusalCodes.CauseOf(answer) == RefusalCause.Denied;

    static string Advice(AmazonServiceException e) => RefusalCodes.IsUngranted(e.ErrorCode) ? "; grant the caller's role this action" : "";

    static string OneLine(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= 300 ? line : $"{line[..297]}...";
    }
}
