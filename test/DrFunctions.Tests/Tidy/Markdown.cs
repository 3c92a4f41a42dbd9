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
    public static IEnumerable<string> Links(string path) =>
        Link.Matches(Fence.Replace(Files.ReadText(path), "")).Select(match => match.Groups[1].Value);

    /// <summary>The names by which its headings are linked.</summary>
    public static IEnumerable<string> Anchors(string path) => Heading.Matches(Fence.Replace(Files.ReadText(path), ""))
        .Select(match => NoWord.Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    static string Unindented(string text, int indent) =>
        string.Join('\n', text.Split('\n').Select(line => line.Length >= indent ? line[indent..] : line));

    [GeneratedRegex("^(?<indent> *)```(?<language>\\w*)\\n(?<text>.*?)^ *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    static partial Regex Fence { get; }

    [GeneratedRegex("`([^`]+)`")]
    static partial Regex CodeSpan { get; }

    [GeneratedRegex("\\]\\(([^)\\s]+)\\)")]
    static partial Regex Link { get; }

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    static partial Regex Heading { get; }

    [GeneratedRegex("[^a-z0-9 _-]")]
    static partial Regex NoWord { get; }

    [GeneratedRegex("\\s+# .*$")]
    static partial Regex Comment { get; }

    [GeneratedRegex("\\s*\\n\\s*")]
    static partial Regex LineBreak { get; }
}
