using System.Text.Json.Nodes;
using System.Text.Json;

namespace LocalAws.Wire;

/// <summary>A service that speaks awsJson 1.0 or 1.1: the operation is in X-Amz-Target.</summary>
public abstract class JsonService(World world, ServiceProfile profile) : Service(world, profile)
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

            return new WireResponse(200, Profile.Protocol, operation(call, Read(call.Request.Text)).ToJsonString());
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

        return new WireResponse(error.Status, Profile.Protocol, body.ToJsonString())
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
