using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What a scenario needs of the plan's mode.</summary>
enum ModeNeed
{
    /// <summary>A mode that acts, by itself or once a person approves: in mode approval people of the scenario do.</summary>
    Acts,

    /// <summary>Mode automatic: what is shown is what the plan does without an answer.</summary>
    Automatic,

    /// <summary>Every mode ends alike.</summary>
    Any,

    /// <summary>The scenario sets the mode.</summary>
    SetsIt,
}

/// <summary>How scenarios judge by the plan's mode and its prewarming.</summary>
static class ScenarioModes
{
    /// <summary>How long the people of a scenario need to answer a question of the plan.</summary>
    static readonly TimeSpan Thinks = TimeSpan.FromSeconds(30);

    /// <summary>Why the scenario cannot be played in the plan's mode; null if it can.</summary>
    public static string? LacksMode(this Scenario scenario, Plan plan) => (scenario.Mode, plan.Trigger.Mode) switch
    {
        (ModeNeed.Acts or ModeNeed.Automatic, Core.Plans.Mode.Shadow) => "the plan is in mode shadow, which changes nothing; try shadow or shadow-overridden",
        (ModeNeed.Automatic, Core.Plans.Mode.Approval) => "the plan is in mode approval, in which a person decides each time; try approval-unanswered",
        _ => null,
    };

    /// <summary>Capacity that the plan starts while it is still confirming, or while a person is asked.</summary>
    public static bool Prewarms(this Plan plan) => plan.Trigger.Mode != Core.Plans.Mode.Shadow && plan.Steps.Any(step => step.Prewarm);

    /// <summary>Capacity that runs before the answer leaves no moment in which the primary could return before users move.</summary>
    public static string? LacksMoment(this Plan plan) => plan.Prewarms() && plan.Trigger.Mode == Core.Plans.Mode.Approval
        ? "the plan is in mode approval and prewarms, so that users move within seconds of the answer; try approval-given" : null;

    /// <summary>People who approve each time a plan in mode approval asks.</summary>
    public static void AnswerQuestions(this Scenario scenario, Stage stage)
    {
        if (scenario.Mode != ModeNeed.SetsIt && stage.Plan.Trigger.Mode == Core.Plans.Mode.Approval)
        {
            Answer(stage, asked: false);
        }
    }

    static void Answer(Stage stage, bool asked) => stage.Cloud.World.After(TimeSpan.FromSeconds(5), () =>
    {
        var asks = stage.Phase() == Phase.AwaitingApproval;
        if (asks && !asked)
        {
            stage.Cloud.World.After(Thinks, () => stage.Say("approve"));
        }

        Answer(stage, asks);
    });

    /// <summary>What a rehearsal that passed has shown.</summary>
    public static string Verdict(this Scenario scenario, ScenarioOutcome outcome) => Verdict(scenario, outcome.Plan, outcome.Record);

    static string Verdict(Scenario scenario, Plan plan, Record record) => scenario.Ends switch
    {
        Phase.Recovered => $"{plan.Name} recovered in {plan.Standby}.",
        Phase.Watching when scenario.SharesWithOthers => $"{plan.Name} gave back what nobody else counts on.",
        Phase.Watching when scenario.Undoes => $"{plan.Name} is served from {plan.Primary}, and {plan.Standby} is as it was before.",
        Phase.Watching or Phase.Declined =>
            $"{plan.Name} stays in {plan.Primary}, and nothing was changed{(record.PrewarmedAt is null ? "" : " but prewarmed capacity")}.",
        _ => $"{plan.Name} ended in {scenario.Ends}, as it should: users were not moved, and a person was called.",
    };
}
