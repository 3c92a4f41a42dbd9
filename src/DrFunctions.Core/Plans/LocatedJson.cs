using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DrFunctions.Core.Explaining;

namespace DrFunctions.Core.Plans;

/// <summary>
/// Reads JSON with comments and trailing commas into values that carry their line. System.Text.Json alone stops at the first mistake and
/// drops line numbers, but the author of a plan wants all mistakes at once.
/// </summary>
public static partial class LocatedJson
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The mistake in a larger file.</summary>
    public const string TooLarge = "the file is larger than 256 KiB; a plan of that size cannot be read by a person, so split it.";

    const int MaxDepth = 16;

    /// <summary>The root value; null if the text is not JSON, which is noted as one mistake with its line.</summary>
    public static Located? Read(string text, Mistakes mistakes)
    {
        if (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes)
        {
            mistakes.Add(1, TooLarge);
            return null;
        }

        if (WrongForm(text) is { } wrong)
        {
            mistakes.Add(1, wrong);
            return null;
        }

        byte[] utf8 = [.. Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'))];
        var walk = new Walk(utf8, mistakes);
        try
        {
            return walk.Root();
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            mistakes.Add(line, $"this is not JSON: {PrintableText.Of(FirstSentence(e.Message))}");
            return null;
        }
        catch (InvalidOperationException)
        {
            mistakes.Add(1, "this is not JSON: a text in it is not valid Unicode.");
            return null;
        }
    }

    /// <summary>Files that hold no JSON at all, for which a parser's words help nobody.</summary>
    static string? WrongForm(string text) =>
        string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) ? "this is not JSON: the file is empty; a plan is one object { … }."
        : YamlForm.IsMatch(text) ? "this is not JSON but YAML; a plan is JSON: one object { … }, with its names and texts in quotes."
        : null;

    /// <summary>Comments, and then a document's mark, a name without quotes or an item of a list.</summary>
    [GeneratedRegex(@"^\uFEFF?(?>\s*#[^\n]*\n)*\s*(?:---|- |[A-Za-z_$][A-Za-z0-9_$-]*[ \t]*:)", RegexOptions.CultureInvariant)]
    static partial Regex YamlForm { get; }

    static string FirstSentence(string message)
    {
        if (message.Contains("does not contain any JSON tokens", StringComparison.Ordinal))
        {
            return "there is nothing but comments in it; a plan is one object { … }.";
        }

        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end].TrimEnd();
    }

    ref struct Walk(ReadOnlySpan<byte> utf8, Mistakes mistakes)
    {
        readonly ReadOnlySpan<byte> utf8 = utf8;
        Utf8JsonReader reader = new(
            utf8, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        int line = 1;
        int counted;

        public Located Root()
        {
            reader.Read();
            var root = Value();
            // Trailing garbage is a mistake as well; the reader throws on it.
            while (reader.Read())
            {
            }

            return root;
        }

        Located Value()
        {
            var at = Line();
            return reader.TokenType switch
            {
                JsonTokenType.StartObject => Object(at),
                JsonTokenType.StartArray => Array(at),
                JsonTokenType.String => new LocatedText(at, reader.GetString()!),
                JsonTokenType.Number =>
                    new LocatedNumber(at, reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : null),
                JsonTokenType.True => new LocatedFlag(at, true),
                JsonTokenType.False => new LocatedFlag(at, false),
                _ => new LocatedNull(at),
            };
        }

        LocatedObject Object(int at)
        {
            var members = new List<LocatedMember>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                var where = Line();
                reader.Read();
                var value = Value();
                if (names.Add(name))
                {
                    members.Add(new LocatedMember(name, where, value));
                }
                else
                {
                    mistakes.Add(where, $"\"{PrintableText.Of(name)}\" stands twice in the same object; keep one of them.");
                }
            }

            return new LocatedObject(at, members);
        }

        LocatedArray Array(int at)
        {
            var items = new List<Located>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                items.Add(Value());
            }

            return new LocatedArray(at, items);
        }

        int Line()
        {
            var start = (int)reader.TokenStartIndex;
            line += utf8[counted..start].Count((byte)'\n');
            counted = start;
            return line;
        }
    }
}
