using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>ECS services as people deploy them today, and the capacity that they run on.</summary>
static class EcsScenarios
{
    /// <summary>A step's capacity must have served at most this long before the step was done: looks are seconds apart.</summary>
    static readonly TimeSpan Seen = TimeSpan.FromSeconds(20);

    /// <summary>Long after the tasks that nobody reaches are healthy, and before a step's first limit.</summary>
    static readonly TimeSpan RoomAfter = TimeSpan.FromMinutes(8);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("blue-green", "The standby's ECS tasks are in the alternate target group, as after every second deployment that ECS carries out itself, and the "
            + "primary Region becomes unreachable.",
            Phase.Recovered, stage => After(stage, StandbyTrouble.AlternateGroup))
        {
            Lacks = Needs(StandbyTrouble.AlternateGroup),
            Also = DoneTooEarly,
        },
        new("blue-green-bake", "The primary Region becomes unreachable in the bake time of the standby's deployment: two revisions run, there is room for the tasks "
            + "of one, and the old one has it, until somebody makes room. No step is done before the tasks that users reach are healthy.",
            Phase.Recovered, BlueGreenBake)
        {
            LeastTime = TimeSpan.FromMinutes(20),
            Lacks = Needs(StandbyTrouble.Baking),
            Also = DoneTooEarly,
        },
        new("code-deploy", "CodeDeploy is deploying the standby's service and waits before it moves users to the new task set, and a person orders a drill: the "
            + "primary task set is counted, and the drill ends though more tasks run than are desired.",
            Phase.Watching, CodeDeploy)
        {
            Undoes = true,
            LeastTime = TimeSpan.FromMinutes(50),
            Lacks = (plan, worlds) => plan.LacksTarget(worlds, StandbyTrouble.TaskSets) ?? plan.LacksDrill(),
            Also = outcome => outcome.Untold(NoticeKind.DrillPassed) ?? outcome.NothingStarted ?? outcome.HandworkLost
                ?? DoneTooEarly(outcome),
        },
        new("spot-is-gone", "The standby's ECS tasks run on Fargate Spot alone, the primary Region becomes unreachable, and AWS has no spare capacity: a person is "
            + "called, with the capacity provider's name, and users are not moved.",
            Phase.Stuck, stage => After(stage, StandbyTrouble.NoSpot))
        {
            Lacks = Needs(StandbyTrouble.NoSpot),
            Also = outcome => Unnamed(outcome, NoticeKind.Stuck, EcsShapes.Spot),
        },
        new("spot-in-doubt", "Nothing fails, and the standby's ECS tasks run on Fargate Spot alone: people are told once that there may be none on the day.",
            Phase.Watching, stage => ScenarioPlays.BringNow(stage, StandbyTrouble.OnSpot))
        {
            UsersAreThere = true,
            LeastTime = TimeSpan.FromMinutes(65),
            Lacks = Needs(StandbyTrouble.OnSpot),
            Also = outcome => outcome.NotTold(NoticeKind.NotReady, StandbyTrouble.OnSpot) ?? outcome.ToldOtherThan(1, NoticeKind.NotReady)
                ?? Unnamed(outcome, NoticeKind.NotReady, EcsShapes.Spot),
        },
        new("instances-full", "The standby's ECS tasks run on instances of an Auto Scaling group that has its maximum, and the primary Region becomes unreachable: a "
            + "person is called, with the group's name, raises the maximum, and the failover goes on by itself.",
            Phase.Recovered, InstancesFull)
        {
            LeastTime = TimeSpan.FromMinutes(60),
            Lacks = Needs(StandbyTrouble.InstancesFull),
            Also = outcome => Unnamed(outcome, NoticeKind.Stuck, "-instances has its maximum"),
        },
        new("daemon-service", "The standby's ECS service is of the strategy DAEMON, and the primary Region becomes unreachable: a person is called at once, and ECS "
            + "is asked for no count that it would refuse.",
            Phase.Stuck, stage => After(stage, StandbyTrouble.NoCount))
        {
            Lacks = Needs(StandbyTrouble.NoCount),
            Also = outcome => Unnamed(outcome, NoticeKind.Stuck, "DAEMON")
                ?? outcome.ToldLaterThan(NoticeKind.Stuck, TimeSpan.FromMinutes(2)) ?? outcome.Asked("UpdateService"),
        },
    ];

    /// <summary>The trouble is there first, and then the primary fails.</summary>
    static void After(Stage stage, StandbyTrouble trouble)
    {
        ScenarioPlays.BringNow(stage, trouble);
        ScenarioPlays.RegionDown(stage);
    }

    static void BlueGreenBake(Stage stage)
    {
        stage.At(TimeSpan.Zero, () => ScenarioPlays.BringNow(stage, StandbyTrouble.Baking));
        ScenarioPlays.RegionDown(stage);
        stage.At(RoomAfter, () => ScenarioPlays.BringNow(stage, StandbyTrouble.AllOfCapacity));
    }

    static void CodeDeploy(Stage stage)
    {
        stage.At(TimeSpan.Zero, () => ScenarioPlays.BringNow(stage, StandbyTrouble.TaskSets));
        stage.At(TimeSpan.FromMinutes(2), () => stage.Say("drill"));
    }

    static void InstancesFull(Stage stage)
    {
        After(stage, StandbyTrouble.InstancesFull);
        stage.Once(Phase.Stuck, TimeSpan.FromMinutes(2), () => ScenarioPlays.BringNow(stage, StandbyTrouble.InstancesGrow));
    }

    static Func<Plan, KindWorlds, string?> Needs(StandbyTrouble trouble) => (plan, worlds) => plan.LacksTarget(worlds, trouble);

    /// <summary>A step that was done while its tasks did not serve has counted the wrong ones.</summary>
    static string? DoneTooEarly(ScenarioOutcome outcome) => outcome.Record.Run is not { } run ? "Nothing was begun, so this proves nothing."
        : outcome.Plan.Steps.Where(step => run.Of(step).DoneAt is { } done && !outcome.Served(step, done - Seen, done))
            .Select(step => $"{step.Id} was done at {run.Of(step).DoneAt:HH:mm:ss}, and its tasks did not serve.").FirstOrDefault();

    static string? Unnamed(ScenarioOutcome outcome, NoticeKind kind, string name) => outcome.Untold(kind)
        ?? (outcome.Emails.Any(email => email.Kind == kind && email.Body.Contains(name, StringComparison.OrdinalIgnoreCase)) ? null
            : $"No email of the kind {kind} names {name}.");
}
