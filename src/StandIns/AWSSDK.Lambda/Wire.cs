using System.Text;
using Amazon.Lambda.Model;
using Amazon.Runtime.Internal;
using StandIns;

namespace Amazon.Lambda;

internal static class Wire
{
    public static readonly ServiceDescription Service = new("Lambda", "lambda", "lambda", "2015-03-31", ServiceErrors.Create);

    public static readonly InvokeOptions GetAccountSettings = Operation.Of<GetAccountSettingsRequest>(
        input => new DefaultRequest(input, "Amazon.Lambda") { HttpMethod = "GET", ResourcePath = "/2016-08-19/account-settings" },
        new JsonAnswer(Service, Read.GetAccountSettingsResponse));

    public static readonly InvokeOptions Invoke = Operation.Of<InvokeRequest>(input =>
    {
        if (string.IsNullOrEmpty(input.FunctionName))
            throw new AmazonLambdaException("Request object does not have required field FunctionName set");
        var request = new DefaultRequest(input, "Amazon.Lambda")
        {
            HttpMethod = "POST",
            ResourcePath = $"/{Service.ApiVersion}/functions/{{FunctionName}}/invocations",
            Content = Encoding.UTF8.GetBytes(input.Payload ?? ""),
        };
        request.AddPathResource("{FunctionName}", input.FunctionName);
        request.Headers["Content-Type"] = "application/json";
        if (input.InvocationType != null)
            request.Headers["X-Amz-Invocation-Type"] = input.InvocationType;
        return request;
    }, new JsonAnswer(Service, Read.InvokeResponse));
}
