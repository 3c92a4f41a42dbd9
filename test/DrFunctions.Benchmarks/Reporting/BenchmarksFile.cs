using System.Text;
using System.Text.RegularExpressions;

namespace DrFunctions.Benchmarks.Reporting;

/// <summary>The document of figures. Each benchmark owns the text between its markers, and only that is rewritten.</summary>
static partial class BenchmarksFile
{
    public const string Name = "docs/BENCHMARKS.md";

    public static void Write(string benchmark, string text)
    {
        var path = Path.Combine(Root(), Name);
        var sections = File.Exists(path)
            ? Marked.Matches(File.ReadAllText(path)).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["text"].Value)
            : [];
        sections[benchmark] = text;
        var document = new StringBuilder(Head());
        foreach (var known in Benchmarks.All)
        {
            var section = sections.GetValueOrDefault(known.Name) ?? $"## {known.Title}\n\nNot measured yet.\n";
            document.Append($"\n<!-- benchmark: {known.Name} -->\n{section}<!-- end: {known.Name} -->\n");
        }

        File.WriteAllText(path, document.ToString());
    }

    static string Head() => $"""
        # Benchmarks

        This command writes this file. With a benchmark's name in place of `all`, it measures only that one and leaves the others as they are.

        ```sh
        dotnet run -c Release --project test/DrFunctions.Benchmarks -- all --runs 3
        ```

        **The machine.** {Machine.Describe()}; last written on {DateTimeOffset.UtcNow:yyyy-MM-dd}.

        **How to read it.** The machine is shared and its neighbours are noisy, so absolute figures move from day to day; the ratios
        hold better. What is compared runs in one process run, in interleaved rounds (A B, B A, …) after two that only warm up. The median
        is that of all rounds, the best is the least cost of any, and a ratio is taken round by round: its median, and in brackets
        its least and greatest. A ratio below 1 means cheaper than the peer. "Per second and core" is by processor time, the
        garbage collector's included. Figures are reported here and gate nothing: no test waits for a clock.

        """.ReplaceLineEndings("\n");

    /// <summary>Searches upwards from the program's folder.</summary>
    static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DrFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("There is no DrFunctions.sln above this program: run it from the repository, or with --no-write.");
    }

    [GeneratedRegex("^<!-- benchmark: (?<name>[a-z-]+) -->\\n(?<text>.*?)^<!-- end: \\k<name> -->$", RegexOptions.Multiline | RegexOptions.Singleline)]
    static partial Regex Marked { get; }
}
