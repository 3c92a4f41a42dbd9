using System.Globalization;
using System.Text.RegularExpressions;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// The table of docs/MUSEUM.md: which proof finds each bug, and after how many runs of its base. The museum plays that run first; with
/// DR_ACCEPT=1 it writes what it found.
/// </summary>
static partial class Account
{
    const string Path = "docs/MUSEUM.md";
    const string Head = "| bug | why it is a bug | found by | run | what breaks |\n|---|---|---|---|---|\n";

    /// <summary>In the column "found by" of a bug that no proof has found yet.</summary>
    const string Nothing = "nothing yet";

    static readonly Lock Writing = new();

    /// <summary>What finds each bug that was found.</summary>
    public static IReadOnlyDictionary<string, Found> Read() => Rows().ToDictionary(row => row.Key, row => row.Value.By);

    /// <summary>The names of the bugs in the table, in its order.</summary>
    public static IReadOnlyList<string> Names => [.. AnyRow.Matches(Files.ReadText(Path)).Select(row => row.Groups["bug"].Value)];

    /// <summary>Writes a bug's row. A bug that was not found keeps the row that it has.</summary>
    public static void Write(Finding finding)
    {
        lock (Writing)
        {
            var rows = Rows();
            if (finding.By is { } by)
            {
                rows[finding.Bug.Name] = (by, Short(finding.Broken!));
            }

            var lines = Collection.Bugs.Select(bug => rows.TryGetValue(bug.Name, out var row) ? Line(bug, row.By, row.Breaks)
                : $"| {bug.Name} | {bug.Why} | {Nothing} | | |\n");
            var table = Table.Replace(Files.ReadText(Path), _ => $"<!-- museum -->\n{Head}{string.Concat(lines)}<!-- end -->");
            File.WriteAllText(System.IO.Path.Combine(Files.Root, Path), table);
        }
    }

    static string Line(PlantedBug bug, Found by, string breaks) =>
        string.Create(CultureInfo.InvariantCulture, $"| {bug.Name} | {bug.Why} | {by.Proof} | {by.Number} | {breaks} |\n");

    static Dictionary<string, (Found By, string Breaks)> Rows() => Row.Matches(Files.ReadText(Path)).ToDictionary(
        row => row.Groups["bug"].Value,
        row => (new Found(row.Groups["proof"].Value, int.Parse(row.Groups["run"].Value, CultureInfo.InvariantCulture)), row.Groups["breaks"].Value));

    /// <summary>An invariant's id, a scenario's name, or what else was wrong, in a few words.</summary>
    static string Short(string broken)
    {
        var first = broken.ReplaceLineEndings(" ").Replace('|', '/').Split(':')[0];
        return first == "throws" ? "an exception, or what a test asserts" : first.Length > 60 ? first[..60] : first;
    }

    [GeneratedRegex("<!-- museum -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    static partial Regex Table { get; }

    [GeneratedRegex(@$"^\| (?<bug>[^|]+) \| [^|]+ \| (?:[a-z]+|{Nothing}) \| (?:\d+ )?\| [^|]*\|$", RegexOptions.Multiline)]
    static partial Regex AnyRow { get; }

    [GeneratedRegex(@"^\| (?<bug>[^|]+) \| [^|]+ \| (?<proof>[a-z]+) \| (?<run>\d+) \| (?<breaks>[^|]+) \|$", RegexOptions.Multiline)]
    static partial Regex Row { get; }
}
