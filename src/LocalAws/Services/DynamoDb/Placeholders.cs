using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>
/// The <c>#names</c> and <c>:values</c> of a request. Each must be defined, and each must be used, or the request is refused.
/// </summary>
sealed class Placeholders
{
    readonly JsonObject names;
    readonly JsonObject values;
    readonly HashSet<string> used = new(StringComparer.Ordinal);

    public Placeholders(JsonObject request)
    {
        names = request["ExpressionAttributeNames"] as JsonObject ?? [];
        values = request["ExpressionAttributeValues"] as JsonObject ?? [];
        Values.CheckAll(values);
    }

    /// <summary>The attribute that a path names: by <c>#name</c>, or by its own name if that is not a reserved word.</summary>
    public string Name(string parameter, string token)
    {
        if (!token.StartsWith('#'))
        {
            return ReservedWords.Has(token)
                ? throw Values.Invalid($"Invalid {parameter}: Attribute name is a reserved keyword; reserved keyword: {token}")
                : token;
        }

        used.Add(token);
        return names[token]?.GetValue<string>()
            ?? throw Values.Invalid($"Invalid {parameter}: An expression attribute name used in the document path is not defined; " +
                $"attribute name: {token}");
    }

    public JsonNode Value(string parameter, string token)
    {
        used.Add(token);
        return values[token]
            ?? throw Values.Invalid($"Invalid {parameter}: An expression attribute value used in expression is not defined; " +
                $"attribute value: {token}");
    }

    public void RefuseUnused()
    {
        RefuseUnused("ExpressionAttributeNames", names);
        RefuseUnused("ExpressionAttributeValues", values);
    }

    void RefuseUnused(string parameter, JsonObject given)
    {
        var unused = given.Select(pair => pair.Key).Where(key => !used.Contains(key)).ToArray();
        if (unused.Length > 0)
        {
            throw Values.Invalid($"Value provided in {parameter} unused in expressions: keys: {{{string.Join(", ", unused)}}}");
        }
    }
}
