using System.Text.RegularExpressions;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Tests.Tidy;

/// <summary>
/// What docs/SAFETY.md promises is what the simulations check: its table and the catalogue are the same, in both directions.
/// </summary>
public sealed partial class InvariantTableTests
{
    [Fact]
    public void The_table_of_invariants_is_the_catalogue()
    {
        var rows = Row.Matches(Files.ReadText("docs/SAFETY.md")).Select(match => (Id: match.Groups["id"].Value, Line: LineOf(
            match.Groups["id"].Value, match.Groups["sentence"].Value, [.. match.Groups["proofs"].Value.Split(", ")]))).ToList();
        var catalogue = Invariant.All.Select(invariant => LineOf(invariant.Id, invariant.Sentence, [.. ProofsOf(invariant)])).ToList();

        Assert.NotEmpty(rows);
        Repository.None(
            catalogue.Except(rows.Select(row => row.Line)).Select(line => $"missing: {line}")
                .Concat(rows.Select(row => row.Line).Except(catalogue).Select(line => $"wrong: {line}")),
            "docs/SAFETY.md and src/DrFunctions.Simulation/Invariants/Invariant.cs promise different things: say it in both.");
        Assert.Equal(rows.Select(row => row.Id).Distinct(), rows.Select(row => row.Id));
    }

    /// <summary>Crash points and the other proofs are tests of their own, which this does not know.</summary>
    static string LineOf(string id, string sentence, IReadOnlyList<string> proofs) =>
        $"{id}: {sentence} ({string.Join(", ", proofs.Where(proof => proof is "wire" or "core"))})";

    static IEnumerable<string> ProofsOf(Invariant invariant)
    {
        if (invariant.By.HasFlag(CheckedBy.Wire))
        {
            yield return "wire";
        }

        if (invariant.By.HasFlag(CheckedBy.Core))
        {
            yield return "core";
        }
    }

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+[a-z]?) \| (?<sentence>[^|]+) \| (?<proofs>[^|]+) \|$", RegexOptions.Multiline)]
    static partial Regex Row { get; }
}
