using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using DrFunctions.Aws;

namespace DrFunctions.Realism.Comparing;

/// <summary>The same comparison through the product's own clients: how they parse the answers of LocalAws and of moto.</summary>
public sealed class OwnClientTests(MotoServer moto) : IClassFixture<MotoServer>
{
    static readonly BasicAWSCredentials credentials = new("test", "test");

    [Fact]
    public async Task Our_clients_read_the_same_from_LocalAws_and_from_moto()
    {
        var made = (await moto.FurnishAsync()).AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
        await using var estate = new LocalEstate();
        using var local = new AwsClients(new Handlers(estate.Cloud.CreateHandler), credentials);
        using var foreign = new AwsClients(new Handlers(() => new Detour(new Uri(moto.Address))), credentials);
        var (ours, theirs) = (new Side(estate.Ids), new Side(made));

        var found = new List<string>();
        foreach (var one in OwnClientCalls.All)
        {
            estate.Wait(one.After);
            var (first, second) = (await AskAsync(one, local, ours), await AskAsync(one, foreign, theirs));
            found.AddRange(first.Outcome != second.Outcome
                ? [$"{one.Say}: LocalAws {first.Outcome}, moto {second.Outcome}"]
                : Members.Differences(first.Read, second.Read).Select(difference => $"{one.Say}: {difference}"));
        }

        ReviewedDifferences.Assert("differences-own-clients.txt", found);
    }

    /// <summary>
    /// The outcome of the call: the members that were read, or an exception's type, code and status, which the product uses.
    /// </summary>
    static async Task<(string Outcome, JsonNode? Read)> AskAsync(OwnCall call, AwsClients aws, Side side)
    {
        try
        {
            var read = JsonSerializer.SerializeToNode(await call.Ask(aws, side.Fill));
            return ("answered", side.Read(read, read is JsonObject all ? all.Select(member => member.Key) : [], anyOrder: true));
        }
        catch (AmazonServiceException e)
        {
            return ($"{e.GetType().Name} {e.ErrorCode} {(int)e.StatusCode}", null);
        }
    }

    sealed class Handlers(Func<HttpMessageHandler> create) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(create());
    }

    /// <summary>Sends requests for AWS to moto; the Host header and the signature stay unchanged.</summary>
    sealed class Detour(Uri moto) : DelegatingHandler(new HttpClientHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host = request.RequestUri!.Authority;
            request.RequestUri = new UriBuilder(request.RequestUri) { Scheme = moto.Scheme, Host = moto.Host, Port = moto.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
