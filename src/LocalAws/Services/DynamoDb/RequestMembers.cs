using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>What the operations on items have in common: reading the request's members, and answering with parts of items.</summary>
static class RequestMembers
{
    public static void Only(JsonObject request, string operation, IReadOnlyCollection<string> members)
    {
        var lacking = request.Select(member => member.Key).FirstOrDefault(name => !members.Contains(name));
        if (lacking is not null)
        {
            throw Values.Invalid($"LocalAws does not have the parameter {lacking} of {operation}");
        }
    }

    public static string? Text(JsonObject request, string member) => request[member]?.GetValue<string>();

    public static JsonObject Object(JsonObject request, string member) => request[member] as JsonObject
        ?? throw Values.Invalid($"1 validation error detected: Value null at '{char.ToLowerInvariant(member[0])}{member[1..]}' " +
            "failed to satisfy constraint: Member must not be null");

    public static JsonObject Project(JsonObject item, IReadOnlyList<string>? projection) =>
        projection is null
            ? item.DeepClone().AsObject()
            : new JsonObject(projection.Where(item.ContainsKey).Select(name => KeyValuePair.Create(name, item[name]?.DeepClone())));

    /// <summary>The item that did not satisfy a condition, if the request asks for it.</summary>
    public static Dictionary<string, JsonNode?> OnFailure(JsonObject request, JsonObject? item) =>
        Text(request, "ReturnValuesOnConditionCheckFailure") == "ALL_OLD" && item is not null
            ? new Dictionary<string, JsonNode?> { ["Item"] = item.DeepClone() }
            : [];
}
