using System.Text.Json.Nodes;
using DrFunctions.Commands;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Cli;

/// <summary>Where a plan stands, for a machine.</summary>
static class StatusJson
{
    public static JsonObject Of(StatusReport status)
    {
        var record = status.Record;
        return new JsonObject
        {
            ["plan"] = record.Plan,
            ["region"] = status.Deployment.Region,
            ["table"] = status.Deployment.Table,
            ["hasRecord"] = status.HasRecord,
            ["phase"] = record.Phase.ToString(),
            ["mode"] = status.HasRecord ? record.Mode.ToString() : null,
            ["sentence"] = status.Sentence,
            ["phaseSince"] = Instant(status, record.PhaseSince),
            ["lookedAt"] = Instant(status, record.LookedAt),
            ["because"] = record.Because,
            ["automation"] = status.Stored.Automation.ToString(),
            ["pause"] = status.Stored.Automation == Automation.On ? null : status.Stored.PauseSentence,
            ["disarmed"] = record.Disarmed is not { } disarmed ? null
                : new JsonObject { ["by"] = disarmed.By, ["at"] = disarmed.At.UtcDateTime, ["reason"] = disarmed.Reason },
            ["signals"] = Array(record.Signals, seen => Signal(status, seen)),
            ["readiness"] = StatusReadiness.Json(status),
            ["stepsNow"] = StatusReadiness.StepsJson(status),
            ["run"] = Run(status),
            ["requests"] = Array(status.Stored.Requests, request => new()
            {
                ["id"] = request.Id,
                ["command"] = Verbs.Of(request.Command).Name,
                ["at"] = request.At.UtcDateTime,
                ["by"] = request.By,
                ["reason"] = request.Reason,
            }),
            ["answered"] = Answered(status),
            ["notices"] = Array(record.Outbox, notice => new() { ["at"] = notice.At.UtcDateTime, ["subject"] = notice.Subject }),
            ["history"] = Array(status.History, Entry),
            ["moves"] = Array(status.AllowedCommands, move => new() { ["command"] = move.Command, ["meaning"] = move.Meaning }),
            ["warnings"] = new JsonArray([.. status.Warnings.Select(warning => (JsonNode)warning)]),
        };
    }

    static JsonObject Signal(StatusReport status, RecordedSignal seen) => new()
    {
        ["title"] = seen.Title,
        ["state"] = seen.State.ToString(),
        ["because"] = seen.Because,
        ["at"] = seen.At.UtcDateTime,
        ["ageSeconds"] = Math.Round((status.Now - seen.At).TotalSeconds),
    };

    static JsonObject Entry(HistoryEntry entry) => new()
    {
        ["number"] = entry.Number,
        ["at"] = entry.At.UtcDateTime,
        ["facts"] = JsonNode.Parse(FactJson.Write(entry.Facts)),
        ["text"] = entry.Text,
    };

    static JsonObject? Run(StatusReport status) => status.Record.Run is not { } run ? null : new JsonObject
    {
        ["id"] = run.Id,
        ["purpose"] = run.Purpose.ToString(),
        ["orderedBy"] = run.OrderedBy,
        ["undoing"] = run.Undoing?.ToString(),
        ["detectedAt"] = run.DetectedAt.UtcDateTime,
        ["beganAt"] = run.BeganAt.UtcDateTime,
        ["endedAt"] = run.EndedAt?.UtcDateTime,
        ["steps"] = Array(status.Steps, step => StatusSteps.Json(step.Id, step.Kind, step.Record)),
    };

    static JsonObject? Answered(StatusReport status) => status.Record.Answered is not { } answered ? null : new JsonObject
    {
        ["id"] = answered.Id,
        ["command"] = Verbs.Of(answered.Command).Name,
        ["by"] = answered.By,
        ["reason"] = answered.Reason,
        ["at"] = answered.At.UtcDateTime,
        ["accepted"] = answered.Accepted,
        ["because"] = answered.Because,
    };

    /// <summary>Null without a record, and in a record that no look has saved.</summary>
    static DateTime? Instant(StatusReport status, DateTimeOffset at) => status.HasRecord && at != default ? at.UtcDateTime : null;

    static JsonArray Array<T>(IEnumerable<T> all, Func<T, JsonObject> document) => new([.. all.Select(document)]);
}
