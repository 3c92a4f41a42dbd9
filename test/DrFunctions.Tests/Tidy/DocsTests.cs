using System.Text.RegularExpressions;
using DrFunctions.Cli;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Tidy;

/// <summary>Docs are run: what they tell people to type, to write and to open is true.</summary>
public sealed partial class DocsTests
{
    const string Long = "dotnet run --project src/DrFunctions.Cli -- ";
    const string Short = "dr ";

    /// <summary>An option that no command knows: whatever stands before it is parsed, and nothing is carried out.</summary>
    const string Foreign = "--no-such-option";

    [Fact]
    public async Task Every_dr_command_in_a_block_is_one_that_dr_takes()
    {
        var wrong = new List<string>();
        foreach (var (path, command) in Markdown.Paths.SelectMany(path => Markdown.Commands(path).Select(command => (path, command))))
        {
            if (Arguments(command) is { } arguments && await ComplaintsAsync(arguments) is { Count: > 0 } complaints)
            {
                wrong.Add($"{path}: {command}: {string.Join(" ", complaints)}");
            }
        }

        Repository.None(wrong, "These commands in the docs are not known to dr: correct the docs, or keep the command.");
    }

    [Fact]
    public void Every_kind_of_notice_is_in_the_table_by_which_people_filter() => Assert.Equal(
        Enum.GetValues<NoticeKind>().Where(kind => kind != NoticeKind.Unknown).Select(kind => kind.Word()).Order(StringComparer.Ordinal),
        NoticeRow.Matches(Files.ReadText("docs/OPERATING.md").Split("## Who gets which email")[1].Split("\n## ")[0]).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^\| `([a-z-]+)` \| .* \| (?:yes|no|when).*\|$", RegexOptions.Multiline)]
    static partial Regex NoticeRow { get; }

    [Fact]
    public async Task Every_dr_verb_in_a_sentence_is_one_that_dr_has()
    {
        var wrong = new List<string>();
        foreach (var (path, span) in Markdown.Paths.SelectMany(path => Markdown.CodeSpans(path).Select(span => (path, span))))
        {
            // A sentence may leave out what the command needs besides.
            if (Arguments(span) is [var verb, ..]
                && (await ComplaintsAsync([verb])).Exists(complaint => complaint.Contains($"'{verb}'", StringComparison.Ordinal)))
            {
                wrong.Add($"{path}: {span}");
            }
        }

        Repository.None(wrong, "The docs name commands that dr does not have: correct the docs, or keep the command.");
    }

    [Fact]
    public void Every_link_leads_somewhere() => Repository.None(
        from path in Markdown.Paths
        from link in Markdown.Links(path)
        where !IsElsewhere(link) && !Leads(path, link)
        select $"{path}: {link}",
        "These links lead nowhere: correct them, or bring back what they pointed to.");

    /// <summary>Nothing is fetched: a test needs no network, and a page of others may be away for a day.</summary>
    [Fact]
    public void Every_link_to_elsewhere_is_an_address() => Repository.None(
        from path in Markdown.Paths
        from link in Markdown.Links(path)
        where IsElsewhere(link) && !IsAddress(link)
        select $"{path}: {link}",
        "These are no https addresses of a public host, or one of them repeats its anchor: correct them.");

    [Theory]
    [InlineData("docs/SAFETY.md", "../README.md#deploy", true)]
    [InlineData("README.md", "docs/SAFETY.md#run-it-replay-it", true)]
    [InlineData("README.md", "#deploy", true)]
    [InlineData("README.md", "examples", true)]
    [InlineData("docs/SAFETY.md", "../README.md#deployed", false)]
    [InlineData("docs/SAFETY.md", "README.md", false)]
    [InlineData("README.md", "docs/NONE.md", false)]
    [InlineData("README.md", "../README.md", false)]
    [InlineData("README.md", "src/DrFunctions/obj", false)]
    public void A_link_leads_to_a_file_of_the_repository_and_to_a_heading_in_it(string path, string link, bool leads) =>
        Assert.Equal(leads, Leads(path, link));

    [Theory]
    [InlineData("https://docs.aws.amazon.com/fis/latest/userguide/cross-region-scenario.html#part", true)]
    [InlineData("http://docs.aws.amazon.com/", false)]
    [InlineData("https://docs", false)]
    [InlineData("https:/docs.aws.amazon.com/", false)]
    [InlineData("https://docs.aws.amazon.com/#one#two", false)]
    [InlineData("mailto:on-call@example.com", false)]
    public void An_address_is_https_and_has_a_public_host(string link, bool isAddress)
    {
        Assert.True(IsElsewhere(link));
        Assert.Equal(isAddress, IsAddress(link));
    }

    [Fact]
    public void Headings_are_linked_by_the_names_that_GitHub_gives_them()
    {
        const string Text = "# A person's step\n\n## 10. Fail back\n\n### What `dr check` says\n\n## Über uns\n\n## See it\n\n## See it\n\n## A [pair](x.md) #\n";
        string[] names = ["a-pair", "a-persons-step", "10-fail-back", "see-it", "see-it-1", "what-dr-check-says", "über-uns"];
        Assert.Equal(names.Order(StringComparer.Ordinal), Markdown.AnchorsOf(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_is_found_in_each_of_its_forms()
    {
        const string Text = "[A](a.md), ![B](b.svg \"B\"), <img src=\"e.png\">, [`C`](c.md#d) and [F][f]\n\n[f]: f.md\n";
        string[] targets = ["a.md", "b.svg", "c.md#d", "e.png", "f.md"];
        Assert.Equal(targets, Markdown.LinksOf(Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_that_the_docs_name_is_there() => Repository.None(
        from path in Markdown.Paths
        from word in Markdown.Commands(path).Concat(Markdown.CodeSpans(path)).SelectMany(text => text.Split(' '))
        where RepositoryPath.IsMatch(word) && !Path.Exists(Path.Combine(Files.Root, word))
        select $"{path}: {word}",
        "The docs name files that are not there: correct the docs.");

    [Fact]
    public void Every_parameter_that_the_readme_names_is_in_a_template()
    {
        var templates = Files.ReadText("template.yaml") + Files.ReadText("src/Signals/template.yaml");
        Repository.None(
            Markdown.CodeSpans("README.md").Where(span => PascalName.IsMatch(span) && !templates.Contains($"  {span}:\n", StringComparison.Ordinal)),
            "README.md names parameters that no template has: correct it.");
    }

    [Fact]
    public void Every_whole_plan_in_the_docs_can_be_used() => Repository.None(
        from block in Markdown.Paths.SelectMany(Markdown.Blocks)
        where block.Language == "jsonc" && IsWhole(block)
        from mistake in Files.Kinds.Read(block.Path, block.Text).Mistakes
        where !mistake.IsWarning
        select $"{block.Path}, line {mistake.Line} of a plan in it: {mistake.Sentence}",
        "A plan in the docs has mistakes, and people copy it: repair it.");

    [Fact]
    public void Every_step_in_the_docs_stands_in_an_example()
    {
        var examples = Repository.Paths.Where(path => path.StartsWith("examples/", StringComparison.Ordinal))
            .Select(path => Flat(Files.ReadText(path))).ToList();
        Repository.None(
            Markdown.Paths.SelectMany(Markdown.Blocks)
                .Where(block => block.Language == "jsonc" && !IsWhole(block)
                    && !examples.Exists(text => text.Contains(Flat(block.Text), StringComparison.Ordinal)))
                .Select(block => $"{block.Path}: {block.Text}"),
            "A step in the docs is the one in an example, which dr check reads: copy it from there.");
    }

    [Trait("about", "text")]
    [Fact]
    public async Task What_the_readme_shows_of_a_rehearsal_is_what_it_says()
    {
        using var output = new StringWriter();
        await DrCli.RunAsync(["rehearse", Path.Combine(Files.Root, "examples/shop.json")], output, TextWriter.Null);
        var transcript = output.ToString();
        Repository.None(
            Markdown.Blocks("README.md").Where(block => block.Language == "text")
                .SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                .Where(line => !transcript.Contains(line.Split('…')[0].TrimEnd(), StringComparison.Ordinal)),
            "README.md shows lines that a rehearsal no longer says: copy them anew from dr rehearse.");
    }

    /// <summary>What follows `dr` in a command; null if it is another command.</summary>
    static string[]? Arguments(string command)
    {
        var start = command.StartsWith(Long, StringComparison.Ordinal) ? Long.Length : command.StartsWith(Short, StringComparison.Ordinal)
            ? Short.Length : 0;
        return start == 0 ? null : command[start..].Split(" > ")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What dr finds wrong with a command line, which is not carried out.</summary>
    static async Task<List<string>> ComplaintsAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(2, await DrCli.RunAsync([.. arguments, Foreign], output, error));

        // The complaints come first; help follows after an empty line.
        var complaints = error.ToString().ReplaceLineEndings("\n").TrimStart('\n').Split("\n\n")[0]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(complaints, complaint => complaint.Contains(Foreign, StringComparison.Ordinal));
        return [.. complaints.Where(complaint => !complaint.Contains(Foreign, StringComparison.Ordinal))];
    }

    /// <summary>It names a protocol.</summary>
    static bool IsElsewhere(string link) => Protocol.IsMatch(link);

    static bool IsAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.IsWellFormedOriginalString()
        && address.Scheme == Uri.UriSchemeHttps && address.Host.Contains('.', StringComparison.Ordinal) && link.Split('#').Length <= 2;

    /// <summary>To a file that git has, or a folder of such; what lies beside them on one machine is no target.</summary>
    static bool Leads(string path, string link)
    {
        var (file, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var folder = Path.Combine(Files.Root, Path.GetDirectoryName(path)!);
        var target = file.Length == 0 ? path
            : Path.GetRelativePath(Files.Root, Path.Combine(folder, file)).Replace('\\', '/').TrimEnd('/');
        return Repository.Paths.Any(one => one == target || (anchor is null && one.StartsWith($"{target}/", StringComparison.Ordinal)))
            && (anchor is null || Markdown.Anchors(target).Contains(anchor));
    }

    static bool IsWhole(Block block) => block.Text.Contains("\"trigger\"", StringComparison.Ordinal);

    static string Flat(string text) => Space.Replace(text, " ").Trim();

    [GeneratedRegex("^(?:src|test|plans|events|examples|docs|\\.ci)/[\\w./-]*$|^[\\w-]+\\.(?:yaml|toml|sln)$")]
    static partial Regex RepositoryPath { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    static partial Regex Protocol { get; }

    [GeneratedRegex("^(?:[A-Z][a-z0-9]+)+$")]
    static partial Regex PascalName { get; }

    [GeneratedRegex("\\s+")]
    static partial Regex Space { get; }
}
