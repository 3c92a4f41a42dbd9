using System.Text.RegularExpressions;

namespace DrFunctions.Tests.Tidy;

/// <summary>The figures that are shown are those that the command measures.</summary>
public sealed partial class BenchmarksTests
{
    [Fact]
    public void Every_benchmark_has_its_section()
    {
        var names = Repository.Code.Where(path => path.StartsWith("test/DrFunctions.Benchmarks/", StringComparison.Ordinal))
            .SelectMany(path => Name.Matches(Files.ReadText(path)).Select(match => match.Groups[1].Value)).ToList();
        var document = Files.ReadText("docs/BENCHMARKS.md");

        Assert.NotEmpty(names);
        Repository.None(
            names.Where(name => !document.Contains($"<!-- benchmark: {name} -->\n", StringComparison.Ordinal)),
            "docs/BENCHMARKS.md has no section of these: run `dotnet run -c Release --project test/DrFunctions.Benchmarks -- <name>`, which writes it.");
    }

    [GeneratedRegex("public string Name => \"([a-z-]+)\";")]
    static partial Regex Name { get; }
}
