using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Amazon.Lambda.RuntimeSupport;

internal sealed class RuntimeApiClient(HttpClient http, string endpoint, LambdaEnvironment environment)
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
            throw new RuntimeApiClientException("The Runtime API gave no event.", (int)response.StatusCode, Text(body));
        }

        var context = new LambdaContext(environment, name => Header(response.Headers, name));
        return new InvocationRequest { InputStream = new MemoryStream(body, writable: false), LambdaContext = context };
    }

    public Task RespondAsync(string requestId, Stream output)
    {
        var content = new StreamContent(output ?? Stream.Null);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return PostAsync($"invocation/{requestId}/response", content, errorType: null);
    }

    public Task ReportErrorAsync(string requestId, Exception exception) => ReportAsync($"invocation/{requestId}/error", exception);

    public Task ReportInitErrorAsync(Exception exception) => ReportAsync("init/error", exception);

    private Task ReportAsync(string path, Exception exception)
    {
        var content = new ByteArrayContent(ExceptionJson.Write(exception));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        return PostAsync(path, content, ExceptionJson.TypeOf(exception));
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
            throw new RuntimeApiClientException($"The Runtime API refused POST {path}.", (int)response.StatusCode, Text(body));
        }
    }

    private static string Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.First() : null;

    private static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body);
}
