using System.Text.RegularExpressions;

namespace LocalAws.Services.CloudWatch;

/// <summary>A composite alarm's rule: ALARM, OK and INSUFFICIENT_DATA of other alarms, with AND, OR, NOT, TRUE and FALSE.</summary>
public sealed partial class AlarmRule
{
    readonly string[] tokens;
    readonly Func<Func<string, string?>, bool> holds;
    readonly List<string> children = [];
    int next;

    AlarmRule(string text)
    {
        Text = text;
        tokens = [.. Token.Matches(text).Select(match => match.Value)];
        holds = Either();
        if (next < tokens.Length)
        {
            throw Wrong();
        }
    }

    public string Text { get; }

    /// <summary>The names of the alarms in the rule, in the order of their first mention.</summary>
    public IReadOnlyList<string> Children => children;

    /// <exception cref="FormatException">The text is not a rule.</exception>
    public static AlarmRule Parse(string text) => new(text);

    public bool Holds(Func<string, string?> stateOf) => holds(stateOf);

    Func<Func<string, string?>, bool> Either()
    {
        var left = Both();
        while (Skip("OR"))
        {
            var (a, b) = (left, Both());
            left = states => a(states) || b(states);
        }

        return left;
    }

    Func<Func<string, string?>, bool> Both()
    {
        var left = Single();
        while (Skip("AND"))
        {
            var (a, b) = (left, Single());
            left = states => a(states) && b(states);
        }

        return left;
    }

    Func<Func<string, string?>, bool> Single()
    {
        if (Skip("NOT"))
        {
            var inner = Single();
            return states => !inner(states);
        }

        if (Skip("("))
        {
            var inner = Either();
            Expect(")");
            return inner;
        }

        var word = Take();
        if (word is "TRUE" or "FALSE")
        {
            return _ => word == "TRUE";
        }

        if (word is not ("ALARM" or "OK" or "INSUFFICIENT_DATA"))
        {
            throw Wrong();
        }

        Expect("(");
        var name = Take().Trim('"').Split(":alarm:")[^1];
        Expect(")");
        if (!children.Contains(name))
        {
            children.Add(name);
        }

        return states => states(name) == word;
    }

    string Take() => next < tokens.Length ? tokens[next++] : throw Wrong();

    bool Skip(string token)
    {
        var found = next < tokens.Length && tokens[next] == token;
        next += found ? 1 : 0;
        return found;
    }

    void Expect(string token)
    {
        if (!Skip(token))
        {
            throw Wrong();
        }
    }

    FormatException Wrong() => new($"The alarm rule cannot be read at {(next < tokens.Length ? tokens[next] : "its end")}: {Text}");

    [GeneratedRegex("""\"[^\"]*\"|[()]|[^\s()\"]+""")]
    static partial Regex Token { get; }
}
