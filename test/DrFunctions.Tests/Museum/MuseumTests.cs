using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Deliberate bugs in the code that ships, each of which the simulations must find. The normal run plays some of them; DR_LONG plays
/// all, and DR_BUG those whose names it gives, separated by commas.
/// </summary>
public sealed class MuseumTests(ITestOutputHelper output)
{
    /// <summary>One of each room, found by early seeds: the normal run has little time.</summary>
    static readonly string[] Few =
    [
        "unknown signals count as down", "the gate forgets the checks", "acts though the save was lost", "history is not written", "one bad id stops all",
    ];

    static readonly TimeSpan LongestVisit = TimeSpan.FromSeconds(Text("DR_VISIT") is { } t ? int.Parse(t, System.Globalization.CultureInfo.InvariantCulture) : 150);

    [Fact]
    public void Every_bug_can_be_planted_in_one_place()
    {
        Assert.All(Collection.Bugs, bug => Assert.True(bug.Matches() == 1,
            $"\"{bug.Name}\" is to be planted in {bug.File}, but what it replaces stands there {bug.Matches()} times: the code has moved on, so let the bug follow it.\n{bug.Find}"));
        Assert.Equal(Collection.Bugs.Count, Collection.Bugs.Select(bug => bug.Name).Distinct().Count());
        Assert.True(Collection.Bugs.Count >= 40);
    }

    [Fact]
    public void The_simulations_find_every_planted_bug()
    {
        var bugs = Collection.Bugs.Where(IsWanted).ToList();
        var findings = new ConcurrentBag<Finding>();
        var visit = new Visit(new Workshop());
        Parallel.ForEach(Partitioner.Create(bugs, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            bug => { var f = visit.To(bug, LongestVisit); findings.Add(f); if (Text("DR_LOG") is { } log) { lock (visit) { File.AppendAllText(log, $"{f.ToLine()}  {f.Broken}\n"); } } });
        var ordered = findings.OrderBy(finding => bugs.IndexOf(finding.Bug)).ToList();
        var table = $"{Finding.Head}\n{string.Join('\n', ordered.Select(finding => finding.ToLine()))}";
        output.WriteLine(table);
        if (Text("DR_BUG") is not null)
        {
            output.WriteLine(string.Join('\n', ordered.Select(finding => $"\n{finding.Bug.Name}: {finding.Bug.Why}\n{finding.Broken ?? "survives"}")));
        }

        var survivors = ordered.Where(finding => !finding.IsFound).Select(finding => $"{finding.Bug.Name}: {finding.Bug.Why}").ToList();
        Assert.True(survivors.Count == 0, $"{survivors.Count} of {ordered.Count} bugs survive, so nothing would stop them from being written:\n{string.Join('\n', survivors)}\n\n{table}");
    }

    static bool IsWanted(PlantedBug bug) =>
        Text("DR_BUG") is { } names ? names.Split(',', StringSplitOptions.TrimEntries).Contains(bug.Name)
        : Text("DR_LONG") is not null || Few.Contains(bug.Name);

    static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;
}
