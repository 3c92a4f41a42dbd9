using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DrFunctions.Tests.Runtime;

/// <summary>What the Runtime API says to a process. AWS's own runtime client crashes on an answer without a JSON body.</summary>
sealed record Reply(int Status, string Json)
{
    public static readonly Reply Accepted = new(202, """{"status":"OK"}""");
    public static readonly Reply InvalidRequestId = Error(400, "InvalidRequestID", "Invalid request ID");
    public static readonly Reply InvalidStateTransition = Error(403, "InvalidStateTransition", "Transition is not allowed");
    public static readonly Reply TooLarge = Error(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (6291556 bytes).");
    public static readonly Reply Broken = Error(500, "InternalServerError", "The Runtime API is broken");

    public IResult ToResult() => Results.Text(Json, "application/json", statusCode: Status);

    static Reply Error(int status, string type, string message) =>
        new(status, $$"""{"errorType":{{JsonSerializer.Serialize(type)}},"errorMessage":{{JsonSerializer.Serialize(message)}}}""");
}
