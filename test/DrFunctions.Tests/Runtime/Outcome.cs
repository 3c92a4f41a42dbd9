namespace DrFunctions.Tests.Runtime;

/// <summary>How an invocation ended, as Lambda would tell its caller.</summary>
public abstract record Outcome
{
    Outcome()
    {
    }

    public sealed record Answered(string Json) : Outcome;

    /// <summary>The function reported an error. <paramref name="Header"/> is its Lambda-Runtime-Function-Error-Type.</summary>
    public sealed record Failed(string Type, string Message, string? Header, string Body) : Outcome;

    public sealed record InitFailed(string Type, string Message, string? Header, string Body) : Outcome;

    /// <summary>The process ended without an answer.</summary>
    public sealed record Exited(int Code) : Outcome;

    /// <summary>No answer before the deadline; the process was killed.</summary>
    public sealed record TimedOut(string Message) : Outcome;
}
