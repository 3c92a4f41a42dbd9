using DrFunctions.Simulation.Chaos;

namespace DrFunctions.Simulation.Invariants;

/// <summary>What must hold, whatever goes wrong; docs/SAFETY.md says more of each.</summary>
public sealed record Invariant(string Name, string Sentence)
{
    public static IReadOnlyList<Invariant> All { get; } =
    [
        new("S1", "Traffic is never switched unless the standby was verified healthy by our own probe within the last 60 s."),
        new("S2", "Of two racing invocations at most one acts on a decision."),
        new("S3", "A start that took effect is not repeated for as long as reads may lag it."),
        new("S4", "Nothing in the primary is ever changed; standby capacity is never lowered, save by undo of our own change."),
        new("S5", "Data is promoted only with the evidence the plan asks for, or a person's word."),
        new("S6", "At most one automatic failover per plan and cooldown, and none without the outage; no automatic failback."),
        new("S7", "No call names a resource that the plan does not."),
        new("S8", "Shadow mode makes no changing call."),
        new("S9", "No secret and no credential in a log, record, notice or report."),
        new("S10", "Every changing call comes after a fresh saved decision and is told in the record's history."),
        new("S11", "A step already done is never started again; no more than its attempts; what must be done first is done."),
        new("S12", "Paused or unreadable automation: no changing call."),
        new("L1", "Every run ends within the sum of its limits plus two schedule periods, and says truly how."),
        new("L2", "Stuck and Recovered are always told."),
        new("L3", "Once faults stop, the run converges."),
        new("L4", "If the primary is really down and enough signals can be read, a run begins even when every message is lost."),
        new("L5", "One poison target does not hold up the others; one plan never holds up another."),
        new("L6", "Every wake-up answers and logs one sentence saying what was decided and because of what."),
    ];
}

/// <summary>Which invariants were asked, how often with something at stake, and what broke them.</summary>
sealed class Verdicts(Func<DateTimeOffset> now)
{
    const int MostViolations = 20;

    readonly Tally asked = new();
    readonly List<string> violations = [];

    public IReadOnlyDictionary<string, int> Asked => asked.Counts;

    public IReadOnlyList<string> Violations => violations;

    public void Must(string name, bool holds, Func<string> what)
    {
        asked.Add(name);
        if (!holds && violations.Count < MostViolations)
        {
            violations.Add($"{name}: {Invariant.All.First(one => one.Name == name).Sentence} At {now():HH:mm:ss.fff}: {what()}");
        }
    }
}
