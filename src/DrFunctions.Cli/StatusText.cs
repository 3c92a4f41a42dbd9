using System.Globalization;
using System.Text;
using DrFunctions.Commands;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Cli;

/// <summary>Where a plan stands, for a person.</summary>
static class StatusText
{
    public static string Of(StatusReport status)
    {
        var record = status.Record;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{status.Head}\n");
        if (status.HasRecord)
        {
            text.Append(Saved(record));
        }

        foreach (var warning in status.Warnings)
        {
            text.Append(CultureInfo.InvariantCulture, $"WARNING: {warning}\n");
        }

        Section(text, "SIGNALS", record.Signals.Select(seen => $"{seen.State,-7}  {seen.Title} {seen.Because} (seen {Durations.Say(status.Now - seen.At)} ago)"));
        if (record.Run is { } run)
        {
            var ended = run.EndedAt is { } end ? $"ended at {At(end)}" : "not ended yet";
            var by = run.OrderedBy is { } person ? $", ordered by {person}" : "";
            Section(text, $"RUN {run.Id}: {run.Purpose.ToString().ToLowerInvariant()}{by}{(run.Undoing is null ? "" : ", undo begun")}", status.Steps.Select(step => StatusSteps.Line(step.Id, step.Kind, step.Record))
                .Prepend($"{(run.HadOutage() ? $"Outage first seen at {At(run.DetectedAt)}, begun" : "Begun")} at {At(run.BeganAt)}, {ended}."));
        }

        Section(text, "STEPS NOW, seen with your permissions", StatusReadiness.Lines(status));
        Section(text, "REQUESTS NOT YET TAKEN", status.Stored.Requests.Select(request =>
            $"{At(request.At)}  {Verbs.Of(request.Command).Name}, by {request.By}: {request.Reason}"));
        Section(text, "NEWEST ANSWER TO A COMMAND", record.Answered is not { } answered ? [] :
        [
            $"{At(answered.At)}  {Verbs.Of(answered.Command).Name}, by {answered.By}: {answered.Reason}",
            answered.Because,
        ]);
        Section(text, "NOTICES NOT YET SENT", record.Outbox.Select(notice => $"{At(notice.At)}  {notice.Subject}"));
        Section(text, "HISTORY, newest first", status.History.Select(entry => $"{At(entry.At)}  {RehearsalText.Indented(entry.Text, 24)}"));
        Section(text, "COMMANDS YOU CAN GIVE NOW", status.AllowedCommands.Select(move => $"{move.Command}\n      {move.Meaning}"));
        return text.ToString();
    }

    /// <summary>A record that no look has saved has no instants to show.</summary>
    static string Saved(Record record) => record.LookedAt == default ? record.Fact is { } fact ? $"{Sentences.Line(fact)}\n" : ""
        : $"{(record.PhaseSince == default ? "Last" : $"Since {At(record.PhaseSince)}; last")} saved at {At(record.LookedAt)}: {record.Because}\n";

    public static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

    /// <summary>Nothing, if there is nothing to say.</summary>
    static void Section(StringBuilder text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Append('\n').Append(title).Append('\n').AppendJoin("", all.Select(line => $"  {line}\n"));
        }
    }
}
