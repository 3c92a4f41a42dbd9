using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>An UpdateExpression: SET of a value or of a sum, and ADD to a number or to a set. Each attribute is changed once.</summary>
sealed class Updates
{
    readonly List<(string Attribute, Func<JsonObject?, JsonNode> Value)> changes = [];

    public IReadOnlyList<string> Attributes => [.. changes.Select(change => change.Attribute)];

    /// <summary>The item as it is afterwards; an item that was not there is made.</summary>
    public JsonObject Of(JsonObject? before, JsonObject key)
    {
        var after = (before ?? key).DeepClone().AsObject();
        foreach (var (attribute, value) in changes)
        {
            // Every value is of the item as it was before.
            after[attribute] = value(before).DeepClone();
        }

        return after;
    }

    public void Set(string attribute, Operand left, string? sign, Operand? right) => Add(attribute, before =>
        right is null ? Known(left, before) : Sum(Known(left, before), Known(right, before), sign == "-" ? -1 : 1));

    public void AddTo(string attribute, Operand value) => Add(attribute, before =>
    {
        var given = Known(value, before);
        return (before?[attribute], Values.TypeOf(given)) switch
        {
            (null, "N" or "SS" or "NS" or "BS") => given,
            ({ } old, "N") when Values.TypeOf(old) == "N" => Sum(old, given, 1),
            ({ } old, "SS" or "NS" or "BS") when Values.TypeOf(old) == Values.TypeOf(given) => Union(old, given),
            _ => throw Values.Invalid("An operand in the update expression has an incorrect data type"),
        };
    });

    void Add(string attribute, Func<JsonObject?, JsonNode> value)
    {
        if (Attributes.Contains(attribute))
        {
            throw Values.Invalid("Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these "
                + $"paths; path one: [{attribute}], path two: [{attribute}]");
        }

        changes.Add((attribute, value));
    }

    static JsonNode Known(Operand operand, JsonObject? before) => operand.Of(before)
        ?? throw Values.Invalid("The provided expression refers to an attribute that does not exist in the item");

    static JsonObject Sum(JsonNode left, JsonNode right, int sign) => Values.TypeOf(left) == "N" && Values.TypeOf(right) == "N"
        ? new JsonObject { ["N"] = (Values.NumberOf(left) + (sign * Values.NumberOf(right))).ToString(CultureInfo.InvariantCulture) }
        : throw Values.Invalid("An operand in the update expression has an incorrect data type");

    static JsonObject Union(JsonNode old, JsonNode given)
    {
        var type = Values.TypeOf(old);
        var members = old[type]!.AsArray().Concat(given[type]!.AsArray()).Select(member => member!.GetValue<string>())
            .Distinct(StringComparer.Ordinal);
        return new JsonObject { [type] = new JsonArray([.. members.Select(member => JsonValue.Create(member))]) };
    }
}
