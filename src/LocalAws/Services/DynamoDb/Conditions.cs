using System.Text.Json.Nodes;

namespace LocalAws.Services.DynamoDb;

/// <summary>A condition on an item, which is null where there is none.</summary>
abstract record Condition
{
    public abstract bool Holds(JsonObject? item);
}

/// <summary>An attribute of the item, or a value that the request gives.</summary>
sealed record Operand(string? Attribute, JsonNode? Literal)
{
    public JsonNode? Of(JsonObject? item) => Attribute is null ? Literal : item?[Attribute];
}

sealed record And(Condition Left, Condition Right) : Condition
{
    public override bool Holds(JsonObject? item) => Left.Holds(item) && Right.Holds(item);
}

sealed record Or(Condition Left, Condition Right) : Condition
{
    public override bool Holds(JsonObject? item) => Left.Holds(item) || Right.Holds(item);
}

sealed record Not(Condition Inner) : Condition
{
    public override bool Holds(JsonObject? item) => !Inner.Holds(item);
}

sealed record Exists(string Attribute) : Condition
{
    public override bool Holds(JsonObject? item) => item?[Attribute] is not null;
}

sealed record BeginsWith(Operand Text, Operand Prefix) : Condition
{
    public override bool Holds(JsonObject? item) =>
        Text.Of(item)?["S"] is { } text && Prefix.Of(item)?["S"] is { } prefix
            && text.GetValue<string>().StartsWith(prefix.GetValue<string>(), StringComparison.Ordinal);
}

/// <summary>An attribute that is absent, or of another type, differs from every value and is neither greater nor less.</summary>
sealed record Comparison(Operand Left, string Sign, Operand Right) : Condition
{
    public override bool Holds(JsonObject? item)
    {
        if (Left.Of(item) is not { } left || Right.Of(item) is not { } right)
        {
            return Sign == "<>";
        }

        return Sign switch
        {
            "=" => Values.AreEqual(left, right),
            "<>" => !Values.AreEqual(left, right),
            "<" => Values.Compare(left, right) < 0,
            "<=" => Values.Compare(left, right) <= 0,
            ">" => Values.Compare(left, right) > 0,
            _ => Values.Compare(left, right) >= 0,
        };
    }
}

sealed record Between(Operand Value, Operand Least, Operand Most) : Condition
{
    public override bool Holds(JsonObject? item) =>
        new Comparison(Value, ">=", Least).Holds(item) && new Comparison(Value, "<=", Most).Holds(item);
}

sealed record In(Operand Value, IReadOnlyList<Operand> Choices) : Condition
{
    public override bool Holds(JsonObject? item) => Choices.Any(choice => new Comparison(Value, "=", choice).Holds(item));
}
