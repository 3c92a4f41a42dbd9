using System.Globalization;
using System.Text;

namespace DrFunctions.Core.Explaining;

/// <summary>
/// Makes text from outside safe to repeat. Sentences appear in log lines, emails and terminals, so nothing in such text may begin a new
/// line, hide, change the reading direction or fill the screen.
/// </summary>
public static class PrintableText
{
    /// <summary>Enough to recognise a name or a setting.</summary>
    const int Most = 200;

    /// <summary>The text, shortened, with unprintable characters written as \u and four digits.</summary>
    public static string Of(string? text, int most = Most)
    {
        if (text is null || (text.Length <= most && IsPlain(text)))
        {
            return text ?? "";
        }

        var echo = new StringBuilder();
        var taken = 0;
        for (; taken < text.Length && echo.Length < most; taken++)
        {
            var c = text[taken];
            // Surrogates are escaped too: shortening may split a pair.
            echo.Append(IsPlain(c) && !char.IsSurrogate(c) ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"));
        }

        return taken < text.Length ? echo.Append('…').ToString() : echo.ToString();
    }

    /// <summary>Whether the text is one line without hidden characters.</summary>
    public static bool IsPlain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (!IsPlain(text[i]) || (char.IsSurrogate(text[i]) && !pair))
            {
                return false;
            }

            i += pair ? 1 : 0;
        }

        return true;
    }

    // Refuses line separators, and the marks that change the reading direction and so can disguise a text.
    static bool IsPlain(char c) =>
        !char.IsControl(c) && c is not ('\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'));
}
