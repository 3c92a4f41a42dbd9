using System.Globalization;
using System.Text;
using DrFunctions.Core.Records;

namespace DrFunctions.Cli;

/// <summary>Where a plan stands, for a person.</summary>
static class StatusText
{
    public static string Of(StatusReport status)
    {
        var record = status.Record;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{record.Plan}: {record.Phase}. {record.Phase.Sentence()}\n");
        if (status.HasRecord)
        {
            text.Append(CultureInfo.InvariantCulture, $"Since {At(record.PhaseSince)}; last saved at {At(record.LookedAt)}: {record.Because}\n");
        }

        foreach (var warning in status.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"WARNING: {warning}\n");
        }

        Run(text, status);
        if (record.Outbox.Count > 0)
        {
            text.Append("\nNOTICES NOT YET SENT\n");
            foreach (var notice in record.Outbox)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {At(notice.At)}  {notice.Subject}\n");
            }
        }

        if (status.History.Count > 0)
        {
            text.Append("\nHISTORY, newest first\n");
            foreach (var entry in status.History)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {At(entry.At)}  {RehearsalText.Indented(entry.Text, 24)}\n");
            }
        }

        return text.ToString();
    }

    static void Run(StringBuilder text, StatusReport status)
    {
        if (status.Record.Run is not { } run)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"\nRUN {run.Id}\n  First seen down at {At(run.DetectedAt)}, begun at {At(run.BeganAt)}");
        text.Append(run.EndedAt is { } ended ? $", ended at {At(ended)}.\n" : ", not ended yet.\n");
        foreach (var (id, kind, step) in status.Steps)
        {
            var starts = step.Attempts == 0 ? "" : step.Attempts == 1 ? ", started once" : $", started {step.Attempts} times";
            var because = step.Because.Length > 0 ? $": {step.Because}" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {id} ({kind}): {Word(step)}{starts}{because}\n");
        }
    }

    static string Word(StepRecord step) => step.Progress switch
    {
        StepProgress.Waiting => "waiting",
        StepProgress.Started => $"under way since {At(step.StartedAt ?? step.ReadyAt ?? default)}",
        StepProgress.Done => $"done at {At(step.DoneAt ?? default)}",
        StepProgress.Failed => "FAILED",
        _ => throw new InvalidOperationException($"No word for the progress {step.Progress}."),
    };

    static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";
}
