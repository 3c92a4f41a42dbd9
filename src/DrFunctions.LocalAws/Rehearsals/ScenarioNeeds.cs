using DrFunctions.Core.Plans;

namespace DrFunctions.LocalAws.Rehearsals;

/// <summary>What a plan must have for a scenario to say something about it: each a sentence on what it lacks, or null.</summary>
static class ScenarioNeeds
{
    public static string? LacksKind(this Plan plan, string kind) =>
        plan.Steps.Any(step => step.Kind == kind) ? null : $"the plan {plan.Name} has no step of kind {kind}";

    public static string? LacksAlarm(this Plan plan) => Alarms(plan) > 0 ? null : $"the plan {plan.Name} has no alarm among its signals";

    /// <summary>A second witness: alarms lag, and without another signal a wrong one is as good as true.</summary>
    public static string? LacksWitness(this Plan plan) => Alarms(plan) < plan.Trigger.AtLeast ? null
        : $"the plan {plan.Name} fails over on alarms alone: raise atLeast, and add a probe";

    public static string? LacksPatience(this Plan plan, TimeSpan dark) => plan.Trigger.For > dark * 2 ? null
        : $"the plan {plan.Name} fails over after {Durations.Say(plan.Trigger.For)}, and this needs one that waits for more than {Durations.Say(dark * 2)}";

    public static string? LacksStepsBeforeTraffic(this Plan plan) =>
        plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic && plan.Before(step).Any(before => before.Traits.Role == StepRole.Capacity)) ? null
        : $"the plan {plan.Name} has no step that raises capacity before one that moves traffic";

    public static string? LacksControlPlane(this Plan plan) => plan.Primary != "us-east-1" ? null
        : $"the primary of the plan {plan.Name} is us-east-1, where Route 53 is edited, so that region-down says the same";

    static int Alarms(Plan plan) => plan.Trigger.Signals.OfType<AlarmSignal>().Count();
}
