using DrFunctions.Core.Records;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Invariants;
using LocalAws;

namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// A reference disaster in which one invocation is frozen, before one of its calls or before the call's answer, for so long that others
/// take over, while both of its clocks go on or one of them stands still. Thawed, it must not carry out what it once decided.
/// </summary>
public static class FreezePoint
{
    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    static readonly TimeSpan Frozen = TimeSpan.FromSeconds(100);

    /// <summary>The primary is seen up before it fails.</summary>
    static readonly TimeSpan Up = TimeSpan.FromSeconds(90);

    static readonly TimeSpan Long = TimeSpan.FromMinutes(8);

    static readonly IReadOnlyList<Fault> Freezes =
    [
        .. from kind in new[] { FaultKind.FreezeAfter, FaultKind.FreezeBefore }
           from jumps in new[] { (Wall: true, Monotonic: true), (Wall: true, Monotonic: false), (Wall: false, Monotonic: true) }
           select new Fault(kind) { For = Frozen, WallJumps = jumps.Wall, MonotonicJumps = jumps.Monotonic },
    ];

    // The disaster plays on another thread, which would wait for ever for a static field that is set by playing it.
    static readonly Lazy<int> Points = new(() => Freezes.Count * Play(_ => null).Calls);

    /// <summary>How many points the disaster has.</summary>
    public static int Count => Points.Value;

    /// <summary>Freezes at one of the points, numbered from 1: six for each call.</summary>
    public static PointReport Play(int point) =>
        Play(at => at.Number == 1 + ((point - 1) / Freezes.Count) ? Freezes[(point - 1) % Freezes.Count] : null);

    static PointReport Play(Func<FaultPoint, Fault?> faults)
    {
        var (plan, says) = (ScenarioSeed.ReadPlan(), new Loggers());
        using var bench = new TestBench(new PlanFolder([plan.Plan!], []), Start, 1, says);
        var verdicts = new Verdicts(() => bench.Clock.GetUtcNow());
        var nobody = new People(bench, [plan.Plan!.Name], new Dice(1, 2), new Tally(), Start);
        var checker = new InvariantChecker(bench, verdicts, nobody);
        says.To.Add(checker);
        bench.Cloud.World.Darken(plan.Plan.Primary, Start + Up);
        checker.Watch(faults);
        bench.StartSchedule();
        bench.Run(() => Task.Delay(Long, bench.Clock));
        checker.Close();
        var phase = bench.RecordOf(plan.Plan.Name).Phase;
        var missing = bench.Estates[0].Missing.Select(one => $"End: {one}");
        return new PointReport(
            bench.Cloud.Calls, [.. verdicts.Violations, .. missing, .. phase == Phase.Recovered ? [] : new[] { $"End: {phase}" }]);
    }
}

/// <param name="Calls">How many calls the disaster had.</param>
/// <param name="Violations">What was broken, and what was missing at the end.</param>
public sealed record PointReport(int Calls, IReadOnlyList<string> Violations);
