using LocalAws.Wire;

namespace LocalAws;

/// <summary>What can go wrong with a call, with and without its effect.</summary>
public enum FaultKind
{
    /// <summary>Refused by a rate limit, in the service's own words.</summary>
    Throttle,

    /// <summary>Refused with the error that the fault names.</summary>
    Error,

    /// <summary>Refused because no policy allows it.</summary>
    Denied,

    /// <summary>The connection is reset and nothing happened.</summary>
    ResetBefore,

    /// <summary>It happened, and then the connection was reset.</summary>
    ResetAfter,

    /// <summary>No answer, and nothing happened.</summary>
    Hang,

    /// <summary>It happened, but no answer comes.</summary>
    HangAfter,

    /// <summary>The caller is killed before the call leaves it.</summary>
    KillBefore,

    /// <summary>It happened, and the caller was killed before the answer came.</summary>
    KillAfter,

    /// <summary>It happened and was answered, and then the caller was killed.</summary>
    KillAnswered,

    /// <summary>The caller is frozen before the call leaves it, and sends it when it is thawed.</summary>
    FreezeBefore,

    /// <summary>It happened, and the caller was frozen before the answer came; it reads the answer when it is thawed.</summary>
    FreezeAfter,

    /// <summary>It happened, and is answered all the same with the error that the fault names.</summary>
    ErrorAfter,

    /// <summary>A read that is answered with the state of some time ago.</summary>
    Stale,

    /// <summary>A read of several things that finds none of them, and says so with status 200, as ECS does.</summary>
    Partial,
}

/// <summary>A place where a fault can be put: a signed call, by its number (from 1) and by what it asks.</summary>
public sealed record FaultPoint(int Number, string Region, string Service, string Operation, WireRequest Request);

/// <summary>What goes wrong with one call. Status, code and message are for those of an error.</summary>
public sealed record Fault(FaultKind Kind, int Status = 0, string Code = "", string Message = "")
{
    /// <summary>For how long it freezes, or how old the state is that it shows.</summary>
    public TimeSpan For { get; init; }

    /// <summary>For a freeze: the wall clock shows it afterwards.</summary>
    public bool WallJumps { get; init; } = true;

    /// <summary>For a freeze: the monotonic clock shows it afterwards.</summary>
    public bool MonotonicJumps { get; init; } = true;

    public static readonly Fault Throttle = new(FaultKind.Throttle);
    public static readonly Fault Denied = new(FaultKind.Denied);
    public static readonly Fault ResetBefore = new(FaultKind.ResetBefore);
    public static readonly Fault ResetAfter = new(FaultKind.ResetAfter);
    public static readonly Fault Hang = new(FaultKind.Hang);
    public static readonly Fault HangAfter = new(FaultKind.HangAfter);
    public static readonly Fault KillBefore = new(FaultKind.KillBefore);
    public static readonly Fault KillAfter = new(FaultKind.KillAfter);
    public static readonly Fault KillAnswered = new(FaultKind.KillAnswered);

    /// <summary>AWS's answer when something inside it broke.</summary>
    public static readonly Fault Internal = new(FaultKind.Error, 500, "InternalFailure",
        "The request processing has failed because of an unknown error.");

    /// <summary>The error that the service answers instead of acting, or null where the fault is of another nature.</summary>
    internal AwsErrorException? ErrorOf(FaultPoint point) => Kind switch
    {
        FaultKind.Throttle => Throttled(point.Service),
        FaultKind.Denied => Refused(point),
        FaultKind.Error => new AwsErrorException(Code, Message, Status),
        _ => null,
    };

    /// <summary>The credentials have run out, in the service's own words.</summary>
    public static Fault ExpiredFor(string service) => new(FaultKind.Error, service is "ec2" or "route53" or "sns" or "lambda" ? 403 : 400,
        service switch { "ec2" => "RequestExpired", "dynamodb" or "ecs" or "application-autoscaling" or "lambda" => "ExpiredTokenException", _ => "ExpiredToken" },
        "The security token included in the request is expired");

    internal static AwsErrorException Throttled(string service) => service switch
    {
        "ec2" => new("RequestLimitExceeded", "Request limit exceeded.", 503),
        "ecs" or "application-autoscaling" => new("ThrottlingException", "Rate exceeded"),
        "lambda" => new("TooManyRequestsException", "Rate Exceeded.", 429),
        "dynamodb" => new("ThrottlingException", "Throughput exceeds the current capacity of your table or index."),
        _ => new("Throttling", "Rate exceeded"),
    };

    static AwsErrorException Refused(FaultPoint point)
    {
        var action = point.Service == "lambda" ? "lambda:InvokeFunction" : $"{(point.Service == "monitoring" ? "cloudwatch" : point.Service)}:{point.Operation}";
        var message = $"User: arn:aws:sts::{World.Account}:assumed-role/dr-functions/dr-functions is not authorized to perform: {action} " +
            $"because no identity-based policy allows the {action} action";
        return point.Service switch
        {
            "ec2" => new("UnauthorizedOperation", "You are not authorized to perform this operation. " + message, 403),
            "sns" => new("AuthorizationError", message, 403),
            "lambda" => new("AccessDeniedException", message, 403),
            "ecs" or "application-autoscaling" or "dynamodb" => new("AccessDeniedException", message),
            "monitoring" when point.Request.IsCbor || point.Request.Header("X-Amz-Target") is not null => new("AccessDeniedException", message),
            _ => new("AccessDenied", message, 403),
        };
    }
}
