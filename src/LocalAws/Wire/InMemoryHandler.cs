using System.Net;
using LocalAws.Wire;

namespace LocalAws;

/// <summary>
/// Takes HTTP calls to the cloud without a socket. A call without a wait completes before this returns; the rest continues on
/// the thread that fires the clock's timer, so a simulation never leaves its thread.
/// </summary>
sealed class InMemoryHandler(LocalCloud cloud) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        var answer = await cloud.AnswerAsync(Translate(request, body), cancellationToken);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body),
        };
        if (answer.ContentType.Length > 0)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    static WireRequest Translate(HttpRequestMessage request, byte[] body)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("A request without an address reached LocalAws.");
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            headers[name] = values.ToString();
        }

        return new WireRequest(request.Method.Method, request.Headers.Host ?? uri.Authority, uri.AbsolutePath, uri.Query, headers, body)
        {
            ConnectedTo = uri.Authority,
            IsTls = uri.Scheme == Uri.UriSchemeHttps,
        };
    }
}
