using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.EC2;
using Amazon.Runtime;
using DrFunctions.Aws;

namespace DrFunctions.Realism;

/// <summary>
/// Every operation of every client is signed as botocore signs the same request, and for the host and scope that boto3 uses.
/// </summary>
public class SignatureTests
{
    const string Id = "AKIAIOSFODNN7EXAMPLE", Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Token = "IQoJb3JpZ2luX2VjE//token+of=the session";

    [Theory]
    [InlineData("ap-northeast-1", "plain", false)]
    [InlineData("ap-northeast-1", "é + ~=&%2F\n*'()!,:;@$[]\"<ü>", true)]
    [InlineData("us-east-1", " spaced  text ", true)]
    [InlineData("us-gov-west-1", "a b", true)]
    [InlineData("cn-north-1", "中文/é", false)]
    public async Task Each_request_is_signed_as_botocore_signs_it(string region, string text, bool session)
    {
        var sent = await SendAllAsync(region, text, Secret, session);
        Assert.True(sent.Count > 15, $"{sent.Count} requests");
        Assert.Equal([], await MistakesAsync(sent));
    }

    [Fact]
    public async Task The_judge_sees_a_wrong_secret_a_changed_body_and_an_unsigned_token()
    {
        var sent = await SendAllAsync("ap-northeast-1", "text", Secret, session: true);
        foreach (var (index, request) in sent.Index())
        {
            request[(index % 3) switch { 0 => "secret", 1 => "body", _ => "token" }] = "AAAA";
        }

        Assert.Equal(sent.Count, (await MistakesAsync(sent)).Count);
    }

    /// <summary>Calls each operation once with every member of its request set.</summary>
    static async Task<IReadOnlyList<JsonObject>> SendAllAsync(string region, string text, string secret, bool session)
    {
        var wire = new CapturedRequests();
        using var aws = new AwsClients(wire, session ? new SessionAWSCredentials(Id, secret, Token) : new BasicAWSCredentials(Id, secret));
        foreach (var make in typeof(AwsClients).GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => typeof(IAmazonService).IsAssignableFrom(method.ReturnType)))
        {
            var client = make.Invoke(aws, [region])!;
            foreach (var operation in Operations(make.ReturnType))
            {
                var before = wire.All.Count;
                await CallAsync(client, operation, RequestFor(operation, text));
                Assert.True(wire.All.Count == before + 1, $"{make.ReturnType.Name}.{operation.Name} sent {wire.All.Count - before} requests.");
                var one = wire.All[^1];
                (one["service"], one["region"]) = (make.ReturnType.Name["IAmazon".Length..], region);
                (one["id"], one["secret"], one["token"]) = (Id, secret, session ? Token : null);
            }
        }

        return wire.All;
    }

    /// <summary>AWS's own clients have hundreds of operations; these are the ones that the product calls.</summary>
    static readonly Dictionary<Type, string[]> Called = new()
    {
        [typeof(IAmazonDynamoDB)] = ["GetItemAsync", "QueryAsync", "PutItemAsync", "DeleteItemAsync"],
        [typeof(IAmazonEC2)] = ["DescribeInstancesAsync", "DescribeInstanceStatusAsync", "StartInstancesAsync", "StopInstancesAsync"],
    };

    static IEnumerable<MethodInfo> Operations(Type client) => client.GetMethods()
        .Where(
            method => method.GetParameters() is [{ } request, _] && typeof(AmazonWebServiceRequest).IsAssignableFrom(request.ParameterType))
        .Where(method => !Called.TryGetValue(client, out var names) || names.Contains(method.Name));

    static object RequestFor(MethodInfo operation, string text)
    {
        Dictionary<string, AttributeValue> key = new() { ["pk"] = new AttributeValue(text) };
        return operation.Name switch
        {
            "GetItemAsync" => new GetItemRequest { TableName = "table", Key = key },
            "PutItemAsync" => new PutItemRequest { TableName = "table", Item = key },
            "DeleteItemAsync" => new DeleteItemRequest { TableName = "table", Key = key },
            "QueryAsync" => new QueryRequest { TableName = "table", KeyConditionExpression = text },
            _ => FilledRequest.Of(operation.GetParameters()[0].ParameterType, text),
        };
    }

    static async Task CallAsync(object client, MethodInfo operation, object request)
    {
        try
        {
            await (Task)operation.Invoke(client, [request, CancellationToken.None])!;
        }
        catch (Exception e)
            when (e is AmazonServiceException or AmazonClientException or System.Text.Json.JsonException or System.Xml.XmlException)
        {
            // The answer is useless; only the request counts.
        }
    }

    static async Task<IReadOnlyList<string>> MistakesAsync(IReadOnlyList<JsonObject> sent)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new JsonArray([.. sent.Select(one => one.DeepClone())]).ToJsonString());
            var told = await Tools.RunAsync("python3", "test/DrFunctions.Realism/resign.py", file);
            return [.. JsonNode.Parse(told.Good())!.AsArray().Select(one => $"{one!["request"]} {one["mistake"]}")];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
