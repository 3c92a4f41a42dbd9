using System.Text.Json.Nodes;
using DrFunctions.Core.Reading;

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
            ["region"] = status.Region,
            ["table"] = status.Table,
            ["hasRecord"] = status.HasRecord,
            ["phase"] = record.Phase.ToString(),
            ["phaseSince"] = status.HasRecord ? record.PhaseSince.UtcDateTime : null,
            ["lookedAt"] = status.HasRecord ? record.LookedAt.UtcDateTime : null,
            ["because"] = record.Because,
            ["automation"] = status.Stored.Automation.ToString(),
            ["pause"] = status.Stored.Automation == Automation.On ? null : status.Stored.PauseSentence,
            ["run"] = Run(status),
            ["notices"] = new JsonArray([.. record.Outbox.Select(notice => new JsonObject
            {
                ["at"] = notice.At.UtcDateTime,
                ["subject"] = notice.Subject,
            })]),
            ["history"] = new JsonArray([.. status.History.Select(entry => new JsonObject
            {
                ["number"] = entry.Number,
                ["at"] = entry.At.UtcDateTime,
                ["text"] = entry.Text,
            })]),
            ["warnings"] = new JsonArray([.. status.Warnings.Select(warning => (JsonNode)warning)]),
        };
    }

    static JsonObject? Run(StatusReport status) => status.Record.Run is not { } run ? null : new JsonObject
    {
        ["id"] = run.Id,
        ["detectedAt"] = run.DetectedAt.UtcDateTime,
        ["beganAt"] = run.BeganAt.UtcDateTime,
        ["endedAt"] = run.EndedAt?.UtcDateTime,
        ["steps"] = new JsonArray([.. status.Steps.Select(step => new JsonObject
        {
            ["id"] = step.Id,
            ["kind"] = step.Kind,
            ["progress"] = step.Record.Progress.ToString(),
            ["attempts"] = step.Record.Attempts,
            ["startedAt"] = step.Record.StartedAt?.UtcDateTime,
            ["doneAt"] = step.Record.DoneAt?.UtcDateTime,
            ["because"] = step.Record.Because,
        })]),
    };
}
