using System.Text.Json.Nodes;
using LocalAws.Wire;

namespace LocalAws.Services.CloudWatch;

/// <summary>
/// CloudWatch's three protocols: RPC v2 with CBOR, awsJson 1.0, and awsQuery. A caller is answered in the protocol of its request.
/// </summary>
static class AlarmWire
{
    const string JsonType = "application/x-amz-json-1.0";
    const string CborType = "application/cbor";

    public static bool IsJson(WireRequest request) => request.Header("X-Amz-Target") is not null;

    public static JsonObject Read(WireRequest request) =>
        request.IsCbor ? CborJson.Read(request.Body)
        : IsJson(request) ? JsonNode.Parse(request.Text) as JsonObject ?? []
        : AlarmXml.Read(Form.Parse(request.Text));

    public static WireResponse Write(WireRequest request, JsonObject answer, Func<string> newRequestId) =>
        request.IsCbor ? Cbor(200, answer)
        : IsJson(request) ? new WireResponse(200, JsonType, answer.ToJsonString())
        : AlarmXml.Write(request.Operation, answer, newRequestId());

    /// <summary>The error for a caller that speaks CBOR or JSON; null for one that speaks query.</summary>
    public static WireResponse? Refuse(WireRequest request, AwsErrorException error)
    {
        if (!request.IsCbor && !IsJson(request))
        {
            return null;
        }

        var body = new JsonObject { ["__type"] = "com.amazonaws.cloudwatch#" + ShapeOf(error.Code), ["message"] = error.Message };
        var response = request.IsCbor ? Cbor(error.Status, body) : new WireResponse(error.Status, JsonType, body.ToJsonString());

        // This header carries the query protocol's code, for programs that were written for that protocol.
        return response with
        {
            Headers = new Dictionary<string, string>(response.Headers)
            {
                ["x-amzn-query-error"] = $"{error.Code};{(error.Status < 500 ? "Sender" : "Receiver")}",
            },
        };
    }

    // An operation without output has neither a body nor a content type.
    static WireResponse Cbor(int status, JsonObject document) =>
        new(status, document.Count == 0 ? "" : CborType, document.ToJsonString())
        {
            Binary = document.Count == 0 ? [] : CborJson.Write(document),
            Headers = new Dictionary<string, string> { ["smithy-protocol"] = "rpc-v2-cbor" },
        };

    /// <summary>The error's name in the service's model, which is the newer protocols' code.</summary>
    static string ShapeOf(string code) => code switch
    {
        "InvalidParameterValue" or "InvalidParameterCombination" => code + "Exception",
        "MissingParameter" => "MissingRequiredParameterException",
        "InternalServiceError" => "InternalServiceFault",
        _ => code,
    };
}
