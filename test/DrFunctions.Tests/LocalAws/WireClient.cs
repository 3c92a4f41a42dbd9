using System.Text;
using System.Xml.Linq;
using LocalAws;

namespace DrFunctions.Tests.LocalAws;

/// <summary>Speaks AWS's protocols by hand, to see what really goes over the wire. Its signatures name a scope and sign nothing.</summary>
sealed class WireClient(LocalCloud cloud) : IDisposable
{
    readonly HttpClient http = new(cloud.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => http.Dispose();

    /// <summary>A query call: its status and the document, without namespaces.</summary>
    public async Task<(int Status, XElement Xml)> Query(string region, string service, string form, CancellationToken cancel = default)
    {
        using var request = Signed(HttpMethod.Post, region, service, "/");
        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await Send(request, cancel);
    }

    public async Task<(int Status, XElement Xml)> Route53(string path, string? body = null)
    {
        using var request = Signed(body is null ? HttpMethod.Get : HttpMethod.Post, "us-east-1", "route53", "/2013-04-01/" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/xml");
        return await Send(request, default);
    }

    public async Task<(int Status, string Body)> Json(string region, string service, string target, string body)
    {
        using var request = Signed(HttpMethod.Post, region, service, "/");
        request.Headers.Add("X-Amz-Target", target);
        request.Content = new StringContent(body, Encoding.UTF8, "application/x-amz-json-1.0");
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A call in Smithy's RPC v2: the status, the headers, and the body as it is.</summary>
    public async Task<(int Status, Dictionary<string, string> Headers, byte[] Body)> Cbor(
        string region, string service, string path, byte[] body)
    {
        using var request = Signed(HttpMethod.Post, region, service, path);
        request.Headers.Add("smithy-protocol", "rpc-v2-cbor");
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.Add("Content-Type", "application/cbor");
        using var response = await http.SendAsync(request);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(one => one.Key, one => string.Join(',', one.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    public Task<HttpResponseMessage> Probe(string url, string? host = null, CancellationToken cancel = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = host;
        return http.SendAsync(request, cancel);
    }

    async Task<(int Status, XElement Xml)> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        using var response = await http.SendAsync(request, cancel);
        var root = XElement.Parse(await response.Content.ReadAsStringAsync(cancel));
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return ((int)response.StatusCode, root);
    }

    static HttpRequestMessage Signed(HttpMethod method, string region, string service, string path)
    {
        var request = new HttpRequestMessage(method, $"https://{service}.{region}.amazonaws.com{path}");
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00");
        return request;
    }
}
