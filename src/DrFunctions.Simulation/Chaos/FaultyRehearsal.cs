using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Invariants;
using DrFunctions.Simulation.Scenarios;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Simulation.Chaos;

/// <summary>
/// Random faults of calls, messages and invocations on top of a scenario, for some minutes, with every invariant watched. Equal seeds
/// give equal faults.
/// </summary>
sealed class FaultyRehearsal
{
    readonly TestBench simulation;
    readonly Tally tally = new();
    readonly Verdicts verdicts;
    readonly People people;
    readonly InvariantChecker checker;
    readonly CallFaults calls;
    readonly DateTimeOffset calm;
    readonly int seed;

    public FaultyRehearsal(TestBench simulation, DateTimeOffset disaster, int seed)
    {
        (this.simulation, this.seed) = (simulation, seed);
        var start = simulation.Clock.GetUtcNow();
        calm = disaster + new Dice(seed, 1).Seconds(180, 420);
        verdicts = new Verdicts(() => simulation.Clock.GetUtcNow());
        people = new People(simulation, [Plan.Name], new Dice(seed, 2), tally, calm);
        checker = new InvariantChecker(simulation, verdicts, people);
        calls = new CallFaults(simulation, new Dice(seed, 3), new Dice(seed, 11), tally, start, calm);
    }

    /// <summary>The logger that checks what is logged.</summary>
    public ILogger Log => checker;

    public DateTimeOffset Until => calm;

    DrFunctions.Core.Plans.Plan Plan => simulation.Estates[0].Plan;

    /// <summary>Starts the faults and the schedule, after the scenario is arranged: the scenario's own faults come first.</summary>
    public void Play()
    {
        var scenario = simulation.Cloud.Faults;
        calls.Plan();
        checker.Watch(point => scenario?.Invoke(point) ?? calls.At(point));
        new MessageFaults(simulation.Cloud, simulation.Lambda, new Dice(seed, 6), tally, calm)
            .Install(LambdaPlatform.ArnOf(simulation.Home, TestBench.AlarmFunction), [.. checker.Plans[0].Alarms]);
        new InvocationFaults(simulation, new Dice(seed, 4), tally, calm).Install();
    }

    /// <summary>A person of the scenario says something.</summary>
    public void Hear() => people.Hear(Plan.Name);

    /// <summary>
    /// Why the rehearsal did not pass, or null: an invariant was broken, or the record rests in a phase that neither the scenario nor a
    /// fault explains.
    /// </summary>
    public string? WrongWith(ScenarioOutcome outcome, Scenario scenario)
    {
        var liveness = new LivenessInvariants(simulation.Cloud, verdicts, calm);
        liveness.L2(checker.Plans[0], checker.Emails);
        liveness.L3(checker.Plans[0]);
        liveness.L7(simulation.Base.Topics);
        checker.Close();
        return verdicts.Violations is [var first, ..] ? $"An invariant was broken. {first}"
            : outcome.PrimaryTouched ?? outcome.Record.Phase switch
            {
                Phase.Stuck => outcome.NobodyCalled,
                Phase.Recovered when scenario.Ends == Phase.Recovered || scenario.FaultsMayEnd.Contains(Phase.Recovered) =>
                    outcome.NotRecovered,
                var phase when phase == scenario.Ends || scenario.FaultsMayEnd.Contains(phase) => null,
                var phase => $"The record rests in {phase}, neither in {scenario.Ends} nor in {Phase.Stuck}: {outcome.Record.Because}",
            };
    }

    public string Verdict(ScenarioOutcome outcome) =>
        $"{Plan.Name} rests in {outcome.Record.Phase}{(outcome.Record.Phase == Phase.Stuck ? ", and a person was told why" : "")}; "
        + $"{Plural.Of(tally.Counts.Values.Sum(), "fault")} of {Plural.Of(tally.Counts.Count, "kind")} {(tally.Counts.Values.Sum() == 1 ? "was" : "were")} met, and every invariant held.";
}
