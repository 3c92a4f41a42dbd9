using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens to a plan, and how it should end.</summary>
/// <param name="Tells">What happens, in one sentence.</param>
/// <param name="Ends">The phase in which the record should rest.</param>
/// <param name="Play">Arranges what happens.</param>
sealed record Scenario(string Name, string Tells, Phase Ends, Action<Stage> Play)
{
    /// <summary>The table of scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("region-down", "The primary Region goes dark and stays dark.", Phase.Recovered, ScenarioPlays.RegionDown),
        new("crash-loop", "The primary goes dark, and in the standby every ECS task ends seconds after it ran: a person is called, and users are not moved.",
            Phase.Stuck, ScenarioPlays.CrashLoop) { Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.CrashLoop) },
        new("duplicates", "The primary goes dark, and every message to functions is delivered five times, two of them minutes late.",
            Phase.Recovered, ScenarioPlays.Duplicates) { Also = outcome => outcome.Repeated },
        new("false-alarm", "The alarm's health check is wrong while the front doors answer: nothing is changed.",
            Phase.Watching, ScenarioPlays.FalseAlarm) { Lacks = (plan, _) => plan.LacksAlarm() ?? plan.LacksWitness(), Also = outcome => outcome.NoAlarm },
        new("flapping", "The primary is dark for 20 s and lit for 40 s, eight times: nothing is changed.",
            Phase.Watching, ScenarioPlays.Flapping) { FaultsMayEnd = [Phase.Recovered], Lacks = (plan, _) => plan.LacksPatience(ScenarioPlays.FlapsFor) },
        new("killed-midway", "The primary goes dark, and the invocation is killed right after each change that it makes, before it knows of it.",
            Phase.Recovered, ScenarioPlays.KilledMidway) { Also = outcome => outcome.Repeated ?? outcome.NobodyKilled },
        new("lost-messages", "The primary goes dark, and every message to functions is lost.", Phase.Recovered, ScenarioPlays.LostMessages),
        new("no-capacity", "The primary goes dark, and EC2 has no capacity for the first four starts of each instance.",
            Phase.Recovered, ScenarioPlays.NoCapacity)
        {
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.NoCapacity),
            Also = outcome => outcome.NeverRefused("InsufficientInstanceCapacity"),
        },
        new("person-steps-in", "The front doors fail; a person pauses, starts an instance by hand and resumes, and fails back when the primary is well: "
            + "what we did is undone, what the person did stays.",
            Phase.Watching, ScenarioPeople.StepsIn)
        {
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(45),
            Also = outcome => outcome.Untold("RECOVERED") ?? outcome.Untold("all is undone"),
        },
        new("approval-given", "In mode approval the front doors fail; a person approves, and fails back when the primary is well.",
            Phase.Watching, ScenarioPeople.Approves)
        {
            FaultsMayEnd = [Phase.Recovered, Phase.Declined],
            Alters = ScenarioPeople.AsksFirst,
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(45),
            Also = outcome => outcome.Untold("SHALL IT FAIL OVER") ?? outcome.Untold("RECOVERED") ?? outcome.Untold("all is undone"),
        },
        new("approval-refused", "In mode approval the front doors fail, and a person says no: nothing is changed.",
            Phase.Declined, ScenarioPeople.Rejects) { Alters = ScenarioPeople.AsksFirst, Also = outcome => outcome.Untold("SHALL IT FAIL OVER") },
        new("approval-unanswered", "In mode approval the front doors fail, and nobody answers: nothing is changed.",
            Phase.Declined, ScenarioPeople.NobodyAnswers)
        {
            Alters = ScenarioPeople.AsksFirst,
            LeastTime = TimeSpan.FromMinutes(20),
            Also = outcome => outcome.Untold("SHALL IT FAIL OVER") ?? outcome.Untold("does NOT fail over"),
        },
        new("approval-proceeds", "In mode approval the front doors fail, nobody answers, and the plan then proceeds.",
            Phase.Recovered, ScenarioPeople.NobodyAnswers) { Alters = ScenarioPeople.ProceedsUnanswered, Also = outcome => outcome.Untold("SHALL IT FAIL OVER") },
        new("drill", "All is well, and a person orders a drill: the standby is brought up, checked, and left exactly as it was.",
            Phase.Watching, ScenarioPeople.Drills)
        {
            Undoes = true,
            Lacks = (plan, _) => plan.LacksDrill(),
            Also = outcome => outcome.AnyTraffic ?? outcome.Untold("drill PASSED") ?? outcome.NothingStarted,
        },
        new("prewarmed", "The front doors fail for less time than the plan asks: capacity that was prewarmed is given back after 15 minutes of up.",
            Phase.Watching, ScenarioPlays.Prewarmed)
        {
            FaultsMayEnd = [Phase.Recovered],
            Alters = ScenarioPlays.Prewarms,
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(30),
            Lacks = (plan, _) => plan.LacksDrill() ?? plan.LacksPatience(ScenarioPlays.FlapsFor),
            Also = outcome => outcome.AnyTraffic ?? outcome.NothingStarted,
        },
        new("primary-returns", "The primary's front doors fail and answer again once steps have begun: the switch is held, users stay, and what was started is given back.",
            Phase.Watching, ScenarioPlays.PrimaryReturns)
        {
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            Lacks = (plan, _) => plan.LacksStepsBeforeTraffic() ?? plan.LacksWitness(),
            Also = outcome => outcome.AnyTraffic ?? outcome.Untold("standing down"),
        },
        new("standby-sick", "The primary goes dark, and the standby's front door never becomes healthy: a person is called, and users are not moved.",
            Phase.Stuck, ScenarioPlays.StandbySick) { Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unhealthy) },
        new("throttled", "The primary goes dark, and the first four calls of each operation that changes something are throttled.",
            Phase.Recovered, ScenarioPlays.Throttled) { Also = outcome => outcome.NeverRefused("Throttling", "ThrottlingException", "RequestLimitExceeded") },
        new("two-at-once", "The primary goes dark, and messages and ticks of the schedule wake several invocations in the same instant.",
            Phase.Recovered, ScenarioPlays.TwoAtOnce) { Also = outcome => outcome.Repeated },
        new("us-east-1-dark", "us-east-1 goes dark with the primary, so alarms cannot be read and Route 53 cannot be edited: "
            + "capacity is raised, and users move via health; a plan that needs us-east-1 waits until it is lit again after six minutes.",
            Phase.Recovered, ScenarioPlays.UsEast1Dark)
        {
            Lacks = (plan, worlds) => plan.LacksControlPlane(worlds),
            Also = outcome => outcome.IdleIn(ScenarioPlays.UsEast1IsDark) ?? outcome.LeanedOn(ScenarioPlays.ControlPlane),
        },
    ];

    /// <summary>How long after the disaster the rehearsal goes on at least.</summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What of the plan is as the scenario needs it.</summary>
    public Action<JsonObject, Plan>? Alters { get; init; }

    /// <summary>Changes are made, and in the end the standby stands as it did before, save what a person did by hand.</summary>
    public bool Undoes { get; init; }

    /// <summary>Where it may rest too when faults take people's words, or every look at which the primary was up.</summary>
    public IReadOnlyList<Phase> FaultsMayEnd { get; init; } = [];

    /// <summary>Why the scenario says nothing about a plan, in a sentence, or null.</summary>
    public Func<Plan, KindWorlds, string?> Lacks { get; init; } = (_, _) => null;

    /// <summary>What else is wrong with an outcome, in a sentence, or null.</summary>
    public Func<ScenarioOutcome, string?> Also { get; init; } = _ => null;

    /// <summary>Why the rehearsal did not end as it should, or null. The record's word is held against the world's truth.</summary>
    public string? InvariantChecker(ScenarioOutcome outcome) =>
        outcome.Record.Phase != Ends ? $"The record rests in {outcome.Record.Phase}, not in {Ends}: {outcome.Record.Because}"
        : outcome.PrimaryTouched ?? Ends switch
        {
            Phase.Recovered => outcome.NotRecovered,
            Phase.Watching => Undoes ? outcome.NotAsBefore : outcome.AnyChange,
            Phase.Declined => outcome.AnyChange,
            Phase.Stuck => outcome.AnyTraffic ?? outcome.NobodyCalled,
            _ => throw new InvalidOperationException($"No scenario knows how to judge {Ends}."),
        } ?? Also(outcome);

    public string Verdict(Plan plan) => Ends switch
    {
        Phase.Recovered => $"{plan.Name} recovered in {plan.Standby}.",
        Phase.Watching when Undoes => $"{plan.Name} is served from {plan.Primary}, and {plan.Standby} stands as it did before.",
        Phase.Watching or Phase.Declined => $"{plan.Name} stays in {plan.Primary}, and nothing was changed.",
        _ => $"{plan.Name} ended in {Ends}, as it should: users were not moved, and a person was called.",
    };
}
