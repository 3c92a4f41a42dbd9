using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime.Internal.Transform;
using StandIns;

namespace Amazon.Lambda;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
    public static GetAccountSettingsResponse GetAccountSettingsResponse(JsonElement e) => new()
    {
        AccountLimit = e.Object("AccountLimit", limit => new AccountLimit
        {
            ConcurrentExecutions = limit.Int("ConcurrentExecutions"),
            UnreservedConcurrentExecutions = limit.Int("UnreservedConcurrentExecutions"),
        }),
    };

    // The body is the function's own answer, whatever that is.
    public static InvokeResponse InvokeResponse(JsonUnmarshallerContext context)
    {
        const string error = "X-Amz-Function-Error";
        var payload = new MemoryStream();
        context.Stream.CopyTo(payload);
        payload.Position = 0;
        return new InvokeResponse
        {
            FunctionError = context.ResponseData.IsHeaderPresent(error) ? context.ResponseData.GetHeaderValue(error) : null,
            Payload = payload,
            StatusCode = (int)context.ResponseData.StatusCode,
        };
    }
}
