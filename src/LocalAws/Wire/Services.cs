using System.Text.Json.Nodes;
using System.Text.Json;
using System.Xml.Linq;

namespace LocalAws.Wire;

/// <summary>A call that reached a service: what was asked, in which Region.</summary>
public sealed record Call(WireRequest Request, string Region);

/// <summary>One simulated AWS service. A service has one file; it holds its resources by Region and answers its wire protocol.</summary>
public abstract class Service(World world)
{
    protected World World { get; } = world;

    /// <summary>The name in the signature's scope, by which calls are routed.</summary>
    public abstract string SigningName { get; }

    /// <summary>AWS's names of the operations that it has.</summary>
    public abstract IEnumerable<string> OperationNames { get; }

    public abstract WireResponse Answer(Call call);

    /// <summary>An error in this service's protocol, for what is refused before it reaches an operation: faults and throttles.</summary>
    public abstract WireResponse Refuse(AwsErrorException error);

    /// <summary>The same, where a service speaks several protocols: in the caller's.</summary>
    public virtual WireResponse Refuse(Call call, AwsErrorException error) => Refuse(error);

    /// <summary>The answer to a read that found nothing of what it asked for, where that is no error; by itself the answer as it is.</summary>
    public virtual WireResponse FindNothing(Call call, WireResponse found) => found;

    /// <summary>AWS's name of the operation, such as <c>StartInstances</c>.</summary>
    public virtual string OperationOf(WireRequest request) => request.Operation;

    /// <summary>The arguments in a line for the trace, without what differs from run to run.</summary>
    public abstract string Summary(WireRequest request);
}

/// <summary>A service that speaks the awsQuery protocol; EC2, which differs in the frame, overrides it.</summary>
public abstract class QueryService(World world, string @namespace) : Service(world)
{
    protected XNamespace Namespace { get; } = @namespace;

    /// <summary>The operations by Action: the content of the result element. An unknown Action is refused as AWS does.</summary>
    protected abstract IReadOnlyDictionary<string, Func<Call, IReadOnlyDictionary<string, string>, IEnumerable<XElement>>>
        Operations { get; }

    public override IEnumerable<string> OperationNames => Operations.Keys;

    public override WireResponse Answer(Call call)
    {
        var form = Form.Parse(call.Request.Text);
        form.TryGetValue("Action", out var action);
        try
        {
            return Operations.TryGetValue(action ?? "", out var operation)
                ? Xml(200, Frame(action!, operation(call, form)))
                : throw new AwsErrorException("InvalidAction",
                    $"The action {action} is not valid for this endpoint: LocalAws does not have it.");
        }
        catch (AwsErrorException e)
        {
            return Refuse(e);
        }
    }

    public override WireResponse Refuse(AwsErrorException error) => Xml(error.Status, Error(error));

    public override string Summary(WireRequest request) =>
        string.Join(' ', Form.Parse(request.Text).Where(pair => pair.Key is not ("Action" or "Version"))
            .Select(pair => $"{pair.Key}={pair.Value}"));

    protected virtual XElement Frame(string action, IEnumerable<XElement> result) =>
        new(Namespace + (action + "Response"),
            new XElement(Namespace + (action + "Result"), result),
            new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", World.NewUuid())));

    protected virtual XElement Error(AwsErrorException e) =>
        new(Namespace + "ErrorResponse",
            new XElement(Namespace + "Error",
                new XElement(Namespace + "Type", e.Status < 500 ? "Sender" : "Receiver"),
                new XElement(Namespace + "Code", e.Code),
                new XElement(Namespace + "Message", e.Message)),
            new XElement(Namespace + "RequestId", World.NewUuid()));

    protected static WireResponse Xml(int status, XElement root) =>
        new(status, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + root.ToString(SaveOptions.DisableFormatting));
}

/// <summary>A service that speaks awsJson 1.0 or 1.1: the operation is in X-Amz-Target.</summary>
public abstract class JsonService(World world, string contentType) : Service(world)
{
    /// <summary>The operations by name: the answer's document.</summary>
    protected abstract IReadOnlyDictionary<string, Func<Call, JsonObject, JsonNode>> Operations { get; }

    public override IEnumerable<string> OperationNames => Operations.Keys;

    public override WireResponse Answer(Call call)
    {
        try
        {
            if (!Operations.TryGetValue(call.Request.Operation, out var operation))
            {
                throw new AwsErrorException("UnknownOperationException", $"LocalAws does not have {call.Request.Operation}.");
            }

            return new WireResponse(200, contentType, operation(call, Read(call.Request.Text)).ToJsonString());
        }
        catch (AwsErrorException e)
        {
            return Refuse(e);
        }
    }

    public override WireResponse Refuse(AwsErrorException error)
    {
        var body = new JsonObject { ["__type"] = error.Code, ["message"] = error.Message };
        foreach (var (name, value) in error.Members)
        {
            body[name] = value?.DeepClone();
        }

        return new WireResponse(error.Status, contentType, body.ToJsonString())
        {
            Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = error.Code },
        };
    }

    public override string Summary(WireRequest request) => request.Text;

    protected static JsonObject Read(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject
                ?? throw new AwsErrorException("SerializationException", "The body is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new AwsErrorException("SerializationException", e.Message);
        }
    }
}

/// <summary>Stands for a service that LocalAws does not have, and says so in words that an SDK shows.</summary>
sealed class MissingService(World world, string name) : QueryService(world, "")
{
    public override string SigningName => name;

    protected override IReadOnlyDictionary<string, Func<Call, IReadOnlyDictionary<string, string>, IEnumerable<XElement>>> Operations =>
        throw new AwsErrorException("InvalidAction", $"LocalAws does not have the service {SigningName}.");
}
