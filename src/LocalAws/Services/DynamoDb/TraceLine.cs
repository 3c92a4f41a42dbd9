using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>A request in a line of the trace: its operations, keys and conditions, without contents and without tokens.</summary>
static class TraceLine
{
    public static string Of(JsonObject request)
    {
        if (request["TransactItems"] is JsonArray writes)
        {
            return string.Join("; ", writes.OfType<JsonObject>()
                .SelectMany(write => write.Select(one => $"{one.Key} {Of(one.Value!.AsObject())}")));
        }

        var key = (request["Key"] ?? request["Item"]) as JsonObject;
        string?[] parts =
        [
            RequestMembers.Text(request, "TableName"),
            key is null ? null : $"{key["pk"]?["S"]}/{key["sk"]?["S"]}",
            RequestMembers.Text(request, "KeyConditionExpression"),
            RequestMembers.Text(request, "UpdateExpression"),
            RequestMembers.Text(request, "ConditionExpression") is { } condition ? $"if {condition}" : null,
        ];
        return string.Join(' ', parts.OfType<string>().Where(part => part.Length > 0));
    }
}
