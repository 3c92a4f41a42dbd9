using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens to a plan, and how it should end.</summary>
/// <param name="Tells">What happens, in one sentence.</param>
/// <param name="Ends">The phase in which the record should end.</param>
/// <param name="Play">Plans what happens.</param>
sealed record Scenario(string Name, string Tells, Phase Ends, Action<Stage> Play)
{
    /// <summary>The table of scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("region-down", "The primary Region becomes unreachable and stays so.", Phase.Recovered, ScenarioPlays.RegionDown),
        new("crash-loop", "The primary Region becomes unreachable, and every ECS task in the standby ends seconds after its start: a person is called, and users are not moved.",
            Phase.Stuck, ScenarioPlays.CrashLoop) { Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.CrashLoop) },
        new("duplicates", "The primary Region becomes unreachable, and every message to the functions is delivered five times, two of them minutes late.",
            Phase.Recovered, ScenarioPlays.Duplicates) { Also = outcome => outcome.Repeated },
        new("false-alarm", "The health check behind the alarm is wrong: the front doors answer. Nothing is changed.",
            Phase.Watching, ScenarioPlays.FalseAlarm)
        {
            Mode = ModeNeed.Any,
            Lacks = (plan, _) => plan.LacksAlarm() ?? plan.LacksWitness(),
            Also = outcome => outcome.NoAlarm,
        },
        new("flapping", "The primary Region is unreachable for 20 s and reachable for 40 s, eight times: nothing is changed.",
            Phase.Watching, ScenarioPlays.Flapping)
        {
            Mode = ModeNeed.Any,
            FaultsMayEnd = [Phase.Recovered],
            Lacks = (plan, _) => plan.LacksPatience(ScenarioPlays.FlapsFor),
        },
        new("killed-midway", "The primary Region becomes unreachable, and each invocation is killed right after its first change takes effect, before the answer arrives.",
            Phase.Recovered, ScenarioPlays.KilledMidway) { Also = outcome => outcome.Repeated ?? outcome.NobodyKilled },
        new("lost-messages", "The primary Region becomes unreachable, and every message to the functions is lost.", Phase.Recovered, ScenarioPlays.LostMessages),
        new("no-capacity", "The primary Region becomes unreachable, and EC2 has no capacity for the first four starts of each instance.",
            Phase.Recovered, ScenarioPlays.NoCapacity)
        {
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.NoCapacity),
            Also = outcome => outcome.NeverRefused("InsufficientInstanceCapacity"),
        },
        new("person-steps-in", "The front doors fail; a person pauses the plan, starts an instance by hand, resumes, and fails back when the primary is healthy: "
            + "the changes of DrFunctions are undone, and the person's change stays.",
            Phase.Watching, ScenarioPeople.StepsIn)
        {
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(45),
            Also = outcome => outcome.Untold(NoticeKind.Recovered) ?? outcome.Untold(NoticeKind.Back),
        },
        new("approval-given", "In mode approval the front doors fail; a person approves, and fails back when the primary is healthy.",
            Phase.Watching, ScenarioPeople.Approves)
        {
            FaultsMayEnd = [Phase.Recovered, Phase.Declined],
            Mode = ModeNeed.SetsIt,
            Alters = ScenarioPeople.AsksFirst,
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(45),
            Also = outcome =>
                outcome.Untold(NoticeKind.ApprovalNeeded) ?? outcome.Untold(NoticeKind.Recovered) ?? outcome.Untold(NoticeKind.Back),
        },
        new("approval-refused", "In mode approval the front doors fail, and a person declines: nothing is changed.",
            Phase.Declined, ScenarioPeople.Rejects) { Mode = ModeNeed.SetsIt,
            Alters = ScenarioPeople.AsksFirst, Also = outcome =>
                outcome.Untold(NoticeKind.ApprovalNeeded) },
        new("approval-unanswered", "In mode approval the front doors fail, and nobody answers: nothing is changed.",
            Phase.Declined, ScenarioPeople.NobodyAnswers)
        {
            Mode = ModeNeed.SetsIt,
            Alters = ScenarioPeople.AsksFirst,
            LeastTime = TimeSpan.FromMinutes(20),
            Also = outcome => outcome.Untold(NoticeKind.ApprovalNeeded) ?? outcome.Untold(NoticeKind.Declined),
        },
        new("approval-proceeds", "In mode approval the front doors fail, and nobody answers: the plan proceeds after the timeout.",
            Phase.Recovered, ScenarioPeople.NobodyAnswers)
        {
            Mode = ModeNeed.SetsIt,
            Alters = ScenarioPeople.ProceedsUnanswered,
            Also = outcome => outcome.Untold(NoticeKind.ApprovalNeeded),
        },
        new("drill", "The primary is healthy, and a person orders a drill: the standby is started, checked, and returned to exactly its former state.",
            Phase.Watching, ScenarioPeople.Drills)
        {
            Undoes = true,
            Lacks = (plan, _) => plan.LacksDrill(),
            Also = outcome => outcome.AnyTraffic ?? outcome.Untold(NoticeKind.DrillPassed) ?? outcome.NothingStarted,
        },
        new("prewarmed", "The front doors fail for less time than the plan's `for`: prewarmed capacity is undone after 15 healthy minutes.",
            Phase.Watching, ScenarioPlays.Prewarmed)
        {
            Mode = ModeNeed.Acts,
            FaultsMayEnd = [Phase.Recovered],
            Alters = ScenarioPlays.Prewarms,
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(30),
            Lacks = (plan, _) => plan.LacksDrill() ?? plan.LacksPatience(ScenarioPlays.FlapsFor),
            Also = outcome => outcome.AnyTraffic ?? outcome.NothingStarted,
        },
        new("primary-returns", "The primary's front doors fail, and answer again once steps have begun: users are not moved, and the started capacity is undone.",
            Phase.Watching, ScenarioPlays.PrimaryReturns)
        {
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            Lacks = (plan, _) => plan.LacksStepsBeforeTraffic() ?? plan.LacksWitness() ?? plan.LacksMoment(),
            Also = outcome => outcome.AnyTraffic ?? outcome.Untold(NoticeKind.StandingDown),
        },
        new("blip-then-outage", "The front doors fail, and answer again once steps have begun, so that the failover is stood down; a quarter of an "
            + "hour later the primary Region becomes unreachable: the blip must not disarm the plan.",
            Phase.Recovered, ScenarioPlays.BlipThenOutage)
        {
            OutageAfter = ScenarioPlays.Between,
            LeastTime = ScenarioPlays.Between + TimeSpan.FromMinutes(10),
            Lacks = (plan, _) => plan.LacksStepsBeforeTraffic() ?? plan.LacksWitness() ?? plan.LacksMoment(),
            Also = outcome => outcome.Untold(NoticeKind.StandingDown) ?? outcome.Untold(NoticeKind.Recovered),
        },
        new("fourth-outage", "The front doors fail and answer again three times within the cooldown, and then fail for good: a person is asked, nobody "
            + "answers, and the plan fails over once the outage has lasted for `approvalTimeout`.",
            Phase.Recovered, ScenarioPlays.FourthOutage)
        {
            Mode = ModeNeed.Automatic,
            FaultsMayEnd = [Phase.Watching],
            OutageAfter = 3 * ScenarioPlays.Between,
            LeastTime = 4 * ScenarioPlays.Between,
            Lacks = (plan, _) => plan.LacksStepsBeforeTraffic() ?? plan.LacksWitness() ?? plan.LacksMemory(4 * ScenarioPlays.Between),
            Also = outcome => outcome.Untold(NoticeKind.ApprovalNeeded) ?? outcome.BegunBefore(outcome.Plan.Trigger.ApprovalTimeout),
        },
        new("standby-sick", "The primary Region becomes unreachable, and the standby's front door never becomes healthy: a person is called, and users are not moved.",
            Phase.Stuck, ScenarioPlays.StandbySick) { Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unhealthy) },
        new("throttled", "The primary Region becomes unreachable, and the first four calls of each changing operation are throttled.",
            Phase.Recovered, ScenarioPlays.Throttled) { Also = outcome => outcome.NeverRefused("Throttling", "ThrottlingException", "RequestLimitExceeded") },
        new("two-at-once", "The primary Region becomes unreachable, and messages and the schedule start several invocations at the same instant.",
            Phase.Recovered, ScenarioPlays.TwoAtOnce) { Also = outcome => outcome.Repeated },
        new("us-east-1-dark", "us-east-1 becomes unreachable with the primary Region, so alarms cannot be read and Route 53 cannot be edited: "
            + "capacity is raised, and users move via health; a plan that needs us-east-1 waits for it, and it is reachable again after six minutes.",
            Phase.Recovered, ScenarioPlays.UsEast1Dark)
        {
            Lacks = (plan, worlds) => plan.LacksControlPlane(worlds),
            Also = outcome => outcome.IdleIn(ScenarioPlays.UsEast1IsDark) ?? outcome.LeanedOn(ScenarioPlays.ControlPlane),
        },
        new("pause-ends", "A person pauses the plan for 40 minutes, the front doors fail ten seconds later, and nobody thinks of the pause: at its end the "
            + "plan asks instead of acting, and a person approves.",
            Phase.Recovered, PausePlays.Ended)
        {
            FaultsMayEnd = [Phase.Declined],
            OutageAfter = PausePlays.Ends,
            LeastTime = PausePlays.Ends + TimeSpan.FromMinutes(10),
            Also = PausePlays.Surprises,
        },
        new("pause-in-run", "The primary Region becomes unreachable, and a person pauses the failover for 40 minutes once it has begun: at the pause's end the "
            + "run does not go on by itself, a person is called, and lets it continue.",
            Phase.Recovered, PausePlays.MidRun)
        {
            LeastTime = PausePlays.Ends + TimeSpan.FromMinutes(15),
            Also = PausePlays.GoesOnAlone,
        },
        new("shadow", "In mode shadow the front doors fail for a quarter of an hour, and a person orders a failover meanwhile: it is refused, people "
            + "are told that the primary is down and nothing was changed, and the plan watches again by itself.",
            Phase.Watching, ShadowPlays.Outage)
        {
            Mode = ModeNeed.SetsIt,
            Alters = ShadowPlays.InShadow,
            LeastTime = TimeSpan.FromMinutes(40),
            FaultsMayEnd = [Phase.Recovered],
            Also = ShadowPlays.Untrue,
        },
        new("shadow-overridden", "In mode shadow the primary Region becomes unreachable, and ten minutes later a person orders a failover that overrides the mode.",
            Phase.Recovered, ShadowPlays.Overridden)
        {
            Mode = ModeNeed.SetsIt,
            Alters = ShadowPlays.InShadow,
            LeastTime = TimeSpan.FromMinutes(30),
            Also = outcome => outcome.ChangedBefore(TimeSpan.FromMinutes(10), "a person had overridden the mode"),
        },
        new("nothing-watched", "The functions are deployed in a Region that is no plan's standby: no heartbeat beats, and each round says so.",
            Phase.Watching, WatcherPlays.NothingHappens)
        {
            Mode = ModeNeed.Any,
            DeployedIn = WatcherPlays.AnotherRegion,
            Also = WatcherPlays.BeatsForNothing,
        },
        new("table-away", "The state table cannot be used for eight minutes: the heartbeat stops, and each round says why. Two minutes after it is back "
            + "the primary Region becomes unreachable.",
            Phase.Recovered, WatcherPlays.TableAway)
        {
            OutageAfter = WatcherPlays.TableIsAway + TimeSpan.FromMinutes(2),
            LeastTime = WatcherPlays.TableIsAway + TimeSpan.FromMinutes(12),
            Also = WatcherPlays.Unnoticed,
        },
    ];

    /// <summary>How long the rehearsal runs at least, from the disaster.</summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When the outage begins that ends in a failover, after the disaster.</summary>
    public TimeSpan OutageAfter { get; init; }

    /// <summary>The Region of the deployment, if it is not the plan's standby.</summary>
    public Func<Plan, string>? DeployedIn { get; init; }

    /// <summary>
    /// What the scenario shows depends on mode automatic, or in mode shadow on a mode that acts; where it sets the mode itself, no plan's
    /// mode matters.
    /// </summary>
    public ModeNeed Mode { get; init; }

    /// <summary>Changes the plan's JSON as the scenario needs it.</summary>
    public Action<JsonObject, Plan>? Alters { get; init; }

    /// <summary>The run makes changes, and in the end the standby is as it was, except for changes that a person made by hand.</summary>
    public bool Undoes { get; init; }

    /// <summary>
    /// Other phases in which the record may end when faults lose people's commands, or every check at which the primary was healthy.
    /// </summary>
    public IReadOnlyList<Phase> FaultsMayEnd { get; init; } = [];

    /// <summary>Why the scenario cannot be played with a plan, in a sentence; null if it can.</summary>
    public Func<Plan, KindWorlds, string?> Lacks { get; init; } = (_, _) => null;

    /// <summary>What else is wrong with an outcome, in a sentence; null if nothing is.</summary>
    public Func<ScenarioOutcome, string?> Also { get; init; } = _ => null;

    /// <summary>Why the rehearsal did not end as it should; null if it did. The record is compared with the simulated world.</summary>
    public string? WrongWith(ScenarioOutcome outcome) =>
        outcome.Record.Phase != Ends ? $"The record rests in {outcome.Record.Phase}, not in {Ends}: {outcome.Record.Because}"
        : outcome.PrimaryTouched ?? Ends switch
        {
            Phase.Recovered => outcome.NotRecovered,
            Phase.Watching when Undoes => outcome.NotAsBefore,
            Phase.Watching => outcome.Plan.Prewarms() ? outcome.NotAsBefore ?? outcome.AnyTraffic : outcome.AnyChange,
            Phase.Declined => outcome.Plan.Prewarms() ? outcome.AnyTraffic : outcome.AnyChange,
            Phase.Stuck => outcome.AnyTraffic ?? outcome.NobodyCalled,
            _ => throw new InvalidOperationException($"No scenario can end in {Ends}."),
        } ?? Also(outcome);

    public string Verdict(Plan plan) => Ends switch
    {
        Phase.Recovered => $"{plan.Name} recovered in {plan.Standby}.",
        Phase.Watching when Undoes => $"{plan.Name} is served from {plan.Primary}, and {plan.Standby} is as it was before.",
        Phase.Watching or Phase.Declined =>
            $"{plan.Name} stays in {plan.Primary}, and nothing was changed{(plan.Prewarms() ? " but prewarmed capacity" : "")}.",
        _ => $"{plan.Name} ended in {Ends}, as it should: users were not moved, and a person was called.",
    };
}
