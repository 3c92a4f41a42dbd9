using DrFunctions.Core.Plans;
using DrFunctions.Simulation.Kinds;

namespace DrFunctions.Simulation.Scenarios;

/// <summary>What a plan must have for a scenario to say something about it: each a sentence on what it lacks, or null.</summary>
static class ScenarioNeeds
{
    /// <summary>A step that the trouble can befall.</summary>
    public static string? LacksTarget(this Plan plan, KindWorlds worlds, StandbyTrouble trouble) =>
        plan.Steps.Any(step => worlds.Of(step).Troubles.Contains(trouble)) ? null
        : $"the plan {plan.Name} has no step of kind {string.Join(" or ", worlds.All.Where(world => world.Troubles.Contains(trouble)).Select(world => world.Kind))}";

    /// <summary>A step that edits DNS records.</summary>
    public static string? LacksEdit(this Plan plan, KindWorlds worlds) =>
        plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic && worlds.Of(step).NeedsControlPlane(step)) ? null
        : $"the plan {plan.Name} has no step that edits Route 53's records";

    public static string? LacksTraffic(this Plan plan, KindWorlds worlds) =>
        plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic && worlds.Of(step).Troubles.Contains(StandbyTrouble.Unready)) ? null
        : $"the plan {plan.Name} has no step that moves users";

    public static string? LacksAlarm(this Plan plan) => Alarms(plan) > 0 ? null : $"the plan {plan.Name} has no alarm among its signals";

    /// <summary>A second witness: alarms lag, and without another signal a wrong one is as good as true.</summary>
    public static string? LacksWitness(this Plan plan) => Alarms(plan) < plan.Trigger.AtLeast ? null
        : $"the plan {plan.Name} fails over on alarms alone: raise atLeast, and add a probe";

    /// <summary>Signals of two vantages, of which all must agree, and enough probes to begin without the alarm.</summary>
    public static string? LacksSecondVantage(this Plan plan) =>
        plan.Trigger.LoneVantage is { } lone ? $"every signal of the plan {plan.Name} looks from {lone}, so nobody can disagree"
        : plan.Trigger.Signals.OfType<AlarmSignal>()
            .All(alarm => plan.Trigger.Signals.Any(signal => signal is ProbeSignal && signal.Vantage == alarm.Vantage))
            ? $"each alarm of the plan {plan.Name} shares its vantage with a probe, so nobody disagrees when the probes fail"
        : plan.Trigger.Witnesses == Witnesses.All && plan.Trigger.Signals.OfType<ProbeSignal>().Count() >= plan.Trigger.AtLeast ? null
        : $"the plan {plan.Name} needs \"witnesses\": \"all\" and as many probes as atLeast";

    public static string? LacksProbe(this Plan plan) =>
        plan.Trigger.Signals.Any(signal => signal is ProbeSignal) ? null : $"the plan {plan.Name} has no probe among its signals";

    /// <summary>One probe and the alarms would fail over, and one probe alone would not.</summary>
    public static string? LacksProbeBesideAlarms(this Plan plan) =>
        plan.Trigger.AtLeast > 1 && plan.Trigger.Signals.OfType<ProbeSignal>().Count() > 1 && Alarms(plan) + 1 >= plan.Trigger.AtLeast
        ? null
        : $"the plan {plan.Name} needs two probes, and an atLeast that its alarms and one of them reach";

    public static string? LacksPatience(this Plan plan, TimeSpan dark) => plan.Trigger.For > dark * 2 ? null
        : $"the plan {plan.Name} fails over after {Durations.Say(plan.Trigger.For)}, and this needs one that waits for more than {Durations.Say(dark * 2)}";

    public static string? LacksSpeed(this Plan plan, TimeSpan most) => plan.Trigger.For <= most ? null
        : $"the plan {plan.Name} waits for {Durations.Say(plan.Trigger.For)}, and this needs one that waits for at most {Durations.Say(most)}";

    /// <summary>A cooldown within which the earlier outages still count.</summary>
    public static string? LacksMemory(this Plan plan, TimeSpan least) => plan.Trigger.Cooldown > least ? null
        : $"the cooldown of the plan {plan.Name} is {Durations.Say(plan.Trigger.Cooldown)}, and this needs one of more than {Durations.Say(least)}";

    public static string? LacksTimeToAnswer(this Plan plan, TimeSpan least) => plan.Trigger.ApprovalTimeout >= least ? null
        : $"the plan {plan.Name} waits {Durations.Say(plan.Trigger.ApprovalTimeout)} for an answer, and this needs one that waits {Durations.Say(least)}";

    /// <summary>Steps that give up in that time, however they are hindered, and are then tried again.</summary>
    public static string? LacksShortLimits(this Plan plan, TimeSpan within) =>
        plan.Steps.Where(step => step.Traits.Role == StepRole.Capacity).All(step => 2 * step.Limit * step.Attempts < within)
            && plan.KeepTrying > 2 * within ? null
        : $"the limits of the plan {plan.Name} are longer than {Durations.Say(within)}, or it does not keep trying for long enough";

    public static string? LacksAutomation(this Plan plan) => plan.Trigger.Mode == Mode.Automatic ? null
        : $"the plan {plan.Name} does not fail over by itself";

    public static string? LacksStepsBeforeTraffic(this Plan plan) =>
        plan.Steps.Any(
            step => step.Traits.Role == StepRole.Traffic && plan.Before(step).Any(before => before.Traits.Role == StepRole.Capacity)) ? null
        : $"the plan {plan.Name} has no step that raises capacity before one that moves traffic";

    /// <summary>A primary that takes alarms and Route 53's edits with it leaves a plan that needs them nothing to wait for.</summary>
    public static string? LacksControlPlane(this Plan plan, KindWorlds worlds) =>
        plan.Primary != ScenarioPlays.ControlPlane || !plan.NeedsControlPlane(worlds) ? null
        : $"the primary of the plan {plan.Name} is us-east-1, where Route 53 is edited and its alarms lie, and the plan cannot do without: "
            + "switch via health, and have as many probes as atLeast";

    /// <summary>Whether the plan cannot decide, or cannot move its users, without us-east-1.</summary>
    public static bool NeedsControlPlane(this Plan plan, KindWorlds worlds) =>
        plan.Trigger.Signals.OfType<ProbeSignal>().Count() < plan.Trigger.AtLeast
        || plan.Steps.Any(step => step.Traits.Role == StepRole.Traffic && worlds.Of(step).NeedsControlPlane(step));

    public static string? LacksDrill(this Plan plan) =>
        plan.Steps.Any(step => step is { Drill: true, Traits: { Role: StepRole.Capacity, CanUndo: true } } && step.After.Count == 0) ? null
        : $"no step of the plan {plan.Name} takes part in drills";

    static int Alarms(Plan plan) => plan.Trigger.Signals.OfType<AlarmSignal>().Count();
}
