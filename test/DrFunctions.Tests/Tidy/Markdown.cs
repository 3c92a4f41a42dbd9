using System.Text.RegularExpressions;

namespace DrFunctions.Tests.Tidy;

/// <summary>A fenced block of a document.</summary>
/// <param name="Language">The word after the fence, such as sh.</param>
sealed record Block(string Path, string Language, string Text);

/// <summary>The documents that people read, taken apart as far as the tests need it.</summary>
static partial class Markdown
{
    public static IReadOnlyList<string> Paths { get; } = [.. Repository.Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    public static IEnumerable<Block> Blocks(string path) => Fence.Matches(Files.ReadText(path))
        .Select(match => new Block(path, match.Groups["language"].Value, Unindented(match.Groups["text"].Value, match.Groups["indent"].Length)));

    /// <summary>The commands of its sh blocks, a line each, without comments.</summary>
    public static IEnumerable<string> Commands(string path) => Blocks(path).Where(block => block.Language == "sh")
        .SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        .Select(line => Comment.Replace(line, "").Trim())
        .Where(line => line.Length > 0);

    /// <summary>What stands in backticks, outside of blocks.</summary>
    public static IEnumerable<string> CodeSpans(string path) =>
        CodeSpan.Matches(Fence.Replace(Files.ReadText(path), "")).Select(match => LineBreak.Replace(match.Groups[1].Value, " "));

    /// <summary>What its links and pictures point to.</summary>
    public static IEnumerable<string> Links(string path) => LinksOf(Files.ReadText(path));

    public static IEnumerable<string> LinksOf(string text) =>
        Link.Matches(Fence.Replace(text, "")).Select(match => match.Groups["target"].Value);

    /// <summary>The names by which its headings are linked.</summary>
    public static IEnumerable<string> Anchors(string path) => AnchorsOf(Files.ReadText(path));

    /// <summary>As GitHub makes them: the second heading of a text has -1 behind its name.</summary>
    public static IEnumerable<string> AnchorsOf(string text) => Heading.Matches(Fence.Replace(text, ""))
        .Select(match => NoWord.Replace(LinkText.Replace(match.Groups["text"].Value, "$1").Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .GroupBy(name => name, StringComparer.Ordinal)
        .SelectMany(same => same.Select((name, earlier) => earlier == 0 ? name : $"{name}-{earlier}"));

    static string Unindented(string text, int indent) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line));

    [GeneratedRegex("^(?<indent> *)```(?<language>\\w*)\\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    static partial Regex Fence { get; }

    [GeneratedRegex("`([^`]+)`")]
    static partial Regex CodeSpan { get; }

    /// <summary>[text](target "title"), [name]: target in a line of its own, and the attributes of HTML.</summary>
    [GeneratedRegex("(?:\\]\\(|^ {0,3}\\[[^\\]]+\\]: +|<[a-z]+ [^>]*?\\b(?:src|href)=\")(?<target>[^)\\s\"]+)", RegexOptions.Multiline)]
    static partial Regex Link { get; }

    [GeneratedRegex("\\[([^\\]]*)\\]\\([^)]*\\)")]
    static partial Regex LinkText { get; }

    [GeneratedRegex("^#+ (?<text>.+?)(?: +#+)?$", RegexOptions.Multiline)]
    static partial Regex Heading { get; }

    [GeneratedRegex("[^\\w -]")]
    static partial Regex NoWord { get; }

    [GeneratedRegex("\\s+# .*$")]
    static partial Regex Comment { get; }

    [GeneratedRegex("\\s*\\n\\s*")]
    static partial Regex LineBreak { get; }
}
