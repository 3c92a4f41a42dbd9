using System.Text.RegularExpressions;
using DrFunctions.Commands;

namespace DrFunctions.Tests.Tidy;

/// <summary>The table of verbs in the docs says what the code's table says; with DR_ACCEPT=1 it is written anew.</summary>
public sealed partial class VerbTableTests
{
    const string Path = "docs/OPERATING.md";

    [Fact]
    public void The_table_of_verbs_is_in_step_with_the_code()
    {
        var text = Files.ReadText(Path);
        Assert.Matches(Table, text);
        var correct = Table.Replace(text, $"<!-- table: verbs -->\n{Rows.Replace("$", "$$", StringComparison.Ordinal)}<!-- end -->");
        if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1")
        {
            File.WriteAllText(System.IO.Path.Combine(Files.Root, Path), correct);
            return;
        }

        Repository.None(correct.Split('\n').Except(text.Split('\n')).Select(line => $"missing: {line}"),
            $"The table of verbs in {Path} differs from the code: run the tests with DR_ACCEPT=1 and read the difference.");
        Assert.Equal(correct, text);
    }

    static string Rows => string.Concat(Verbs.All
        .Select(verb => $"| `{verb.Name}` | {verb.Does} | {Phases(verb)} | {verb.Refused} |\n")
        .Prepend("|---|---|---|---|\n")
        .Prepend("| verb | what it does | in phases | refused |\n"));

    static string Phases(Verb verb) => verb.Phases.Count == 0 ? "all"
        : $"{string.Join(", ", verb.Phases)}{IfDisarmed(verb)}";

    /// <summary>A phase that is named already is not named twice.</summary>
    static string IfDisarmed(Verb verb) => verb.PhasesIfDisarmed is not [var phase, ..] ? ""
        : verb.Phases.Contains(phase) ? "; also while disarmed" : $"; {phase} if disarmed";

    [GeneratedRegex("<!-- table: verbs -->\\n.*?<!-- end -->", RegexOptions.Singleline)]
    static partial Regex Table { get; }
}
