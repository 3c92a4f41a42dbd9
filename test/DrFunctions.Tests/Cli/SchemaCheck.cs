using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DrFunctions.Tests.Cli;

/// <summary>As much of JSON Schema 2020-12 as the plan schema uses; any other keyword throws, so that none goes unchecked.</summary>
static class SchemaCheck
{
    public static IReadOnlyList<string> Problems(JsonNode schema, JsonNode value) => [.. Check(schema, schema, value, "$")];

    static IEnumerable<string> Check(JsonNode root, JsonNode schema, JsonNode? value, string at) =>
        schema.AsObject().SelectMany(keyword => Check(root, schema, keyword.Key, keyword.Value!, value, at));

    static IEnumerable<string> Check(JsonNode root, JsonNode schema, string keyword, JsonNode rule, JsonNode? value, string at) =>
        keyword switch
    {
        "$schema" or "title" or "description" or "$defs" or "then" => [],
        "type" => Types(rule).Any(type => IsA(type, value)) ? [] : [$"{at}: not a {string.Join(" or ", Types(rule))}"],
        "enum" => rule.AsArray().Any(word => JsonNode.DeepEquals(word, value)) ? [] : [$"{at}: not one of the words"],
        "const" => JsonNode.DeepEquals(rule, value) ? [] : [$"{at}: not {rule}"],
        "pattern" => value is JsonValue && IsA("string", value) && !Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()) ? [$"{at}: not of the form"] : [],
        "minLength" => Least(rule, IsA("string", value) ? value!.GetValue<string>().Length : null, at),
        "maxLength" => Most(rule, IsA("string", value) ? value!.GetValue<string>().Length : null, at),
        "minimum" => Least(rule, IsA("integer", value) ? value!.GetValue<int>() : null, at),
        "maximum" => Most(rule, IsA("integer", value) ? value!.GetValue<int>() : null, at),
        "minItems" => Least(rule, (value as JsonArray)?.Count, at),
        "maxItems" => Most(rule, (value as JsonArray)?.Count, at),
        "minProperties" => Least(rule, (value as JsonObject)?.Count, at),
        "maxProperties" => Most(rule, (value as JsonObject)?.Count, at),
        "uniqueItems" => value is JsonArray list && list.DistinctBy(item => item!.ToJsonString()).Count() < list.Count ? [$"{at}: the same twice"] : [],
        "required" =>
            value is JsonObject owner
                ? rule.AsArray().Select(name => name!.ToString()).Where(name => !owner.ContainsKey(name)).Select(name => $"{at}: {name} is missing") : [],
        "properties" =>
            Members(value).Where(member => rule[member.Key] is not null)
                .SelectMany(member => Check(root, rule[member.Key]!, member.Value, $"{at}.{member.Key}")),
        "additionalProperties" => Members(value).Where(member => schema["properties"]?[member.Key] is null).SelectMany(member =>
            rule is JsonObject other ? Check(root, other, member.Value, $"{at}.{member.Key}") : [$"{at}.{member.Key}: not known"]),
        "items" => value is JsonArray items ? items.SelectMany((item, index) => Check(root, rule, item, $"{at}[{index}]")) : [],
        "allOf" => rule.AsArray().SelectMany(part => Check(root, part!, value, at)),
        "if" => Check(root, rule, value, at).Any() ? [] : Check(root, schema["then"]!, value, at),
        "$ref" => Check(root, root["$defs"]![rule.ToString()["#/$defs/".Length..]]!, value, at),
        _ => throw new NotSupportedException($"The keyword {keyword} is not checked."),
    };

    static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonNode? value) => value as JsonObject ?? [];

    static IEnumerable<string> Types(JsonNode rule) =>
        rule is JsonArray several ? several.Select(type => type!.ToString()) : [rule.ToString()];

    static string[] Least(JsonNode rule, int? number, string at) => number < rule.GetValue<int>() ? [$"{at}: less than {rule}"] : [];

    static string[] Most(JsonNode rule, int? number, string at) => number > rule.GetValue<int>() ? [$"{at}: more than {rule}"] : [];

    static bool IsA(string type, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "integer",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => false,
    };
}
