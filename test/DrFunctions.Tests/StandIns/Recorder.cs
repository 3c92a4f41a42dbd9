using System.Net;
using System.Text;
using Amazon;
using Amazon.Runtime;

namespace DrFunctions.Tests.StandIns;

/// <summary>What a client put on the wire.</summary>
sealed record Sent(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Region, service and ending of the signature's scope, such as <c>eu-west-1/ec2/aws4_request</c>.</summary>
    public string Scope => Headers["Authorization"].Split("Credential=")[1].Split(',')[0].Split('/', 3)[2];

    /// <summary>The posted form as sorted lines, decoded.</summary>
    public string Form => string.Join('\n', Body.Split('&').Select(WebUtility.UrlDecode).Order(StringComparer.Ordinal));
}

/// <summary>
/// The other end of an SDK client: keeps what was sent, answers what the test gave it, and fails when it has nothing to say.
/// </summary>
sealed class Recorder
{
    readonly Queue<(HttpStatusCode Status, string Body)> answers = new();

    public static AWSCredentials Credentials { get; } = new BasicAWSCredentials("AKIDEXAMPLE", "secret");

    public List<Sent> Sent { get; } = [];

    public Recorder Answers(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        answers.Enqueue((status, body));
        return this;
    }

    /// <summary>A client's settings that lead here, in eu-west-1 and without retries.</summary>
    public T Config<T>() where T : ClientConfig, new()
        => new() { RegionEndpoint = RegionEndpoint.EUWest1, MaxErrorRetry = 0, HttpClientFactory = new Factory(this) };

    sealed class Factory(Recorder recorder) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Wire(recorder));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    sealed class Wire(Recorder recorder) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []);
            var body = request.Content == null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            recorder.Sent.Add(new Sent(request.Method.Method, request.RequestUri!, Joined(headers), body));
            var (status, answer) = recorder.answers.Dequeue();
            var response = new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8) };
            if (answer.StartsWith('{')) // What answers in JSON gives the request's id in a header, what answers in XML in the body.
                response.Headers.Add("x-amzn-RequestId", "header-request-id");
            return response;
        }

        static Dictionary<string, string> Joined(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers)
            => headers.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value), StringComparer.OrdinalIgnoreCase);
    }
}
