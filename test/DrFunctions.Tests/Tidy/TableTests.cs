using System.Text.RegularExpressions;
using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Tidy;

/// <summary>The tables of members in the docs say what the readers of plans ask for; with DR_ACCEPT=1 they are written anew.</summary>
public sealed partial class TableTests
{
    static readonly IReadOnlyDictionary<string, IReadOnlyList<FieldFacts>> Tables = AllTables();

    [Theory]
    [InlineData("docs/PLAN.md")]
    [InlineData("docs/STEPS.md")]
    public void Tables_are_in_step_with_the_code(string path)
    {
        var text = Files.ReadText(path);
        var correct = Table.Replace(text, match => $"<!-- table: {match.Groups["name"].Value} -->\n{Rows(match.Groups["name"].Value)}<!-- end -->");
        if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1")
        {
            File.WriteAllText(Path.Combine(Files.Root, path), correct);
            return;
        }

        Repository.None(
            correct.Split('\n').Except(text.Split('\n')).Select(line => $"missing: {line}")
                .Concat(text.Split('\n').Except(correct.Split('\n')).Select(line => $"wrong: {line}")),
            $"A table of {path} differs from the code: run the tests with DR_ACCEPT=1 and read the difference.");
    }

    [Fact]
    public void Every_member_has_its_table()
    {
        var shown = new[] { "docs/PLAN.md", "docs/STEPS.md" }.SelectMany(path => Table.Matches(Files.ReadText(path))).Select(match => match.Groups["name"].Value)
            .ToList();
        Repository.None(Tables.Keys.Except(shown).Select(name => $"<!-- table: {name} -->"),
            "Add these to docs/PLAN.md or docs/STEPS.md, each with <!-- end --> in the next line, and run the tests with DR_ACCEPT=1:");
        Repository.None(shown.Except(Tables.Keys), "These tables of docs/PLAN.md or docs/STEPS.md are of nothing that plans have: take them away.");
    }

    static Dictionary<string, IReadOnlyList<FieldFacts>> AllTables()
    {
        var plan = PlanFile.Facts(Files.Kinds.Traits);
        var trigger = Inner(plan, "trigger");
        var tables = new Dictionary<string, IReadOnlyList<FieldFacts>>
        {
            ["plan"] = plan,
            ["objectives"] = Inner(plan, "objectives"),
            ["trigger"] = trigger,
            ["signals"] = Inner(trigger, "signals"),
            ["steps"] = Inner(plan, "steps"),
        };
        foreach (var kind in Files.Kinds.All)
        {
            tables[kind.Name] = kind.Settings;
            foreach (var setting in kind.Settings.Where(setting => setting.Inner.Count > 0))
            {
                tables[$"{kind.Name} {setting.Name}"] = setting.Inner;
            }
        }

        return tables;
    }

    static IReadOnlyList<FieldFacts> Inner(IReadOnlyList<FieldFacts> facts, string name) => facts.First(fact => fact.Name == name).Inner;

    static string Rows(string table) => !Tables.TryGetValue(table, out var facts) ? "" : string.Concat(facts
        .Select(fact => $"| `{fact.Name}` | {Shape(fact)} | {(fact.Required ? "yes" : "")} | {fact.Meaning} |\n")
        .Prepend("|---|---|---|---|\n")
        .Prepend("| member | what | needed | meaning |\n"));

    static string Shape(FieldFacts fact) => fact.Kind switch
    {
        FieldKind.Text => $"text of at most {fact.Most} characters",
        FieldKind.Texts => $"list of at most {fact.Most} texts",
        FieldKind.Map => $"object of at most {fact.Most} texts",
        FieldKind.Number => $"whole number, {fact.Least} to {fact.Most}",
        FieldKind.Flag => "`true` or `false`",
        FieldKind.Duration => "duration",
        FieldKind.Word => string.Join(", ", fact.Words.Select(word => $"`{word}`")),
        FieldKind.NumberOrText => "whole number or text",
        FieldKind.Object => "object",
        FieldKind.Objects => $"list of at most {fact.Most} objects",
        _ => throw new InvalidOperationException($"The docs have no words for a {fact.Kind}."),
    };

    [GeneratedRegex("<!-- table: (?<name>[a-z0-9 -]+?) -->\\n.*?<!-- end -->", RegexOptions.Singleline)]
    static partial Regex Table { get; }
}
