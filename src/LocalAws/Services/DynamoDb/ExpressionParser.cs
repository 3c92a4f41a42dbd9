using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LocalAws.Services.DynamoDb;

/// <summary>
/// Reads the expressions that LocalAws has: comparisons, BETWEEN, IN, begins_with, attribute_exists and attribute_not_exists of
/// top-level attributes, joined by NOT, AND and OR; and in updates SET and ADD. Anything else is refused with a message that says whether
/// the limit is DynamoDB's or LocalAws's.
/// </summary>
sealed partial class ExpressionParser
{
    readonly string parameter;
    readonly Placeholders placeholders;
    readonly List<string> tokens;
    int next;

    ExpressionParser(string parameter, string text, Placeholders placeholders)
    {
        this.parameter = parameter;
        this.placeholders = placeholders;
        tokens = [.. Token.Matches(text).Select(match => match.Value)];
    }

    /// <summary>The condition in the request's member of that name, or null where it has none.</summary>
    public static Condition? Condition(JsonObject request, string parameter, Placeholders placeholders) =>
        request[parameter]?.GetValue<string>() is { } text
            ? new ExpressionParser(parameter, text, placeholders).Whole(p => p.Either())
            : null;

    /// <summary>The attributes of a projection, or null for all of them.</summary>
    public static IReadOnlyList<string>? Projection(JsonObject request, Placeholders placeholders) =>
        request["ProjectionExpression"]?.GetValue<string>() is { } text
            ? new ExpressionParser("ProjectionExpression", text, placeholders).Whole(p => p.List(p.Path))
            : null;

    public static Updates Update(JsonObject request, Placeholders placeholders) =>
        new ExpressionParser("UpdateExpression", request["UpdateExpression"]?.GetValue<string>() ?? "", placeholders).Whole(p => p.Clauses());

    string Current => next < tokens.Count ? tokens[next] : "<EOF>";

    T Whole<T>(Func<ExpressionParser, T> read)
    {
        var result = read(this);
        return next == tokens.Count ? result : throw Unexpected();
    }

    Updates Clauses()
    {
        var updates = new Updates();
        do
        {
            _ = Skip("SET") ? List(() => Assign(updates))
                : Skip("ADD") ? List(() => Addition(updates))
                : throw Unexpected();
        }
        while (next < tokens.Count);

        return updates;
    }

    bool Assign(Updates updates)
    {
        var attribute = Path();
        Expect("=");
        var left = Value();
        var sign = Current is "+" or "-" ? tokens[next++] : null;
        updates.Set(attribute, left, sign, sign is null ? null : Value());
        return true;
    }

    bool Addition(Updates updates)
    {
        updates.AddTo(Path(), Value());
        return true;
    }

    Condition Either()
    {
        var left = Both();
        while (Skip("OR"))
        {
            left = new Or(left, Both());
        }

        return left;
    }

    Condition Both()
    {
        var left = Single();
        while (Skip("AND"))
        {
            left = new And(left, Single());
        }

        return left;
    }

    Condition Single()
    {
        if (Skip("NOT"))
        {
            return new Not(Single());
        }

        if (Skip("("))
        {
            var inner = Either();
            Expect(")");
            return inner;
        }

        return next + 1 < tokens.Count && tokens[next + 1] == "(" ? Function() : Relation();
    }

    Condition Function()
    {
        var name = tokens[next];
        next += 2;
        Condition condition = name switch
        {
            "attribute_exists" => new Exists(Path()),
            "attribute_not_exists" => new Not(new Exists(Path())),
            "begins_with" => Begins(),
            _ => throw Values.Invalid($"Invalid {parameter}: LocalAws does not have the function {name}"),
        };
        Expect(")");
        return condition;
    }

    BeginsWith Begins()
    {
        var text = Value();
        Expect(",");
        return new BeginsWith(text, Value());
    }

    Condition Relation()
    {
        var left = Value();
        if (Skip("BETWEEN"))
        {
            var least = Value();
            Expect("AND");
            return new Between(left, least, Value());
        }

        if (Skip("IN"))
        {
            Expect("(");
            var choices = List(Value);
            Expect(")");
            return new In(left, choices);
        }

        var sign = Current;
        if (sign is not ("=" or "<>" or "<" or "<=" or ">" or ">="))
        {
            throw Unexpected();
        }

        next++;
        return new Comparison(left, sign, Value());
    }

    Operand Value()
    {
        if (Current.StartsWith(':'))
        {
            return new Operand(null, placeholders.Value(parameter, tokens[next++]));
        }

        return new Operand(Path(), null);
    }

    string Path()
    {
        if (!Word.IsMatch(Current))
        {
            throw Unexpected();
        }

        var name = placeholders.Name(parameter, tokens[next++]);
        return Current is "." or "["
            ? throw Values.Invalid($"Invalid {parameter}: LocalAws does not have nested document paths")
            : name;
    }

    List<T> List<T>(Func<T> read)
    {
        var list = new List<T> { read() };
        while (Skip(","))
        {
            list.Add(read());
        }

        return list;
    }

    bool Skip(string token)
    {
        var found = string.Equals(Current, token, StringComparison.OrdinalIgnoreCase);
        next += found ? 1 : 0;
        return found;
    }

    void Expect(string token)
    {
        if (!Skip(token))
        {
            throw Unexpected();
        }
    }

    Wire.AwsErrorException Unexpected() => Values.Invalid(
        $"Invalid {parameter}: Syntax error; token: \"{Current}\", " +
        $"near: \"{string.Join(' ', tokens.Skip(Math.Max(0, next - 1)).Take(3))}\"");

    [GeneratedRegex(@"[#:]?\w+|<=|>=|<>|\S")]
    static partial Regex Token { get; }

    [GeneratedRegex(@"^#?\w+$")]
    static partial Regex Word { get; }
}
