using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DrFunctions.Cli;

/// <summary>A <c>${ALIAS.Output}</c> in a text of a plan template.</summary>
/// <param name="Line">The line in the template, counted from 1.</param>
/// <param name="Alias">Empty if it is written differently.</param>
/// <param name="Output">Empty if it is written differently.</param>
sealed record Placeholder(int Start, string Written, int Line, string Alias, string Output);

/// <summary>A plan file whose texts hold placeholders. What stands in a comment is none.</summary>
static partial class PlanTemplate
{
    /// <summary>Every placeholder, in the order of the template.</summary>
    public static IReadOnlyList<Placeholder> Placeholders(string template)
    {
        var (found, line, counted) = (new List<Placeholder>(), 1, 0);
        foreach (var text in Token.Matches(template).Where(token => token.Value[0] == '"'))
        {
            foreach (Match match in Dollar.Matches(text.Value))
            {
                var start = text.Index + match.Index;
                line += template.AsSpan(counted, start - counted).Count('\n');
                counted = start;
                found.Add(new Placeholder(start, match.Value, line, match.Groups["alias"].Value, match.Groups["output"].Value));
            }
        }

        return found;
    }

    /// <summary>The template with a value, as JSON text, in place of each placeholder; all else is the same.</summary>
    public static string Fill(string template, Func<Placeholder, string> value)
    {
        var (filled, end) = (new StringBuilder(), 0);
        foreach (var placeholder in Placeholders(template))
        {
            filled.Append(template, end, placeholder.Start - end);
            filled.Append(JsonEncodedText.Encode(value(placeholder), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value);
            end = placeholder.Start + placeholder.Written.Length;
        }

        return filled.Append(template, end, template.Length - end).ToString();
    }

    /// <summary>A comment or a text. Both may lack their end, which the plan's reader reports.</summary>
    [GeneratedRegex(@"//[^\r\n]*|/\*.*?(?:\*/|\z)|""(?:[^""\\\r\n]|\\[^\r\n])*""?", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    static partial Regex Token { get; }

    [GeneratedRegex(@"\$\{(?:(?<alias>[A-Za-z][A-Za-z0-9_-]*)\.(?<output>[A-Za-z0-9]+)\}|[^}]*\}?)", RegexOptions.CultureInvariant)]
    static partial Regex Dollar { get; }
}
