using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Deliberate bugs in the code that ships, each of which the simulations must find: docs/MUSEUM.md has them. The normal run plays five of
/// them; DR_LONG plays all that were found, DR_SEARCH all, each for so many minutes, and DR_BUG those whose names it gives, separated by
/// commas.
/// </summary>
public sealed class MuseumTests(ITestOutputHelper output)
{
    /// <summary>Bugs of five rooms that early seeds find, because the normal run has little time.</summary>
    static readonly string[] Few =
    [
        "unknown signals count as down", "the time that must pass is ignored", "a step has no limit", "a look is not logged", "history is not written",
    ];

    /// <summary>The table may have so many bugs that nothing finds yet. The number only becomes smaller.</summary>
    const int MostUnfound = 180;

    const int LongestFind = 100;
    const int LongestReplacement = 160;

    static readonly Workshop workshop = new();

    static readonly TimeSpan LongestVisit = TimeSpan.FromMinutes(LongRun.Number("DR_SEARCH") ?? 4);

    [Fact]
    public void Every_bug_can_be_planted_in_one_place()
    {
        Assert.All(Collection.Bugs, bug => bug.Place());
        Assert.Equal(Collection.Bugs.Count, Collection.Bugs.Select(bug => bug.Name).Distinct().Count());
        Assert.True(Collection.Bugs.Count >= 40, $"the museum shows {Collection.Bugs.Count} bugs; it must have at least 40");
        Assert.Empty(Few.Except(Collection.Bugs.Select(bug => bug.Name)));
    }

    [Fact]
    public void Planted_bugs_compile() => Assert.All(LongRun.OneOf(8, Collection.Bugs), workshop.Check);

    /// <summary>A bug that quotes much of the code hinders changes of that code.</summary>
    [Fact]
    public void What_a_bug_replaces_is_short() => Assert.All(Collection.Bugs, bug => Assert.True(
        bug.Find.Length <= LongestFind && bug.Replace.Length <= LongestReplacement && !$"{bug.Find}{bug.Replace}".Contains('\n'),
        $"\"{bug}\" must replace one line of at most {LongestFind} characters by one of at most {LongestReplacement}."));

    [Fact]
    public void Every_bug_has_its_row_in_the_docs()
    {
        var (bugs, rows) = (Collection.Bugs.Select(bug => bug.Name).ToList(), Account.Names);
        var play = "play it with DR_BUG=\"its name\" DR_ACCEPT=1, and commit the row";
        Assert.True(!bugs.Except(rows).Any(), $"docs/MUSEUM.md does not say what finds \"{bugs.Except(rows).FirstOrDefault()}\": {play}");
        Assert.True(!rows.Except(bugs).Any(), $"docs/MUSEUM.md has a bug that is not planted: \"{rows.Except(bugs).FirstOrDefault()}\"; delete its row");
        var account = Account.Read();
        Assert.InRange(bugs.Count - account.Count, 0, MostUnfound);
        Assert.All(account.Values, found => Assert.InRange(found.Number, 1, Proof.Named(found.Proof).Most));
    }

    [Fact]
    public void The_simulations_find_every_planted_bug()
    {
        var findings = new ConcurrentBag<Finding>();
        var account = Account.Read();
        var visit = new Visit(workshop, account, LongRun.Number("DR_FIRST"));
        var wanted = Wanted(account);
        Assert.All(wanted, bug => bug.Place());
        Parallel.ForEach(
            Partitioner.Create(wanted, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = LongRun.Number("DR_CORES") ?? Environment.ProcessorCount },
            bug => findings.Add(Kept(visit.To(bug, LongestVisit))));

        var ordered = findings.OrderBy(finding => wanted.IndexOf(finding.Bug)).ToList();
        LongRun.Say(output, $"THE MUSEUM OF PLANTED BUGS\n{Finding.Head}\n{string.Join('\n', ordered.Select(finding => finding.ToLine()))}");
        if (Text("DR_BUG") is not null)
        {
            ordered.ForEach(finding => output.WriteLine($"\n{finding.Bug.Name}: {finding.Bug.Why}\n{finding.Broken ?? "It survives."}"));
        }

        var survivors = ordered.Where(finding => finding.Broken is null).Select(finding => $"{finding.Bug.Name}: {finding.Bug.Why} ({finding.Played} runs)").ToList();
        Assert.True(survivors.Count == 0, $"{survivors.Count} of {ordered.Count} bugs survive, so nothing would stop them from being written:\n{string.Join('\n', survivors)}");
        var broken = ordered.Select(finding => finding.Anew?.Sound).OfType<string>().ToList();
        Assert.True(broken.Count == 0, $"an invariant breaks without a planted bug: {string.Join('\n', broken)}");
    }

    static Finding Kept(Finding finding)
    {
        if (Text("DR_ACCEPT") == "1")
        {
            Account.Write(finding);
        }

        return finding;
    }

    static List<PlantedBug> Wanted(IReadOnlyDictionary<string, Found> account) =>
        Text("DR_BUG") is { } names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => Collection.Bugs.Single(bug => bug.Name == name))]
        : LongRun.Number("DR_SEARCH") is not null ? [.. Collection.Bugs]
        : LongRun.Budget is not null ? [.. Collection.Bugs.Where(bug => account.ContainsKey(bug.Name))]
        : [.. Collection.Bugs.Where(bug => Few.Contains(bug.Name))];

    static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
