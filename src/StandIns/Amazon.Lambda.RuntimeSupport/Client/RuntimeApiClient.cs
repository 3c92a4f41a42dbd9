using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class RuntimeApiClient(HttpClient http, string endpoint, LambdaEnvironment environment, LambdaConsole console)
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private readonly string _base = $"http://{endpoint}/2018-06-01/runtime/";

    /// <summary>Waits, without a limit of its own, until there is an event.</summary>
    public async Task<InvocationRequest> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(_base + "invocation/next", cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw Refused("The Runtime API gave no event.", response, body);
        }

        var context = new LambdaContext(environment, console, name => Header(response.Headers, name));
        return new InvocationRequest { InputStream = new MemoryStream(body, writable: false), LambdaContext = context };
    }

    public Task RespondAsync(string requestId, Stream output)
    {
        var content = new StreamContent(output ?? Stream.Null);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return PostAsync($"invocation/{requestId}/response", content, errorType: null);
    }

    public Task ReportErrorAsync(string requestId, Exception exception) =>
        PostAsync($"invocation/{requestId}/error", ErrorContent(exception), ExceptionJson.TypeOf(exception));

    /// <summary>Without the header that names the error's type: AWS's client sends none here.</summary>
    public Task ReportInitErrorAsync(Exception exception) => PostAsync("init/error", ErrorContent(exception), errorType: null);

    private static ByteArrayContent ErrorContent(Exception exception)
    {
        var content = new ByteArrayContent(ExceptionJson.Write(exception));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        return content;
    }

    private async Task PostAsync(string path, HttpContent content, string errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = content };
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
        }

        using var response = await http.SendAsync(request);
        if (response.StatusCode != HttpStatusCode.Accepted)
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            throw Refused($"The Runtime API refused POST {path}.", response, body);
        }
    }

    private static RuntimeApiClientException Refused(string message, HttpResponseMessage response, byte[] body)
    {
        var (status, text, headers) = ((int)response.StatusCode, Encoding.UTF8.GetString(body), response.Headers.ToDictionary(pair => pair.Key, pair => pair.Value));
        return response.StatusCode == HttpStatusCode.InternalServerError
            ? new RuntimeApiClientException(message, status, text, headers, null)
            : new RuntimeApiClientException<ErrorResponse>(message, status, text, headers, ErrorResponse.FromJson(text), null);
    }

    private static string Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;
}
