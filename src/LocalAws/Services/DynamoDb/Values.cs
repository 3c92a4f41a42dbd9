using System.Globalization;
using System.Text.Json.Nodes;
using System.Text;
using LocalAws.Wire;

namespace LocalAws.Services.DynamoDb;

/// <summary>DynamoDB's typed values, <c>{"S":"text"}</c>: their types, order, equality and size.</summary>
static class Values
{
    static readonly string[] types = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"];

    public static string TypeOf(JsonNode value) => value.AsObject().First().Key;

    /// <summary>Refuses what DynamoDB refuses: a value without exactly one known type, or a number that is not a number.</summary>
    public static void Check(JsonNode? value)
    {
        if (value is not JsonObject { Count: 1 } typed || !types.Contains(TypeOf(typed)))
        {
            throw Invalid("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }

        var content = typed.First().Value;
        switch (TypeOf(typed))
        {
            case "N":
                NumberOf(typed);
                break;
            case "M":
                CheckAll(content!.AsObject());
                break;
            case "SS" or "NS" or "BS":
                CheckSet(TypeOf(typed), content!.AsArray());
                break;
            case "L":
                foreach (var element in content!.AsArray())
                {
                    Check(element);
                }

                break;
        }
    }

    static void CheckSet(string type, JsonArray members)
    {
        var values = members.Select(member => type == "NS" ? $"{NumberOf(new JsonObject { ["N"] = member?.DeepClone() })}" : $"{member}").ToList();
        if (values.Count == 0)
        {
            throw Invalid("One or more parameter values were invalid: A set may not be empty");
        }

        if (values.Distinct(StringComparer.Ordinal).Count() < values.Count)
        {
            throw Invalid($"One or more parameter values were invalid: Input collection [{string.Join(", ", values)}] contains duplicates.");
        }
    }

    public static void CheckAll(JsonObject item)
    {
        foreach (var (_, value) in item)
        {
            Check(value);
        }
    }

    public static decimal NumberOf(JsonNode value)
    {
        var text = value["N"]!.GetValue<string>();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"The parameter cannot be converted to a numeric value: {text}");
    }

    /// <summary>Null where DynamoDB does not order the two: other types than text and numbers, or types that differ.</summary>
    public static int? Compare(JsonNode left, JsonNode right) => (TypeOf(left), TypeOf(right)) switch
    {
        ("S", "S") => string.CompareOrdinal(left["S"]!.GetValue<string>(), right["S"]!.GetValue<string>()),
        ("N", "N") => NumberOf(left).CompareTo(NumberOf(right)),
        _ => null,
    };

    public static bool AreEqual(JsonNode left, JsonNode right) =>
        Compare(left, right) is { } order ? order == 0 : JsonNode.DeepEquals(left, right);

    /// <summary>Bytes as the 400 KB limit counts them: names, and contents without JSON's marks.</summary>
    public static int SizeOf(JsonObject item) => item.Sum(pair => Encoding.UTF8.GetByteCount(pair.Key) + SizeOf(pair.Value!));

    static int SizeOf(JsonNode value)
    {
        var content = value.AsObject().First().Value;
        return TypeOf(value) switch
        {
            "S" => Encoding.UTF8.GetByteCount(content!.GetValue<string>()),
            "N" => content!.GetValue<string>().Length / 2 + 2,
            "B" => content!.GetValue<string>().Length * 3 / 4,
            "M" => 3 + SizeOf(content!.AsObject()) + content.AsObject().Count,
            "L" => 3 + content!.AsArray().Sum(element => 1 + SizeOf(element!)),
            "SS" or "NS" or "BS" => content!.AsArray().Sum(element => element!.GetValue<string>().Length),
            _ => 1,
        };
    }

    public static AwsErrorException Invalid(string message) => new("ValidationException", message);
}
