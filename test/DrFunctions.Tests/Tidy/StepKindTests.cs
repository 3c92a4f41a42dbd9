using System.Globalization;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Steps;

namespace DrFunctions.Tests.Tidy;

/// <summary>A step kind is complete: a folder, a row and a section in the docs, an example, a test.</summary>
public sealed class StepKindTests
{
    public static TheoryData<string> Kinds => [.. Files.Kinds.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_is_a_folder_of_its_name(string name)
    {
        var (type, found) = ($"DrFunctions.Steps.{ClassOf(name)}.{ClassOf(name)}Step", Kind(name).GetType().FullName);
        Assert.True(found == type, $"The kind {name} is the class {found}; call it {type}, so that it is found by its name.");
        Repository.None(
            new[] { "Step", "Settings" }.Select(part => $"src/DrFunctions/Steps/{ClassOf(name)}/{ClassOf(name)}{part}.cs").Except(Repository.Paths),
            $"The folder of the kind {name} lacks a file: settings are read in one, and observed, started and undone in the other.");
    }

    [Fact]
    public void Every_step_file_is_in_the_table() => Repository.None(
        Repository.Paths.Where(path => path.StartsWith("src/DrFunctions/Steps/", StringComparison.Ordinal) && path.EndsWith("Step.cs", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Except(Files.Kinds.All.Select(kind => kind.GetType().Name)),
        "A kind that StepKinds.cs does not list is never used: add its line there.");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_has_an_example_that_check_accepts(string name)
    {
        var path = $"examples/{name}.json";
        Assert.True(Repository.Paths.Contains(path), $"Write {path}: a minimal plan with a step of kind {name}, and comments that say why.");
        var reading = Files.Kinds.Read(path, Files.ReadText(path));
        Repository.None(reading.Mistakes.Where(mistake => !mistake.IsWarning).Select(mistake => mistake.ToString()), $"Repair {path}; dr check says:");
        Assert.True(reading.Steps.Any(step => step.Kind == name), $"{path} has no step of kind {name}.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_has_a_test(string name) => Assert.True(
        Repository.TestTexts.Any(text => text.Contains($"{name}\\\"", StringComparison.Ordinal) || text.Contains($"{ClassOf(name)}Step", StringComparison.Ordinal)
            || text.Contains($"({name})", StringComparison.Ordinal)),
        $"No test names the kind {name}: write one that has a step of it carried out.");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_example_can_be_rehearsed(string name)
    {
        var report = Rehearsal.Run(Files.Kinds.Read($"examples/{name}.json", Files.ReadText($"examples/{name}.json")), "region-down", seed: 1, progress: null);
        Assert.True(report.Passed, $"examples/{name}.json does not recover when it is rehearsed: {report.Verdict}");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_kind_has_a_true_row_in_the_docs(string name)
    {
        var (kind, steps) = (Kind(name), Files.ReadText("docs/STEPS.md"));
        Assert.True(steps.Contains($"\n## {name}\n", StringComparison.Ordinal), $"Write a section \"## {name}\" in docs/STEPS.md.");
        var row = steps.Split('\n').FirstOrDefault(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        Assert.True(row is not null, $"Add a row for {name} to the table in docs/STEPS.md.");
        var cells = row.Split('|', StringSplitOptions.TrimEntries)[1..^1];
        Assert.True(cells.Length == 6 && cells.All(cell => cell.Length > 0), $"The row of {name} in docs/STEPS.md has an empty cell, or not six of them.");
        var granted = kind.Grant.Actions.Count == 0 ? "none" : string.Join(' ', kind.Grant.Actions.Select(action => $"`{action}`"));
        Expect(name, "role", kind.Traits.Role.ToString(), cells[1]);
        Expect(name, "limit", Say(kind.Traits.Limit), Say(Durations.Parse(cells[2])));
        Expect(name, "undo", kind.Traits.CanUndo ? "something other than \"cannot …\"" : "\"cannot …\"", cells[4],
            cells[4].StartsWith("cannot", StringComparison.Ordinal) != kind.Traits.CanUndo);
        Expect(name, "permissions", granted, cells[5]);
    }

    static void Expect(string name, string column, string expected, string found, bool? good = null) =>
        Assert.True(good ?? expected == found, $"docs/STEPS.md says in the row of {name}, under {column}: {found}; the code says: {expected}. Correct the row.");

    static IStepKind Kind(string name) => Files.Kinds.All.First(kind => kind.Name == name);

    static string Say(TimeSpan? span) => span is { } known ? Durations.Say(known) : "no duration";

    /// <summary>ec2-start is Ec2Start.</summary>
    static string ClassOf(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name).Replace("-", "", StringComparison.Ordinal);
}
