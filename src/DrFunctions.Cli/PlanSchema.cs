using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Cli;

/// <summary>Writes the JSON schema of plan files from what the readers ask for, so that the two cannot differ.</summary>
static class PlanSchema
{
    // The order of hours, minutes and seconds; that there is one of them at all is the least length.
    const string DurationForm = "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$";

    public static string Print(StepKinds kinds)
    {
        var facts = PlanFile.Facts(kinds.Traits);
        var steps = facts.First(field => field.Name == "steps");
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A plan of DrFunctions",
            ["description"] = "How one application fails over to its standby Region. `dr check` finds more mistakes than a schema can.",
        };
        foreach (var (name, node) in ObjectOf(facts).ToList())
        {
            schema[name] = node?.DeepClone();
        }

        schema["properties"]!["steps"]!["items"] = AnyStep(kinds);
        schema["$defs"] = new JsonObject(kinds.All.Select(kind => KeyValuePair.Create<string, JsonNode?>(kind.Name, StepOf(kind, steps.Inner))));
        return Output.Format(schema);
    }

    /// <summary>A step of any kind: the kind alone says which members it may have.</summary>
    static JsonObject AnyStep(StepKinds kinds) => new()
    {
        ["type"] = "object",
        ["required"] = Texts(["id", "kind"]),
        ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["enum"] = Texts(kinds.All.Select(kind => kind.Name)) } },
        ["allOf"] = new JsonArray([.. kinds.All.Select(kind => new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["required"] = Texts(["kind"]),
                ["properties"] = new JsonObject { ["kind"] = new JsonObject { ["const"] = kind.Name } },
            },
            ["then"] = new JsonObject { ["$ref"] = $"#/$defs/{kind.Name}" },
        })]),
    };

    static JsonObject StepOf(IStepKind kind, IReadOnlyList<FieldFacts> common)
    {
        var step = ObjectOf([.. common, .. kind.Settings]);
        step["properties"]!["kind"] = new JsonObject { ["const"] = kind.Name };
        return step;
    }

    static JsonObject ObjectOf(IReadOnlyList<FieldFacts> fields) => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = Texts(fields.Where(field => field.Required).Select(field => field.Name)),
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, ValueOf(field)))),
    };

    static JsonObject ValueOf(FieldFacts field)
    {
        var value = field.Kind switch
        {
            FieldKind.Text => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = field.Most },
            FieldKind.Texts => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                ["maxItems"] = field.Most,
                ["uniqueItems"] = true,
            },
            FieldKind.Map => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = "string" },
                ["minProperties"] = 1,
                ["maxProperties"] = field.Most,
            },
            FieldKind.Number => new JsonObject { ["type"] = "integer", ["minimum"] = field.Least, ["maximum"] = field.Most },
            FieldKind.Flag => new JsonObject { ["type"] = "boolean" },
            FieldKind.Duration => new JsonObject { ["type"] = "string", ["pattern"] = DurationForm, ["minLength"] = 2 },
            FieldKind.Word => new JsonObject { ["enum"] = Texts(field.Words) },
            FieldKind.NumberOrText => new JsonObject { ["type"] = Texts(["integer", "string"]) },
            FieldKind.Object => ObjectOf(field.Inner),
            FieldKind.Objects => new JsonObject { ["type"] = "array", ["items"] = ObjectOf(field.Inner), ["minItems"] = 1, ["maxItems"] = field.Most },
            _ => throw new InvalidOperationException($"The schema has no words for a {field.Kind}."),
        };
        value["description"] = field.Meaning;
        return value;
    }

    static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
