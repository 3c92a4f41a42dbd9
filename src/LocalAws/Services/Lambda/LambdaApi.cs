using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;
using LocalAws.Wire;

namespace LocalAws.Services.Lambda;

/// <summary>
/// Lambda's Invoke of type Event, in REST-JSON: Lambda accepts the event, and the function starts a moment later. The test deploys
/// functions. Of the account's settings it has those of concurrency.
/// </summary>
public sealed partial class LambdaApi(World world) : Service(world, LambdaProfile.Profile)
{
    const int MostBytes = 1024 * 1024;

    int taken;

    public override IEnumerable<string> OperationNames => ["GetAccountSettings", "Invoke"];

    /// <summary>How many invocations of all functions may run at once, in each Region.</summary>
    public int Concurrency { get; set; } = 1000;

    /// <summary>How many of them are reserved for some functions.</summary>
    public int Reserved { get; set; }

    /// <summary>Whether there is a function of this ARN.</summary>
    public Func<string, bool> Has { get; set; } = _ => false;

    /// <summary>Called with the function's ARN and the event when it is delivered.</summary>
    public Action<string, string>? Deliver { get; set; }

    public override WireResponse Answer(Call call)
    {
        try
        {
            return OperationOf(call.Request) == "GetAccountSettings" ? Settings() : Invoke(call);
        }
        catch (AwsErrorException e)
        {
            return Refuse(e);
        }
    }

    public override WireResponse Refuse(AwsErrorException error) =>
        new(error.Status, Profile.Protocol, new JsonObject { ["Type"] = error.Status < 500 ? "User" : "Service", ["Message"] = error.Message }.ToJsonString())
        {
            Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.Code },
        };

    public override string OperationOf(WireRequest request) =>
        request.Method == "POST" && InvocationPath.IsMatch(request.Path) ? "Invoke"
        : request.Method == "GET" && request.Path.TrimEnd('/') == "/2016-08-19/account-settings" ? "GetAccountSettings"
        : $"{request.Method} {request.Path}";

    public override string Summary(WireRequest request) => $"{NameIn(request)} {request.Text}".Trim();

    WireResponse Settings() => new(200, Profile.Protocol, new JsonObject
    {
        ["AccountLimit"] = new JsonObject
        {
            ["TotalCodeSize"] = 80530636800,
            ["CodeSizeUnzipped"] = 262144000,
            ["CodeSizeZipped"] = 52428800,
            ["ConcurrentExecutions"] = Concurrency,
            ["UnreservedConcurrentExecutions"] = Concurrency - Reserved,
        },
        ["AccountUsage"] = new JsonObject { ["TotalCodeSize"] = 0, ["FunctionCount"] = 0 },
    }.ToJsonString());

    WireResponse Invoke(Call call)
    {
        var request = call.Request;
        if (OperationOf(request) != "Invoke")
        {
            throw new AwsErrorException("UnknownOperationException", $"LocalAws does not have {request.Method} {request.Path}.", 404);
        }

        var arn = $"arn:aws:lambda:{call.Region}:{World.Account}:function:{NameIn(request)}";
        if (!Has(arn))
        {
            throw new AwsErrorException("ResourceNotFoundException", $"Function not found: {arn}", 404);
        }

        if (request.Header("X-Amz-Invocation-Type") != "Event")
        {
            throw new AwsErrorException("InvalidParameterValueException", "LocalAws has the invocation type Event only.");
        }

        if (request.Body.Length > MostBytes)
        {
            throw new AwsErrorException("RequestTooLargeException", $"{request.Body.Length} byte payload is too large for the Event invocation type (limit {MostBytes} bytes)", 413);
        }

        var json = request.Text;
        Check(json);
        World.After(World.DrawSeconds($"lambda {++taken} {arn}", 0.05, 0.5), () =>
        {
            if (World.IsLit(call.Region))
            {
                Deliver?.Invoke(arn, json);
            }
        });
        return new WireResponse(202, Profile.Protocol, "");
    }

    static void Check(string json)
    {
        try
        {
            JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new AwsErrorException("InvalidRequestContentException", $"Could not parse request body into json: {e.Message}");
        }
    }

    static string NameIn(WireRequest request) => Uri.UnescapeDataString(InvocationPath.Match(request.Path).Groups[1].Value);

    [GeneratedRegex("^/2015-03-31/functions/([^/]+)/invocations$")]
    static partial Regex InvocationPath { get; }
}
