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
        new("false-alarm", "The health check behind the alarm is wrong for four minutes: the front doors answer. Nothing but prewarm, given back.",
            Phase.Watching, ScenarioPlays.FalseAlarm)
        {
            Mode = ModeNeed.Any,
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(30),
            Lacks = (plan, _) => plan.LacksAlarm() ?? plan.LacksWitness(),
            Also = outcome => outcome.NoAlarm ?? outcome.OnlyPrewarm,
        },
        new("flapping", "The primary Region is unreachable for 20 s and reachable for 40 s, eight times: nothing but prewarm, given back.",
            Phase.Watching, ScenarioPlays.Flapping)
        {
            Mode = ModeNeed.Any,
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(35),
            Also = outcome => outcome.OnlyPrewarm,
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
        new("person-steps-in", "The front doors fail; a person pauses the plan, changes by hand what DrFunctions has not changed, resumes, and fails back when the "
            + "primary is healthy: the changes of DrFunctions are undone, and what the person changed stays.",
            Phase.Watching, ScenarioPeople.StepsIn)
        {
            FaultsMayEnd = [Phase.Recovered],
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(45),
            Lacks = (plan, worlds) => plan.LacksHandwork(worlds),
            Also = outcome => outcome.HandworkLost ?? outcome.Untold(NoticeKind.Recovered) ?? outcome.Untold(NoticeKind.Back)
                ?? outcome.TakenFromUsers,
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
        new("approval-refused", "In mode approval the front doors fail, and a person declines: users are not moved, and nothing but prewarm is started.",
            Phase.Declined, ScenarioPeople.Rejects) { Mode = ModeNeed.SetsIt,
            Alters = ScenarioPeople.AsksFirst, Also = outcome =>
                outcome.Untold(NoticeKind.ApprovalNeeded) },
        new("approval-unanswered", "In mode approval the front doors fail, and nobody answers: users are not moved, and nothing but prewarm is started.",
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
        new("drill-finds-traffic", "The primary is healthy, somebody has switched the records to the standby, and a person orders a drill: the drill does not pass.",
            Phase.Watching, ScenarioPlays.DrillFindsTraffic)
        {
            Undoes = true,
            Lacks = (plan, worlds) => plan.LacksDrill() ?? plan.LacksTraffic(worlds),
            Also = outcome => outcome.Untold(NoticeKind.DrillFailed) ?? outcome.NothingStarted,
        },
        new("not-ready", "Nothing fails, but steps of the plan would: a permission is taken away, a service is replaced, records are switched by hand. People are told.",
            Phase.Watching, ScenarioPlays.NotReady)
        {
            UsersAreThere = true,
            LeastTime = TimeSpan.FromMinutes(35),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unready),
            Also = outcome => outcome.NotTold(NoticeKind.NotReady, StandbyTrouble.Unready),
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
            Also = outcome => outcome.AnyTraffic ?? outcome.NothingStarted ?? outcome.Untold(NoticeKind.Prewarming),
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
        new("long-throttle", "The primary Region becomes unreachable, and AWS throttles every change for so long that a person is called: nobody comes, "
            + "and the failover goes on by itself when AWS throttles no more.",
            Phase.Recovered, CapacityPlays.LongThrottle)
        {
            LeastTime = CapacityPlays.ThrottledFor + TimeSpan.FromMinutes(10),
            Lacks = (plan, _) => plan.LacksStepsBeforeTraffic() ?? plan.LacksShortLimits(CapacityPlays.ThrottledFor),
            Also = outcome => outcome.ToldOtherThan(1, NoticeKind.Stuck) ?? outcome.Untold(NoticeKind.StillStuck)
                ?? outcome.Untold(NoticeKind.Recovered),
        },
        new("falls-back", "The primary Region becomes unreachable, and what was started in the standby is stopped again while its front door does not "
            + "answer yet: it is started once more.",
            Phase.Recovered, CapacityPlays.FallsBack)
        {
            LeastTime = TimeSpan.FromMinutes(20),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.FallsBack) ?? plan.LacksStepsBeforeTraffic(),
            Also = outcome => outcome.Untold(NoticeKind.Recovered),
        },
        new("part-of-capacity", "The primary Region becomes unreachable, and there is room for half of the standby's tasks: the failover goes on with "
            + "half of them at its limit, and the rest follows when there is room.",
            Phase.Recovered, CapacityPlays.PartOfCapacity)
        {
            LeastTime = CapacityPlays.PartFor + TimeSpan.FromMinutes(15),
            Lacks = (plan, worlds) => plan.LacksPart(worlds),
            Also = outcome => outcome.RecoveredLaterThan(CapacityPlays.PartFor),
        },
        new("nothing-moved", "The primary Region becomes unreachable, and the record is as the plan wants it before anything is done: that is no recovery, "
            + "and a person is called.",
            Phase.Stuck, CapacityPlays.NothingMoved)
        {
            FaultsMayEnd = [Phase.Recovered],
            UsersAreThere = true,
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.SwitchedAlready) ?? plan.LacksEdit(worlds),
            Also = outcome => outcome.TrafficChange ?? outcome.ToldOtherThan(0, NoticeKind.Recovered) ?? outcome.Untold(NoticeKind.Stuck),
        },
        new("paused-outage", "The plan is paused, and the primary Region becomes unreachable: nothing is changed, and people are notified of it with the "
            + "reason and the commands, again a quarter of an hour later, and no more once a person has acknowledged it.",
            Phase.Watching, WaitingPlays.PausedOutage)
        {
            Mode = ModeNeed.Any,
            FaultsMayEnd = [Phase.Recovered],
            LeastTime = TimeSpan.FromMinutes(90),
            Also = outcome => outcome.ToldOtherThan(2, NoticeKind.OutageNotActedOn),
        },
        new("wavering-primary", "In mode approval the front doors fail, and answer for 20 s while a person is asked: the question stands, people are "
            + "reminded of it twice, and a person approves.",
            Phase.Recovered, WaitingPlays.WaveringPrimary)
        {
            Mode = ModeNeed.SetsIt,
            FaultsMayEnd = [Phase.Watching, Phase.Declined],
            Alters = ScenarioPeople.AsksFirst,
            LeastTime = TimeSpan.FromMinutes(20),
            Lacks = (plan, _) => plan.LacksPatience(ScenarioPlays.FlapsFor) ?? plan.LacksTimeToAnswer(TimeSpan.FromMinutes(15)),
            Also = outcome => outcome.ToldOtherThan(1, NoticeKind.ApprovalNeeded) ?? outcome.ToldOtherThan(2, NoticeKind.ApprovalReminder),
        },
        new("second-region", "The primary Region becomes unreachable half an hour after another Region failed over: the plan asks, nobody answers, and it "
            + "fails over by itself when the hour of the other Region is over.",
            Phase.Recovered, WaitingPlays.SecondRegion)
        {
            Mode = ModeNeed.Automatic,
            LeastTime = TimeSpan.FromMinutes(40),
            Lacks = (plan, _) => plan.LacksAutomation(),
            Also = outcome => outcome.Untold(NoticeKind.ApprovalNeeded) ?? outcome.Untold(NoticeKind.OutageNotActedOn)
                ?? outcome.BegunBefore(TimeSpan.FromMinutes(30)),
        },
        new("never-up", "The plan is deployed before its primary serves: no signal was ever up, so none is down, and nothing is changed.",
            Phase.Watching, WitnessPlays.NeverUp)
        {
            Mode = ModeNeed.Any,
            LeastTime = TimeSpan.FromMinutes(15),
            Also = outcome => outcome.Untold(NoticeKind.Blind),
        },
        new("never-up-armed", "The plan is deployed while its primary is down already, and a person arms it: its signals count, and it fails over.",
            Phase.Recovered, WitnessPlays.Armed),
        new("shared", "Another plan serves from the standby and counts on what a drill of this one starts: the end of the drill leaves that, and "
            + "gives everything else back.",
            Phase.Watching, ClaimPlays.Shared)
        {
            Undoes = true,
            SharesWithOthers = true,
            Lacks = (plan, _) => plan.LacksDrill(),
            Also = ClaimPlays.NotShared,
        },
        new("leftover-claims", "Another plan once counted on what a drill of this one starts, and its run is over: the drill gives everything back, and "
            + "removes the leftovers.",
            Phase.Watching, ClaimPlays.Leftovers) { Undoes = true, Lacks = (plan, _) => plan.LacksDrill(), Also = ClaimPlays.Left },
        new("slow-aws", "The primary Region becomes unreachable, and every call to AWS takes 10 s longer, a search for instances by tag 25 s: "
            + "slow is not dead, so one invocation goes on driving, and nothing is done twice.",
            Phase.Recovered, SlowPlays.SlowAws)
        {
            Alters = SlowPlays.NamesTags,
            Also = outcome => outcome.Repeated ?? outcome.Fought,
        },
        new("witnesses-disagree", "The functions' own way to the primary is broken, and seen from elsewhere it serves: nothing but prewarm is started; a person is "
            + "asked, nobody answers, and users stay.",
            Phase.Declined, WitnessPlays.Disagree)
        {
            Mode = ModeNeed.Automatic,
            LeastTime = TimeSpan.FromMinutes(30),
            Lacks = (plan, _) => plan.LacksAlarm() ?? plan.LacksSecondVantage(),
            Also = outcome => outcome.Untold(NoticeKind.ApprovalNeeded) ?? outcome.Untold(NoticeKind.Declined),
        },
        new("refused", "The primary's firewall refuses the functions' probes with 403, while it serves users: nothing is changed, and people are told.",
            Phase.Watching, WitnessPlays.Refused)
        {
            Mode = ModeNeed.Any,
            LeastTime = TimeSpan.FromMinutes(15),
            Lacks = (plan, _) => plan.LacksProbe(),
            Also = outcome => outcome.Untold(NoticeKind.Blind),
        },
        new("alarm-silenced", "Somebody has disabled the actions of the alarms for maintenance; the health check is wrong, and one probe fails: nothing is changed.",
            Phase.Watching, WitnessPlays.Silenced)
        {
            Mode = ModeNeed.Any,
            LeastTime = TimeSpan.FromMinutes(15),
            Lacks = (plan, _) => plan.LacksAlarm() ?? plan.LacksProbeBesideAlarms(),
            Also = outcome => outcome.NoAlarm ?? outcome.Untold(NoticeKind.Blind),
        },
        new("standby-sick", "The primary Region becomes unreachable, and the standby's front door never becomes healthy: a person is called, and users are not moved.",
            Phase.Stuck, ScenarioPlays.StandbySick)
        {
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.Unhealthy),
            Also = outcome => outcome.LateUntold,
        },
        new("throttled", "The primary Region becomes unreachable, and the first four calls of each changing operation are throttled.",
            Phase.Recovered, ScenarioPlays.Throttled) { Also = outcome => outcome.NeverRefused("Throttling", "ThrottlingException", "RequestLimitExceeded") },
        new("refused-for-good", "The primary Region becomes unreachable, and Route 53 refuses the switch, as it would each time: a person is called at once.",
            Phase.Stuck, ScenarioPlays.RefusedForGood)
        {
            Lacks = (plan, worlds) => plan.LacksEdit(worlds),
            Also = outcome => outcome.NeverRefused("InvalidChangeBatch") ?? outcome.RefusedTwice,
        },
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
            Mode = ModeNeed.SetsIt, Alters = ShadowPlays.InShadow,
            LeastTime = TimeSpan.FromMinutes(40),
            FaultsMayEnd = [Phase.Recovered],
            Also = ShadowPlays.Untrue,
        },
        new("shadow-overridden", "In mode shadow the primary Region becomes unreachable, and ten minutes later a person orders a failover that overrides the mode.",
            Phase.Recovered, ShadowPlays.Overridden)
        {
            Mode = ModeNeed.SetsIt, Alters = ShadowPlays.InShadow,
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
        .. BrownOutPlays.All, .. PostSwitchScenarios.All, .. EcsScenarios.All,
        .. SecurityScenarios.All, .. EmailScenarios.All, .. AccountScenarios.All, .. SwitchScenarios.All,
    ];

    /// <summary>How long the rehearsal runs at least, from the disaster.</summary>
    public TimeSpan LeastTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>When the outage begins that ends in a failover, after the disaster.</summary>
    public TimeSpan OutageAfter { get; init; }

    /// <summary>How many small plans are deployed beside it, and whether a second address is told of what nobody has answered.</summary>
    public (int Neighbours, bool Escalates) Deployed { get; init; }

    /// <summary>The Region of the deployment, if it is not the plan's standby.</summary>
    public Func<Plan, string>? DeployedIn { get; init; }

    /// <summary>
    /// What the scenario shows depends on mode automatic, or in mode shadow on a mode that acts; where it sets the mode itself, no plan's
    /// mode matters.
    /// </summary>
    public ModeNeed Mode { get; init; }

    /// <summary>Changes the plan's JSON as the scenario needs it.</summary>
    public Action<JsonObject, Plan>? Alters { get; init; }

    /// <summary>The files of other plans of the account, which the functions watch too.</summary>
    public Func<Plan, IEnumerable<JsonObject>> Beside { get; init; } = _ => [];

    /// <summary>Users are at the standby before anything happens.</summary>
    public bool UsersAreThere { get; init; }

    /// <summary>The run makes changes, and in the end the standby is as it was, except for changes that a person made by hand.</summary>
    public bool Undoes { get; init; }

    /// <summary>What another plan counts on is not given back.</summary>
    public bool SharesWithOthers { get; init; }

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
            Phase.Watching when SharesWithOthers => null,
            Phase.Watching when Undoes => outcome.NotAsBefore,
            Phase.Watching => outcome.Plan.Prewarms() && !UsersAreThere ? outcome.NotAsBefore ?? outcome.AnyTraffic : outcome.AnyChange,
            Phase.Declined => outcome.OnlyPrewarm,
            Phase.Stuck => (UsersAreThere ? null : outcome.AnyTraffic) ?? outcome.NobodyCalled,
            _ => throw new InvalidOperationException($"No scenario can end in {Ends}."),
        } ?? Also(outcome);
}
