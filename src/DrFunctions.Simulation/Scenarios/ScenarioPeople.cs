using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What happens in the scenarios in which people take part.</summary>
static class ScenarioPeople
{
    static readonly TimeSpan Thinks = TimeSpan.FromMinutes(2);

    /// <summary>Longer than a failback needs the primary to be healthy, and the alarms to see it.</summary>
    static readonly TimeSpan Trusts = TimeSpan.FromMinutes(11);

    /// <summary>A person pauses in time, starts an instance by hand and resumes, and fails back when the primary is healthy.</summary>
    public static void StepsIn(Stage stage)
    {
        DoorsFail(stage);
        stage.At(TimeSpan.FromSeconds(20), () => stage.Say("pause"));
        stage.At(TimeSpan.FromMinutes(3), () =>
        {
            if (stage.Plan.Steps.Select(step => stage.Estate.Worlds.Of(step).DoByHand(stage.Estate, step))
                .FirstOrDefault(did => did is not null) is { } did)
            {
                stage.Note($"Ann {did}");
            }
        });
        stage.At(TimeSpan.FromMinutes(4), () => stage.Say("resume"));
        GoesBack(stage);
    }

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
