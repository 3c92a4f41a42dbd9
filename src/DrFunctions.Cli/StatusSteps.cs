using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Cli;

/// <summary>One step of a run: the progress of the step and of its undo, and what undo would restore.</summary>
static class StatusSteps
{
    public static string Line(string id, string kind, StepRecord step) => string.Concat(
        $"{id} ({kind}): {Now(step)}",
        step.VerifiedAt is { } verified ? $"\n      last verified at {StatusText.At(verified)}" : "",
        HasLedger(step) ? $"\n      found before: {step.Ledger!.Value.GetRawText()}" : "",
        step.Undo is { } undo ? $"\n      undo: {Progress(undo.Progress, undo.StartedAt ?? undo.ReadyAt, undo.DoneAt, undo.Attempts)}{Because(undo.Because)}" : "");

    public static JsonObject Json(string id, string kind, StepRecord step) => new()
    {
        ["id"] = id,
        ["kind"] = kind,
        ["progress"] = step.Progress.ToString(),
        ["attempts"] = step.Attempts,
        ["startedAt"] = step.StartedAt?.UtcDateTime,
        ["doneAt"] = step.DoneAt?.UtcDateTime,
        ["verifiedAt"] = step.VerifiedAt?.UtcDateTime,
        ["because"] = step.Because,
        ["foundBefore"] = HasLedger(step) ? JsonNode.Parse(step.Ledger!.Value.GetRawText()) : null,
        ["undo"] = step.Undo is not { } undo ? null : new JsonObject
        {
            ["progress"] = undo.Progress.ToString(),
            ["attempts"] = undo.Attempts,
            ["startedAt"] = undo.StartedAt?.UtcDateTime,
            ["doneAt"] = undo.DoneAt?.UtcDateTime,
            ["because"] = undo.Because,
        },
    };

    /// <summary>In mode shadow a step counts as done once it would be started: nothing was done.</summary>
    static string Now(StepRecord step) => step.Fact is WouldBeStarted ? step.Because
        : $"{Progress(step.Progress, step.StartedAt ?? step.ReadyAt, step.DoneAt, step.Attempts)}{Because(step.Because)}";

    static bool HasLedger(StepRecord step) => step.Ledger is { ValueKind: not JsonValueKind.Null };

    static string Because(string because) => because.Length > 0 ? $": {because}" : "";

    static string Progress(StepProgress progress, DateTimeOffset? since, DateTimeOffset? doneAt, int starts)
    {
        var word = progress switch
        {
            StepProgress.Waiting => "waiting",
            StepProgress.Started => $"under way since {StatusText.At(since ?? default)}",
            StepProgress.Done => $"done at {StatusText.At(doneAt ?? default)}",
            StepProgress.Failed => "FAILED",
            _ => throw new InvalidOperationException($"No word for the progress {progress}."),
        };
        return word + (starts == 0 ? "" : starts == 1 ? ", started once" : $", started {starts} times");
    }
}
