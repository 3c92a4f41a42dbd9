using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace DrFunctions.Realism;

/// <summary>What clients sent, each with its headers and its body; nothing leaves the process, and nothing useful is answered.</summary>
sealed class CapturedRequests : HttpClientFactory
{
    public List<JsonObject> All { get; } = [];

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Wire(All));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    sealed class Wire(List<JsonObject> all) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var headers = new JsonObject { ["host"] = request.Headers.Host ?? request.RequestUri!.Authority };
            foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                .Where(header => header.Key != "Host"))
            {
                headers[name] = string.Join(',', values);
            }

            all.Add(new JsonObject
            {
                ["method"] = request.Method.Method,
                ["url"] = request.RequestUri!.AbsoluteUri,
                ["headers"] = headers,
                ["body"] = Convert.ToBase64String(body),
            });
            return new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("") };
        }
    }
}
