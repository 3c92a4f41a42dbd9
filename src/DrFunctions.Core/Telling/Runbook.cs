using System.Globalization;
using System.Text;
using DrFunctions.Core.Plans;

namespace DrFunctions.Core.Telling;

/// <summary>Prints a plan as the numbered runbook that a person would follow.</summary>
public static class Runbook
{
    /// <param name="says">What a step does, in one sentence without its full stop; its kind knows.</param>
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
        var trigger = plan.Trigger;
        text.Append(CultureInfo.InvariantCulture, $"  {trigger.AtLeast} of these {trigger.Signals.Count} signals are down together for {Durations.Say(trigger.For)}, and a second look agrees:\n");
        foreach (var signal in trigger.Signals)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {Says(signal)}\n");
        }

        if (trigger.Reference.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  A failed probe counts only while {string.Join(" or ", trigger.Reference)} answers: else it is us who are cut off.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  At most once in {Durations.Say(trigger.Cooldown)} by itself.\n\nTHEN\n");
        Steps(text, plan, says);
        text.Append("\nNEVER BY ITSELF\n  Nothing in the primary is stopped, lowered or deleted, and nobody is sent back to it.\n");
        return text.ToString();
    }

    static void Steps(StringBuilder text, Plan plan, Func<Step, string> says)
    {
        var numbers = plan.Steps.Select((step, index) => (step.Id, Number: index + 1)).ToDictionary(step => step.Id, step => step.Number);
        foreach (var step in plan.Steps)
        {
            var after = step.After.Count == 0 ? "At once" : $"After {string.Join(" and ", step.After.Select(id => numbers[id]))}";
            text.Append(CultureInfo.InvariantCulture, $"{numbers[step.Id],3}. {step.Id}: {says(step)}.\n");
            text.Append(CultureInfo.InvariantCulture, $"     {after}. {Limit(step)}{(step.Prewarm ? " May start while still confirming." : "")}\n");
        }
    }

    static string Limit(Step step) => step.OnLimit == OnLimit.Ask
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
