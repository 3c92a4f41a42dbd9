using System.Text;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;

namespace DrFunctions.Cli;

/// <summary>Shows what a failback will undo, from the ledger, and asks for confirmation.</summary>
static class FailbackPreview
{
    /// <exception cref="UsageException">There is no terminal to ask at.</exception>
    public static bool Agrees(Output say, StepKinds kinds, Record record, bool skipsHealth, bool yes)
    {
        say.Problem(Of(kinds, record, skipsHealth));
        if (yes)
        {
            return true;
        }

        var agrees = say.Ask("Continue? [y/N] ") ?? throw new UsageException("There is no terminal to confirm this at; add --yes to go on without asking. Nothing was written.");
        if (!agrees)
        {
            say.Problem("Nothing was written.");
        }

        return agrees;
    }

    public static string Of(StepKinds kinds, Record record, bool skipsHealth = false)
    {
        if (record.RestsInShadow())
        {
            return $"{record.Plan} is in mode shadow: nothing was changed, so there is nothing to undo, and the loop will refuse the request. To watch again: dr reset {record.Plan}";
        }

        if (record.Run is not { } run)
        {
            return $"{record.Plan} has no run, so there is nothing to undo; the loop will answer the request.";
        }

        var reading = kinds.Read($"the plan pinned by run {run.Id}", run.Plan.GetRawText());
        if (reading.Plan is not { } plan)
        {
            return $"This version cannot read the plan that run {run.Id} pinned, so it cannot show what will be undone: {reading.Mistakes[0]}";
        }

        var text = new StringBuilder($"Failback of {plan.Name} from {plan.Standby} to {plan.Primary} undoes run {run.Id}, in this order:");
        var number = 0;
        foreach (var step in run.ToUndo(plan).Where(step => run.Of(step).Undo is not { Progress: StepProgress.Done }))
        {
            var at = new StepAt(plan, step, run.Of(step), run.Id, record.Baseline.TryGetValue(step.Id, out var observed) ? observed : null);
            text.Append($"\n  {++number}. {step.Id}: {(kinds.Of(step) is IUndoableKind kind ? kind.SaysUndo(at) : $"what {step.Kind} did cannot be undone and stays")}");
        }

        return text.Append(number == 0 ? "\n  nothing: no step was started" : "").Append('\n').Append(Health(record, run.HasMoved(plan), skipsHealth))
            .Append(" What somebody has changed since is left alone.").ToString();
    }

    /// <summary>Whether the loop asks for a healthy primary before it takes the failback.</summary>
    static string Health(Record record, bool hasMoved, bool skips) =>
        !hasMoved ? "Neither users nor data were moved, so the primary's health is not checked."
        : !skips ? "The loop first checks that the primary is healthy."
        : $"The primary's health is NOT checked (--skip-health). {Signals(record)}";

    static string Signals(Record record)
    {
        if (record.Signals.Count == 0)
        {
            return "No check of its signals is saved.";
        }

        var notUp = record.Signals.Where(seen => seen.State != SignalState.Up).Select(seen => $"{seen.Title} {seen.Because}").ToList();
        return $"At {StatusText.At(record.Signals.Max(seen => seen.At))}, the last saved check, {record.Signals.Count(seen => seen.State == SignalState.Down)} of {record.Signals.Count} signals were down{(notUp.Count == 0 ? "" : $" ({string.Join("; ", notUp)})")}.";
    }
}
