using System.Globalization;
using System.Text.Json.Nodes;
using System.Text;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Cli;

/// <summary>One scenario with many seeds: which failed, and how to see one of them again.</summary>
/// <param name="Times">The recovery times of the seeds that recovered, the shortest first.</param>
sealed record RehearseSeeds(
    PlanReading Reading, string Scenario, int Count, IReadOnlyList<FailedSeed> Failed, IReadOnlyList<TimeSpan> Times)
{
    public bool Passed => Failed.Count == 0;

    /// <summary>Rehearses with the seeds from 1 on.</summary>
    public static RehearseSeeds Run(
        PlanReading reading, string scenario, bool faults, bool anySecond, int count, CancellationToken cancellation)
    {
        var (failed, times) = (new List<FailedSeed>(), new List<TimeSpan>());
        for (var seed = 1; seed <= count; seed++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (WrongWith(reading, scenario, faults, anySecond, seed, times) is { } wrong)
            {
                failed.Add(new FailedSeed(seed, wrong, $"dr rehearse {reading.File} --scenario {scenario}{(faults ? " --faults" : "")}{(anySecond ? " --any-second" : "")} --seed {seed}"));
            }
        }

        return new RehearseSeeds(reading, scenario, count, failed, [.. times.Order()]);
    }

    /// <summary>
    /// Recovery times in seconds, from the disaster to users in the standby; null if no seed recovered.
    /// </summary>
    (double Median, double P95)? Recovered => Times.Count == 0 ? null
        : (Times[Times.Count / 2].TotalSeconds, Times[Math.Min(Times.Count * 95 / 100, Times.Count - 1)].TotalSeconds);

    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var one in Failed)
        {
            text.Append(CultureInfo.InvariantCulture, $"seed {one.Seed} FAILED; {one.Replay} replays it: {RehearsalText.Indented(one.Verdict, 2)}\n");
        }

        return text.Append(CultureInfo.InvariantCulture,
            $"{(Passed ? "PASSED" : "FAILED")}: {Scenario} of {Reading.Plan!.Name} passed with {Count - Failed.Count} of {Plural.Of(Count, "seed")}.\n")
            .Append(Recovered is var (median, p95)
                ? $"Recovered in {Durations.Say(TimeSpan.FromSeconds(median))} (median), {Durations.Say(TimeSpan.FromSeconds(p95))} (95th percentile).\n" : "")
            .ToString();
    }

    public JsonObject ToJson() => new()
    {
        ["plan"] = Reading.Plan!.Name,
        ["scenario"] = Scenario,
        ["seeds"] = Count,
        ["passed"] = Passed,
        ["medianSeconds"] = Recovered?.Median,
        ["p95Seconds"] = Recovered?.P95,
        ["failed"] = new JsonArray([.. Failed.Select(one => new JsonObject
        {
            ["seed"] = one.Seed,
            ["verdict"] = one.Verdict,
            ["replay"] = one.Replay,
        })]),
    };

    static string? WrongWith(PlanReading reading, string scenario, bool faults, bool anySecond, int seed, List<TimeSpan> times)
    {
        try
        {
            var report = Rehearsal.Run(reading, scenario, seed, null, faults, anySecond: anySecond);
            times.AddRange(report.Time.Total is { } total ? [total] : []);
            return report.Passed ? null : report.Verdict;
        }
        catch (InvalidOperationException bug)
        {
            // A handler that throws is a bug that one seed found; the other seeds still have something to say.
            return bug.Message;
        }
    }
}

sealed record FailedSeed(int Seed, string Verdict, string Replay);
