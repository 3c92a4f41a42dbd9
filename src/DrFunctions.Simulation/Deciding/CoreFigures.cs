using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Counts of what the seeds have played so far.</summary>
public sealed class CoreFigures
{
    readonly Dictionary<Invariant, long> asked = Invariant.Of(CheckedBy.Core).ToDictionary(one => one, _ => 0L);
    readonly long[,] doors = new long[Enum.GetValues<Phase>().Length, Enum.GetValues<Phase>().Length];
    readonly long[] phases = new long[Enum.GetValues<Phase>().Length];

    public int Seeds { get; internal set; }

    public long Looks { get; internal set; }

    /// <summary>Cycles of two invocations that decided from the same version of a record.</summary>
    public long Races { get; internal set; }

    public long LostSaves { get; internal set; }

    /// <summary>Saves whose answer was lost, or whose invocation was killed before it acted.</summary>
    public long LostActs { get; internal set; }

    public long Starts { get; internal set; }

    public long Undos { get; internal set; }

    public long Requests { get; internal set; }

    /// <summary>How often each invariant of the core was checked where it could have been broken.</summary>
    public IReadOnlyDictionary<Invariant, long> Asked => asked;

    /// <summary>How many cycles left a record in each phase.</summary>
    public IReadOnlyDictionary<Phase, long> Phases => Enum.GetValues<Phase>().ToDictionary(phase => phase, phase => phases[(int)phase]);

    /// <summary>How often each transition of the table of phases happened.</summary>
    public IReadOnlyDictionary<(Phase From, Phase To), long> Doors => Enum.GetValues<Phase>()
        .SelectMany(
            from => Enum.GetValues<Phase>().Where(to => DrFunctions.Core.Records.Phases.MayGo(from, to)).Select(to => (From: from, To: to)))
        .ToDictionary(door => door, door => doors[(int)door.From, (int)door.To]);

    /// <summary>Invariants that were never checked, and transitions that never happened.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Asked.Where(one => one.Value == 0).Select(one => $"the invariant {one.Key} was never checked"),
        .. Doors.Where(door => door.Value == 0).Select(door => $"the transition from {door.Key.From} to {door.Key.To} never happened"),
    ];

    public override string ToString() => $"""
        {Seeds} core seeds, {Looks} looks, {Starts} starts, {Undos} undos, {Requests} requests
        {Races} races, {LostSaves} lost saves, {LostActs} lost acts
        phases: {string.Join(", ", Phases.Select(phase => $"{phase.Key} {phase.Value}"))}
        doors: {string.Join(", ", Doors.Select(door => $"{door.Key.From} to {door.Key.To} {door.Value}"))}
        invariants checked: {string.Join(", ", Asked.Select(one => $"{one.Key} {one.Value}"))}
        """;

    internal void Visit(Phase phase) => phases[(int)phase]++;

    internal void Walk(Phase from, Phase to) => doors[(int)from, (int)to]++;

    /// <summary>Checks an invariant where it could be broken.</summary>
    internal void Ask(Invariant invariant, bool holds, string detail)
    {
        asked[invariant]++;
        if (!holds)
        {
            throw new BrokenInvariantException(invariant, detail);
        }
    }
}
