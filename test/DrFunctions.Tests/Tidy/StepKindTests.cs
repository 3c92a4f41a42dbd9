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
            new[] { $"DrFunctions/Steps/{ClassOf(name)}/{ClassOf(name)}Step", $"DrFunctions/Steps/{ClassOf(name)}/{ClassOf(name)}Settings", $"DrFunctions.Simulation/Kinds/{ClassOf(name)}World" }
                .Select(file => $"src/{file}.cs").Except(Repository.Paths),
            $"The kind {name} lacks a file: its step, its settings, or its world in simulations.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Only_its_own_files_name_a_kind(string name) => Repository.None(
        Repository.Paths.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)
                && !path.StartsWith($"src/DrFunctions/Steps/{ClassOf(name)}/", StringComparison.Ordinal)
                && path != $"src/DrFunctions.Simulation/Kinds/{ClassOf(name)}World.cs")
            .SelectMany(path => Files.ReadText(path).Split('\n')
                .Where(line => line.Contains($"\"{name}\"", StringComparison.Ordinal) && !line.Contains("\"kind\": ", StringComparison.Ordinal))
                .Select(line => $"{path}: {line.Trim()}")),
        $"Ask the kind {name} or its world instead of comparing with its name:");

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
