using System.Globalization;
using System.Text;

namespace DrFunctions.Benchmarks.Reporting;

/// <summary>A section as Markdown.</summary>
static class SectionText
{
    public static string Of(IBenchmark benchmark, Section section, BenchOptions options)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"## {benchmark.Title}\n\n{section.Intro}\n\n")
            .Append("| What | Median | Best | Peer | Ratio | Target | Met |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in section.Rows)
        {
            string[] cells = [
                row.What, row.Figure, row.Best, row.Peer, row.Ratio?.ToString()
                    ?? "", row.Target, row.Met switch { true => "yes", false => "no", null => "" }];
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"\n`{benchmark.Name}`, {options.Rounds} rounds, {DateTimeOffset.UtcNow:yyyy-MM-dd}.\n").ToString();
    }
}
