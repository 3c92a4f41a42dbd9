using Amazon.Lambda.Model;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda;

/// <summary>Reads the answers; named as in the API.</summary>
internal static class Read
{
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
