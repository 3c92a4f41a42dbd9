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

    /// <summary>Refused because the credentials have expired.</summary>
    Expired,

    /// <summary>Refused because something inside the service broke.</summary>
    Internal,

    /// <summary>Refused because the service cannot be used for a while.</summary>
    Unavailable,

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

    /// <summary>It happened, but the answer is the error that the fault names, or an internal error.</summary>
    ErrorAfter,

    /// <summary>It takes that much longer, with its effect in the middle of its time; a caller that gives up before prevents it.</summary>
    Slow,

    /// <summary>A read is answered with an earlier state.</summary>
    Stale,

    /// <summary>A read of several resources finds none of them, and answers so with status 200, as ECS does.</summary>
    Partial,
}

/// <summary>A signed call at which a fault can be injected: its number, counted from 1, and what it asks.</summary>
public sealed record FaultPoint(int Number, string Region, string Service, string Operation, WireRequest Request);

/// <summary>What goes wrong with one call. The service's profile words the error, unless the fault names one.</summary>
public sealed record Fault(FaultKind Kind)
{
    public Fault(FaultKind kind, int status, string code, string message) : this(kind) => Words = new ErrorWords(code, message, status);

    /// <summary>The error that the fault names.</summary>
    public ErrorWords? Words { get; init; }

    /// <summary>How long a freeze lasts, how much longer a slow call takes, or how old the state is that a stale read shows.</summary>
    public TimeSpan For { get; init; }

    /// <summary>For a freeze: the wall clock runs on meanwhile.</summary>
    public bool WallJumps { get; init; } = true;

    /// <summary>For a freeze: the monotonic clock runs on meanwhile.</summary>
    public bool MonotonicJumps { get; init; } = true;

    public static Fault Slow(TimeSpan longer) => new(FaultKind.Slow) { For = longer };

    public static readonly Fault Throttle = new(FaultKind.Throttle);
    public static readonly Fault Denied = new(FaultKind.Denied);
    public static readonly Fault Expired = new(FaultKind.Expired);
    public static readonly Fault Internal = new(FaultKind.Internal);
    public static readonly Fault Unavailable = new(FaultKind.Unavailable);
    public static readonly Fault ResetBefore = new(FaultKind.ResetBefore);
    public static readonly Fault ResetAfter = new(FaultKind.ResetAfter);
    public static readonly Fault Hang = new(FaultKind.Hang);
    public static readonly Fault HangAfter = new(FaultKind.HangAfter);
    public static readonly Fault KillBefore = new(FaultKind.KillBefore);
    public static readonly Fault KillAfter = new(FaultKind.KillAfter);
    public static readonly Fault KillAnswered = new(FaultKind.KillAnswered);
}
