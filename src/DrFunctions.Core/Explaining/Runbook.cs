using System.Globalization;
using System.Text;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Explaining;

/// <summary>Prints a plan as the numbered runbook that a person would follow.</summary>
public static class Runbook
{
    /// <param name="says">Describes a step, in one sentence without its full stop.</param>
    public static string Print(Plan plan, Func<Step, string> says)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(says);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{plan.Name}: fail over from {plan.Primary} to {plan.Standby}\n");
        if (plan.Rto is { } rto)
        {
            text.Append(CultureInfo.InvariantCulture, $"Objective: recovered within {Durations.Say(rto)}{(plan.Rpo is { } rpo ? $", losing at most {Durations.Say(rpo)} of data" : "")}.\n");
        }

        text.Append("\nWHEN\n");
        When(text, plan.Trigger);
        text.Append("\nTHEN\n");
        Steps(text, plan, says);
        text.Append(plan.MovesUsers() ? "" : "\nNo step moves users or data: that remains for people to do, there and back.\n");
        text.Append("\nGOING BACK\n");
        GoingBack(text, plan);
        text.Append(CultureInfo.InvariantCulture, $"\nNEVER BY ITSELF\n  Nothing in the primary is stopped, lowered or deleted{(plan.MovesUsers() ? ", and users are never sent back to it" : "")}.\n");
        return Wording.Of(text.ToString());
    }

    static void When(StringBuilder text, Trigger trigger)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {Down(trigger)} for {Durations.Say(trigger.For)}, and a second check agrees:\n");
        foreach (var signal in trigger.Signals)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {Says(signal)}\n");
        }

        if (trigger.Down is { } share)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Or {share} checks, which together span at least {Durations.Say(trigger.For)}, find them down.\n");
        }

        if (trigger.LoneVantage is { } lone)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(trigger.Signals.Count == 1 ? "It looks" : "All of them look")} from {lone}, so nobody can object to what is seen from there: one wrong view is enough.\n");
        }
        else if (trigger.Witnesses == Witnesses.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"  No run begins, and no user is moved, while one vantage ({string.Join(", ", trigger.Vantages)}) says that the primary is up: its signals that can be read are up, and none is down.\n");
        }

        if (trigger.Reference.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  A failed probe counts only while {string.Join(" or ", trigger.Reference)} answers: otherwise our own network may be the problem.\n");
        }

        if (trigger.Deploying is { } deploying)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Unless alarm {deploying.Alarm} in {deploying.Region} is OK, the primary was changed minutes ago: then one of them must be a probe.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  {Says(trigger)}\n");
    }

    static string Down(Trigger trigger) => trigger.Signals.Count == 1 ? "This signal is down"
        : $"{trigger.AtLeast} of these {trigger.Signals.Count} signals {(trigger.AtLeast == 1 ? "is down" : "are down together")}";

    /// <summary>Who decides.</summary>
    static string Says(Trigger trigger) => trigger.Mode switch
    {
        Mode.Automatic => $"Then it fails over by itself, at most once in {Durations.Say(trigger.Cooldown)}.",
        Mode.Approval => $"Then approval is requested, for {Durations.Say(trigger.ApprovalTimeout)}. If nobody answers, "
            + (trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed
                ? $"it fails over by itself, at most once in {Durations.Say(trigger.Cooldown)}."
                : "the failover is declined; a person can still order it."),
        Mode.Shadow => "Then, in mode shadow, it reports what it would do and changes nothing.",
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger.Mode, null),
    };

    static void Steps(StringBuilder text, Plan plan, Func<Step, string> says)
    {
        var numbers = plan.InOrder().Select((step, index) => (step.Id, Number: index + 1))
            .ToDictionary(step => step.Id, step => step.Number);
        foreach (var step in plan.InOrder())
        {
            var after = step.After.Count == 0 ? "At once" : $"After {string.Join(" and ", step.After.Select(id => numbers[id]))}";
            text.Append(CultureInfo.InvariantCulture, $"{numbers[step.Id],3}. {step.Id}: {says(step)}.\n");
            text.Append(CultureInfo.InvariantCulture, $"     {after}. {Limit(step)}\n");
            if (step.Prewarm)
            {
                text.Append("     May start while still confirming; undone if the primary is then healthy for 15 min.\n");
            }
        }
    }

    static void GoingBack(StringBuilder text, Plan plan)
    {
        if (plan.Trigger.Mode == Mode.Shadow)
        {
            text.Append("  Nothing was changed, so nothing is undone; reset makes it watch again.\n");
            return;
        }

        var changing = plan.InOrder().Where(step => step.Traits.Role != StepRole.Verification).Reverse().ToList();
        var back = changing.Where(step => step.Traits.CanUndo).Select(step => step.Id).ToList();
        var stays = changing.Where(step => !step.Traits.CanUndo).Select(step => step.Id).ToList();
        text.Append(CultureInfo.InvariantCulture, $"  Only when a person orders it, once the primary has been healthy for {Durations.Say(RecoveredPhase.UpFor(plan))}.\n");
        text.Append(CultureInfo.InvariantCulture, $"  In reverse order: {(back.Count > 0 ? string.Join(", ", back) : "nothing")}; each is restored as it was found{(plan.MovesUsers() ? ", weighted records in stages" : "")}.\n");
        text.Append(stays.Count == 0 ? "" : $"  What {string.Join(" and ", stays)} did cannot be undone and stays.\n");
        text.Append("  Values that a person or an autoscaler has changed since stay, and the email names them.\n");
    }

    static string Limit(Step step) => step.OnLimit == OnLimit.Ask || step.Attempts == 1
        ? $"If it takes longer than {Durations.Say(step.Limit)}, a person is called."
        : $"If it takes longer than {Durations.Say(step.Limit)}, it is tried again, {step.Attempts} times in all; then a person is called.";

    static string Says(Signal signal) => signal switch
    {
        AlarmSignal alarm => $"alarm {alarm.Alarm} in {alarm.Region} is in ALARM",
        ProbeSignal { Probe: var probe } => $"{probe.Url} does not answer {probe.Status}"
            + $"{(probe.Contains is null ? "" : $" with \"{probe.Contains}\"")} within {Durations.Say(probe.Timeout)}",
        _ => signal.Title,
    };
}
