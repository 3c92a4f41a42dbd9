using System.Globalization;
using System.Text.RegularExpressions;
using DrFunctions.Cli;

namespace DrFunctions.Tests.Tidy;

/// <summary>The page that says where each practice is here names all that there is, and its figures are those of the code.</summary>
public sealed partial class PracticesTests
{
    const string Page = "docs/PRACTICES.md";

    /// <summary>What the page assumes of a Region: one outage in two years, of four hours.</summary>
    const double OutagesAYear = 0.5, MinutesOfAnOutage = 240, MinutesOfAFailover = 5, MinutesOfAYear = 525_600;

    [Fact]
    public void Each_kind_of_step_is_named() => Repository.None(
        Files.Kinds.All.Select(kind => kind.Name).Where(name => !Markdown.CodeSpans(Page).Contains(name)),
        $"{Page} does not name these kinds: say which service or practice each of them is the answer to.");

    [Fact]
    public void Each_example_of_more_than_a_file_is_linked() => Repository.None(
        Repository.Paths.Where(path => path.StartsWith("examples/", StringComparison.Ordinal) && path.Split('/').Length > 2)
            .Select(path => path.Split('/')[1]).Distinct()
            .Where(folder => !Markdown.Links(Page).Any(link => link.StartsWith($"../examples/{folder}/README.md", StringComparison.Ordinal))),
        $"{Page} does not link to these folders of examples: say which strategy each of them shows.");

    [Trait("about", "text")]
    [Fact]
    public async Task What_a_console_shows_is_what_dr_says()
    {
        var wrong = new List<string>();
        foreach (var block in Markdown.Paths.SelectMany(Markdown.Blocks).Where(block => block.Language == "console"))
        {
            var lines = block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            using var output = new StringWriter();
            await DrCli.RunAsync(Arguments(lines[0]), output, TextWriter.Null);
            var said = output.ToString().ReplaceLineEndings("\n").Split('\n');
            wrong.AddRange(lines.Skip(1).Where(line => !said.Contains(line)).Select(line => $"{block.Path}: {lines[0]}: {line}"));
        }

        Repository.None(wrong, "The docs show lines that dr no longer says: copy them anew, and the figures in the sentences around them.");
    }

    [Trait("about", "text")]
    [Fact]
    public void The_limits_of_the_shop_are_added_up_as_dr_check_does()
    {
        var warning = Files.Shop(plan => plan["objectives"]!["rto"] = "10m").Mistakes
            .Select(mistake => mistake.Sentence).Single(sentence => sentence.Contains("objectives.rto", StringComparison.Ordinal));
        var text = Flat(Files.ReadText(Page));
        Assert.Contains(Between(warning, "exceeds its limit: ", ";"), text, StringComparison.Ordinal);
        Assert.Contains($"That is {Between(warning, "may last ", " even")},", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_availability_that_is_worked_through_adds_up()
    {
        double[] shares = [0, 0.02, 0.06, 0.1, 0.2];
        Assert.Equal(shares.Select(share => Row($"{share * 100:0} %", $"{Outage(share):0.00}", $"{Availability(share):0.0000} %")), Rows("failover"));

        (string Every, double Years)[] tests = [("every two years", 2), ("each year", 1), ("each quarter", 0.25), ("each month", 1 / 12d), ("each week", 1 / 52d)];
        Assert.Equal(tests.Select(test => Row($"{test.Every}", $"{Broken(test.Years) * 100:0.0} %", $"{Outage(Broken(test.Years)):0.00}")), Rows("drills"));

        var text = Flat(Files.ReadText(Page));
        var both = 0.05 + 0.1 - (0.05 * 0.1);
        FormattableString[] sentences =
        [
            $"17,520 / 17,524 = {17_520 / 17_524d * 100:0.0000} %: {OutagesAYear * MinutesOfAnOutage:0} min a year",
            $"1 - (1 - 0.999772)^2 = {(1 - Math.Pow(1 - 0.999772, 2)) * 100:0.000000} %",
            $"Above about {MinutesOfAFailover / (MinutesOfAFailover + MinutesOfAnOutage) * 100:0} % (5 / 245)",
            $"halving R saves {Outage(0.1) - Outage(0.1, MinutesOfAFailover / 2):0.0} min a year and halving p saves {Outage(0.1) - Outage(0.05):0.0}",
            $"that is {both * 100:0.0} %: {Outage(both):0.00} min a year, {Availability(both):0.0000} %",
            $"{Outage(Broken(1)) - Outage(Broken(1 / 12d)):0.0} min a year, more than",
            $"{Math.Exp(-OutagesAYear) * 100:0} % of years have none",
        ];
        Repository.None(
            sentences.Select(sentence => sentence.ToString(CultureInfo.InvariantCulture))
                .Where(sentence => !text.Contains(sentence, StringComparison.Ordinal)),
            $"{Page} computes otherwise than these: correct the page.");
    }

    /// <summary>Minutes of outage a year, where a share of the failovers does not work.</summary>
    static double Outage(double failing, double failover = MinutesOfAFailover) =>
        OutagesAYear * (((1 - failing) * failover) + (failing * MinutesOfAnOutage));

    static double Availability(double failing) => (1 - (Outage(failing) / MinutesOfAYear)) * 100;

    /// <summary>How probable it is that an unnoticed fault, one in two years, lies between the newest test and an outage.</summary>
    static double Broken(double years) => 1 - ((1 - Math.Exp(-years / 2)) / (years / 2));

    static string Row(params FormattableString[] cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.ToString(CultureInfo.InvariantCulture)))} |";

    /// <summary>The rows of a table between its comments, without its head.</summary>
    static IEnumerable<string> Rows(string table) =>
        Between(Files.ReadText(Page), $"<!-- practices: {table} -->\n", "<!-- end -->").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2);

    static string Between(string text, string before, string after) => text.Split(before)[1].Split(after)[0];

    /// <summary>Paths of the docs are from the root; the tests run elsewhere.</summary>
    static string[] Arguments(string prompt) =>
    [
        .. prompt["$ dr ".Length..].Split(' ')
            .Select(word => word.StartsWith("examples/", StringComparison.Ordinal) ? Path.Combine(Files.Root, word) : word),
    ];

    static string Flat(string text) => Space.Replace(text, " ");

    [GeneratedRegex("\\s+")]
    static partial Regex Space { get; }
}
