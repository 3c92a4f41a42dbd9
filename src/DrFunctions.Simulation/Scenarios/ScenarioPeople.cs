using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios in which people take part.</summary>
static class ScenarioPeople
{
    static readonly TimeSpan Thinks = TimeSpan.FromMinutes(2);

    /// <summary>Longer than a failback needs the primary to be healthy, and the alarms to see it.</summary>
    static readonly TimeSpan Trusts = TimeSpan.FromMinutes(11);

    static readonly TimeSpan PausesAfter = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A person pauses in time, changes by hand what the steps name, resumes, and fails back when the primary is healthy.
    /// </summary>
    public static void StepsIn(Stage stage)
    {
        DoorsFail(stage);
        stage.At(PausesAfter, () => stage.Say("pause"));
        stage.At(TimeSpan.FromMinutes(3), () =>
        {
            var (estate, worlds) = (stage.Estate, stage.Estate.Worlds);
            foreach (var change in stage.Plan.Steps.Select(step => worlds.Of(step).ChangeByHand(estate, step)).OfType<Handwork>())
            {
                estate.ByHand.Add(change);
                stage.Note($"Ann {change.Tells}");
            }
        });
        stage.At(TimeSpan.FromMinutes(4), () => stage.Say("resume"));
        GoesBack(stage);
    }

    /// <summary>Something that a person can still change by hand once the plan is paused.</summary>
    public static string? LacksHandwork(this Plan plan, KindWorlds worlds) =>
        plan.Steps.Any(step => worlds.Of(step).TakesHandwork(step, isStarted: step.Prewarm || plan.Trigger.For < PausesAfter)) ? null
        : $"the plan {plan.Name} leaves a person nothing to change by hand: it has no ecs-scale step, and each instance is started already";

    public static void Approves(Stage stage)
    {
        DoorsFail(stage);
        stage.Once(Phase.AwaitingApproval, Thinks, () => stage.Say("approve"));
        GoesBack(stage);
    }

    public static void Rejects(Stage stage)
    {
        DoorsFail(stage);
        stage.Once(Phase.AwaitingApproval, Thinks, () => stage.Say("reject"));
    }

    public static void NobodyAnswers(Stage stage) => DoorsFail(stage);

    public static void Drills(Stage stage) => stage.At(TimeSpan.Zero, () => stage.Say("drill"));

    public static void AsksFirst(JsonObject plan, Plan _) => plan["trigger"]!["mode"] = "approval";

    public static void ProceedsUnanswered(JsonObject plan, Plan read)
    {
        AsksFirst(plan, read);
        plan["trigger"]!["onApprovalTimeout"] = "proceed";
        plan["trigger"]!["approvalTimeout"] = "5m";
    }

    static void DoorsFail(Stage stage) => stage.At(TimeSpan.Zero, $"the front doors in {stage.Plan.Primary} fail", () => stage.Estate.PrimaryAppServes = false);

    static void GoesBack(Stage stage) => stage.Once(Phase.Recovered, Thinks, () =>
    {
        stage.Estate.PrimaryAppServes = true;
        stage.Note($"the front doors in {stage.Plan.Primary} answer again");
        stage.Cloud.World.After(Trusts, () => stage.Say("failback"));
    });
}
