namespace LocalAws.Wire;

/// <summary>An error in a service's own words, and the HTTP status that comes with it.</summary>
public sealed record ErrorWords(string Code, string Message, int Status = 400)
{
    public AwsErrorException ToException() => new(Code, Message, Status);
}

/// <summary>What one call takes from a token bucket that holds Size tokens and regains Refill tokens a second.</summary>
/// <param name="Bucket">The bucket's name; calls that name the same bucket share it.</param>
public sealed record RateCost(string Bucket, double Size, double Refill, double Tokens = 1);

/// <summary>
/// What one service answers and allows besides its operations. Each service's folder has its own profile; the defaults are what most
/// services answer that speak awsQuery.
/// </summary>
public sealed record ServiceProfile
{
    /// <summary>The name in the signature's scope, by which calls are routed.</summary>
    public required string SigningName { get; init; }

    /// <summary>
    /// How the protocol is named on the wire: the content type of a service that speaks JSON, the namespace of one that speaks XML.
    /// </summary>
    public string Protocol { get; init; } = "";

    /// <summary>The one Region that serves every call to a global service; null for a service that each Region has.</summary>
    public string? HomeRegion { get; init; }

    /// <summary>
    /// IAM's name of an operation, such as <c>cloudwatch:DescribeAlarms</c>; null where it is the signing name and the operation's name.
    /// </summary>
    public Func<string, string>? IamAction { get; init; }

    public ErrorWords Throttled { get; init; } = new("Throttling", "Rate exceeded");

    public ErrorWords Expired { get; init; } = new("ExpiredToken", "The security token included in the request is expired");

    /// <summary>IAM's sentence about user and action follows the message.</summary>
    public ErrorWords Denied { get; init; } = new("AccessDenied", "", 403);

    /// <summary>The same for a caller that speaks JSON or CBOR, where the service speaks several protocols.</summary>
    public ErrorWords? DeniedInJson { get; init; }

    public ErrorWords Internal { get; init; } = new("InternalFailure", "The request processing has failed because of an unknown error.", 500);

    public ErrorWords Unavailable { get; init; } = new("ServiceUnavailable", "The request has failed due to a temporary failure of the server.", 503);

    /// <summary>
    /// The account's rate limits at their nominal sizes: what a call costs. A call that costs nothing is never throttled.
    /// </summary>
    public Func<FaultPoint, IEnumerable<RateCost>> Rates { get; init; } = _ => [];

    /// <summary>Others of the account empty the same buckets, so that a call may be throttled although its caller makes few.</summary>
    public bool SharesItsRates { get; init; }

    /// <summary>Reads may show the state of some seconds ago.</summary>
    public bool ReadsLag { get; init; }

    /// <summary>
    /// Changes whose resource is in transition for seconds afterwards, so that a read soon after may show the state before.
    /// </summary>
    public IReadOnlySet<string> Transitions { get; init; } = new HashSet<string>();

    /// <summary>Reads that name what they did not find in an answer with status 200.</summary>
    public IReadOnlySet<string> PartialReads { get; init; } = new HashSet<string>();

    /// <summary>
    /// Conditional writes, each with the error that it is answered with although it took effect: the SDK lost the first answer, asked
    /// again,
    /// and the condition no longer held.
    /// </summary>
    public IReadOnlyDictionary<string, ErrorWords> LostWrites { get; init; } = new Dictionary<string, ErrorWords>();

    /// <summary>The error that the service answers instead of acting, or null where the fault is of another nature.</summary>
    internal AwsErrorException? ErrorOf(Fault fault, FaultPoint point) => fault.Kind switch
    {
        FaultKind.Throttle => Throttled.ToException(),
        FaultKind.Denied => Refused(point),
        FaultKind.Expired => Expired.ToException(),
        FaultKind.Internal => Internal.ToException(),
        FaultKind.Unavailable => Unavailable.ToException(),
        FaultKind.Error => fault.Words!.ToException(),
        _ => null,
    };

    AwsErrorException Refused(FaultPoint point)
    {
        var action = IamAction?.Invoke(point.Operation) ?? $"{SigningName}:{point.Operation}";
        var words = DeniedInJson is { } json && (point.Request.IsCbor || point.Request.Header("X-Amz-Target") is not null) ? json : Denied;
        return new AwsErrorException(
            words.Code,
            $"{words.Message}User: arn:aws:sts::{World.Account}:assumed-role/caller/session is not authorized to perform: {action} "
                + $"because no identity-based policy allows the {action} action",
            words.Status);
    }
}
