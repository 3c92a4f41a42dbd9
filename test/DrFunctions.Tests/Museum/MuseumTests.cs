using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Deliberate bugs in the code that ships, each of which the simulations must find. The normal run plays five of them; DR_LONG plays
/// all, and DR_BUG those whose names it gives, separated by commas.
/// </summary>
public sealed class MuseumTests(ITestOutputHelper output)
{
    /// <summary>Bugs of five rooms that early seeds find, because the normal run has little time.</summary>
    static readonly string[] Few =
    [
        "unknown signals count as down", "the time that must pass is ignored", "a step has no limit", "a look is not logged", "history is not written",
    ];

    const int LongestFind = 100;
    const int LongestReplacement = 160;

    static readonly Workshop workshop = new();

    static readonly TimeSpan LongestVisit = TimeSpan.FromMinutes(4);

    [Fact]
    public void Every_bug_can_be_planted_in_one_place()
    {
        Assert.All(Collection.Bugs, bug => bug.Place());
        Assert.Equal(Collection.Bugs.Count, Collection.Bugs.Select(bug => bug.Name).Distinct().Count());
        Assert.True(Collection.OnShow.Count >= 40, $"the museum shows {Collection.OnShow.Count} bugs; it must have at least 40");
        Assert.Empty(StoreRoom.Unfound.Concat(Few).Except(Collection.Bugs.Select(bug => bug.Name)));
    }

    [Fact]
    public void Planted_bugs_compile() => Assert.All(LongRun.OneOf(8, Collection.Bugs), workshop.Check);

    /// <summary>A bug that quotes much of the code hinders changes of that code.</summary>
    [Fact]
    public void What_a_bug_replaces_is_short() => Assert.All(Collection.Bugs, bug => Assert.True(
        bug.Find.Length <= LongestFind && bug.Replace.Length <= LongestReplacement && !$"{bug.Find}{bug.Replace}".Contains('\n'),
        $"\"{bug}\" must replace one line of at most {LongestFind} characters by one of at most {LongestReplacement}."));

    [Fact]
    public void The_simulations_find_every_planted_bug()
    {
        var findings = new ConcurrentBag<Finding>();
        var visit = new Visit(workshop);
        var wanted = Wanted();
        Assert.All(wanted, bug => bug.Place());
        Parallel.ForEach(
            Partitioner.Create(wanted, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            bug => findings.Add(visit.To(bug, LongestVisit)));

        var ordered = findings.OrderBy(finding => wanted.IndexOf(finding.Bug)).ToList();
        LongRun.Say(output, $"THE MUSEUM OF PLANTED BUGS\n{Finding.Head}\n{string.Join('\n', ordered.Select(finding => finding.ToLine()))}");
        if (Text("DR_BUG") is not null)
        {
            ordered.ForEach(finding => output.WriteLine($"\n{finding.Bug.Name}: {finding.Bug.Why}\n{finding.Broken ?? "It survives."}"));
        }

        var survivors = ordered.Where(finding => finding.Broken is null).Select(finding => $"{finding.Bug.Name}: {finding.Bug.Why} ({finding.Seeds} seeds)").ToList();
        Assert.True(survivors.Count == 0, $"{survivors.Count} of {ordered.Count} bugs survive, so nothing would stop them from being written:\n{string.Join('\n', survivors)}");
    }

    static List<PlantedBug> Wanted() =>
        Text("DR_BUG") is { } names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries).Select(name => Collection.Bugs.Single(bug => bug.Name == name))]
        : LongRun.Budget is not null ? [.. Collection.OnShow]
        : [.. Collection.OnShow.Where(bug => Few.Contains(bug.Name))];

    static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
