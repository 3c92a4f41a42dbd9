using System.Text.RegularExpressions;

namespace DrFunctions.Tests.Tidy;

/// <summary>House rules of the code. Each failure says what to do.</summary>
public sealed partial class TidyTests
{
    const int MostLines = 400;

    /// <summary>Half of the files are shorter than this, so that the cap above is not what shapes them.</summary>
    const int MedianLines = 80;

    /// <summary>Not counting what stands in quotes: sentences are written where they are said.</summary>
    const int LongestLine = 140;

    const int MostLinesOfAMethod = 40;

    static readonly HashSet<string> Top =
    [
        ".ci", ".config", ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "DrFunctions.sln", "LICENSE", "README.md", "docs", "events", "examples", "global.json", "plans",
        "samconfig.toml", "src", "template.yaml", "test",
    ];

    [Fact]
    public void A_file_fits_a_sitting() => Repository.None(
        Repository.Code.Select(path => (Path: path, Lines: File.ReadLines(Full(path)).Count()))
            .Where(file => file.Lines > MostLines)
            .Select(file => $"{file.Path}: {file.Lines} lines"),
        $"A file has at most {MostLines} lines, so that it can be read in a sitting: move an idea of it into a file of its own.");

    [Fact]
    public void Half_of_the_files_are_short()
    {
        var lengths = Repository.Code.Select(path => File.ReadLines(Full(path)).Count()).Order().ToList();
        Assert.True(lengths[lengths.Count / 2] < MedianLines,
            $"The median of all files is {lengths[lengths.Count / 2]} lines; keep it under {MedianLines}: give each idea a file of its own.");
    }

    [Fact]
    public void A_type_is_one_file() => Repository.None(
        Repository.Code.Where(path => Path.GetFileNameWithoutExtension(path).Contains('.', StringComparison.Ordinal)),
        "A type torn into X.cs and X.Part.cs hides its size: join the parts, or give an idea in them a type of its own.");

    [Fact]
    public void One_dialect_is_written() => Repository.None(
        from path in Repository.Code
        from line in File.ReadLines(Full(path)).Select((text, index) => (Text: text, Number: index + 1))
        where Foreign.IsMatch(Quoted.Replace(line.Text, "\"\""))
        select $"{path}({line.Number}): {line.Text.Trim()}",
        "Neither `private`, which is the default (but for a setter's), nor a field named `_field` or `s_field` is written here.");

    [Fact]
    public void A_line_fits_the_screen() => Repository.None(
        from path in Repository.Code
        from line in Unquoted(File.ReadLines(Full(path))).Select((text, index) => (Text: text, Number: index + 1))
        let length = line.Text.Length
        where length > LongestLine
        select $"{path}({line.Number}): {length} characters",
        $"A line has at most {LongestLine} characters beside its quoted texts, so that it is read without scrolling: wrap it.");

    [Fact]
    public void A_method_fits_the_screen() => Repository.None(
        Repository.Code.SelectMany(LongMethods),
        $"A method has at most {MostLinesOfAMethod} lines: take a part out and give it a name.");

    [Fact]
    public void The_top_of_the_repository_is_a_table_of_contents() => Repository.None(
        Repository.Paths.Select(path => path.Split('/')[0]).Distinct().Where(entry => !Top.Contains(entry)),
        "The top level has only what a newcomer looks for: put these into a folder, or into TidyTests.Top with good reason.");

    [Fact]
    public void The_repository_speaks_of_no_machine() => Repository.None(
        from path in Repository.Paths
        from line in File.ReadLines(Full(path)).Select((text, index) => (Text: text, Number: index + 1))
        where MachinePath.IsMatch(line.Text) || PackageFeed.IsMatch(line.Text)
        select $"{path}({line.Number}): {line.Text.Trim()}",
        "A path of one machine or the address of one package feed works nowhere else: use a path from the root, or say it in words.");

    [Fact]
    public void Package_feeds_are_the_users_choice() => Repository.None(
        Repository.Paths.Where(path => FeedFile.IsMatch(path)),
        "A feed in the repository overrides that of whoever builds it: take the file away.");

    [Fact]
    public void Every_event_file_is_used() => Repository.None(
        Repository.Paths.Where(path => path.StartsWith("events/", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal))
            .Select(path => path["events/".Length..])
            .Where(name => name != "local.json" && !Repository.TestTexts.Any(text => text.Contains($"\"{name}\"", StringComparison.Ordinal))),
        "An event file that no test feeds to a handler is only a guess at what AWS sends: name it in a test.");

    /// <summary>By indentation, which the build's code style keeps: from the brace of a member to the brace below it.</summary>
    static IEnumerable<string> LongMethods(string path)
    {
        var lines = File.ReadAllLines(Full(path));
        for (var open = 1; open < lines.Length; open++)
        {
            var indent = MemberBrace.Match(lines[open]);
            if (!indent.Success)
            {
                continue;
            }

            var head = HeadOf(lines, open, indent.Length - 1);
            var close = Array.FindIndex(lines, open, line => line.StartsWith($"{lines[open][..^1]}}}", StringComparison.Ordinal));
            if (close - open - 1 > MostLinesOfAMethod && !TypeHead.IsMatch(lines[head]))
            {
                yield return $"{path}({head + 1}): {close - open - 1} lines, {lines[head].Trim()}";
            }
        }
    }

    /// <summary>The first line of what the brace belongs to; its parameters may stand below it, indented.</summary>
    static int HeadOf(string[] lines, int open, int indent)
    {
        var head = open - 1;
        while (head > 0 && (lines[head].Length <= indent || lines[head][indent] is ' ' or ')' or ':'))
        {
            head--;
        }

        return head;
    }

    /// <summary>The lines with empty quotes; of a quoted text of several lines nothing is left.</summary>
    static IEnumerable<string> Unquoted(IEnumerable<string> lines)
    {
        var isOpen = false;
        foreach (var line in lines)
        {
            var toggles = line.Split("\"\"\"").Length % 2 == 0;
            yield return isOpen ? "" : Quoted.Replace(line, "\"\"");
            isOpen ^= toggles;
        }
    }

    static string Full(string path) => Path.Combine(Files.Root, path);

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"")]
    static partial Regex Quoted { get; }

    [GeneratedRegex("^(?!\\s*//).*\\bprivate\\b(?! (?:set|init|protected)\\b)|(?<![\\w.])(?:_|s_)[a-z]\\w*")]
    static partial Regex Foreign { get; }

    [GeneratedRegex("^(?: {4}| {8})\\{$")]
    static partial Regex MemberBrace { get; }

    [GeneratedRegex("\\b(?:class|struct|interface|enum|record)\\b")]
    static partial Regex TypeHead { get; }

    // Not after a word, a dot or a variable's end: those are parts of addresses and of paths from elsewhere.
    [GeneratedRegex("(?<![\\w.$}])(?:/(?:work|root|home|Users|tmp|opt|mnt)/[\\w.-]|[A-Z]:\\\\\\\\?[A-Za-z])")]
    static partial Regex MachinePath { get; }

    [GeneratedRegex("https?://\\S*(?:/simple/|/v3/index|artifactory|jfrog|nexus|devpi|pkgs\\.dev|mirror)", RegexOptions.IgnoreCase)]
    static partial Regex PackageFeed { get; }

    [GeneratedRegex("(?:^|/)(?:nuget\\.config|pip\\.conf|\\.npmrc|\\.pypirc)$", RegexOptions.IgnoreCase)]
    static partial Regex FeedFile { get; }
}
