using System.Text;
using Microsoft.AspNetCore.Http;

namespace DrFunctions.Realism;

/// <summary>An answer, as moto gave it or as a bad network changes it.</summary>
sealed record LyingAnswer(int Status, string? Type, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    static readonly Dictionary<string, string> None = [];

    /// <param name="truth">moto's answer; null if moto was not asked.</param>
    public static LyingAnswer To(PassingCall call, LyingAnswer? truth) => call.Mishap switch
    {
        Mishap.Throttle => Throttle(call.Service),
        Mishap.Error500Before or Mishap.Error500After => call.Number % 2 == 0
            ? Of(500, "text/html", "<html><head><title>500 Internal Server Error</title></head><body>Sorry.<br></body></html>")
            : Internal(call.Service),
        Mishap.GarbageBefore or Mishap.GarbageAfter => (call.Number % 3) switch
        {
            0 => Of(200, truth?.Type, "<html><body>Please <a href=/login>sign in</a> to the network.<br></body></html>"),
            1 => new LyingAnswer(200, truth?.Type, [0, 255, 254, 128, 10, 7, 192, 0, 34, 123], None),
            _ => Of(200, "text/plain", "ok"),
        },
        Mishap.CutDocument => truth! with { Body = truth.Body[..(truth.Body.Length / 2)] },
        Mishap.WrongType => truth! with { Type = truth.Type?.Contains("json", StringComparison.Ordinal) == true ? "text/xml" : "application/json" },
        _ => truth!,
    };

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = Type;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength ??= Body.Length;
        await response.Body.WriteAsync(Body);
    }

    /// <summary>A refusal by a rate limit, in the form of each service.</summary>
    static LyingAnswer Throttle(string service) => service switch
    {
        "ec2" => Refusal(service, 503, "RequestLimitExceeded", "Request limit exceeded."),
        "dynamodb" => Refusal(service, 400, "ProvisionedThroughputExceededException", "The level of configured provisioned throughput for the table was exceeded."),
        "ecs" or "application-autoscaling" => Refusal(service, 400, "ThrottlingException", "Rate exceeded"),
        _ => Refusal(service, 400, "Throttling", "Rate exceeded"),
    };

    static LyingAnswer Internal(string service) => service switch
    {
        "ec2" => Refusal(service, 500, "InternalError", "An internal error has occurred"),
        "dynamodb" => Refusal(service, 500, "InternalServerError", "Internal server error"),
        "ecs" => Refusal(service, 500, "ServerException", "Service Unavailable. Please try again later."),
        _ => Refusal(service, 500, "InternalFailure", "We encountered an internal error. Please try again."),
    };

    static LyingAnswer Refusal(string service, int status, string code, string message) => service switch
    {
        "dynamodb" or "ecs" or "application-autoscaling" =>
            Of(status, "application/x-amz-json-1.1", $$"""{"__type":"com.amazonaws#{{code}}","message":"{{message}}"}"""),
        "ec2" => Of(status, "text/xml", $"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>1</RequestID></Response>"),
        _ => Of(status, "text/xml", $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>1</RequestId></ErrorResponse>"),
    };

    static LyingAnswer Of(int status, string? type, string text) => new(status, type, Encoding.UTF8.GetBytes(text), None);
}
