using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>Whether the plan could be carried out now: what the newest quiet look found, or what was seen just now.</summary>
static class StatusReadiness
{
    /// <summary>The steps that would fail, as a warning; null if none would.</summary>
    public static string? Warning(StatusReport status) =>
        status.NotReadyNow is { } now ? $"{Sentences.Text(now)}."
        : status.Checks is null && status.Stored.Readiness.Readiness is { } known && QuietLook.AsFact(known.Findings) is { } unready
            ? $"{Sentences.Text(unready)} (checked {Durations.Say(status.Now - known.At)} ago)."
        : null;

    /// <summary>A line for each step that was looked at just now.</summary>
    public static IEnumerable<string> Lines(StatusReport status) => status.Looked is not { } plan ? []
        : plan.Steps.Select(step => $"{step.Id} ({step.Kind}): {Now(status.Checks!.GetValueOrDefault(step.Id))}");

    public static JsonObject? Json(StatusReport status) => status.Stored.Readiness.Readiness is not { } readiness ? null : new JsonObject
    {
        ["at"] = readiness.At.UtcDateTime,
        ["findings"] = new JsonArray([.. readiness.Findings.Select(finding => new JsonObject
        {
            ["step"] = finding.Step,
            ["why"] = finding.Why.ToString(),
            ["because"] = finding.Because,
        })]),
    };

    public static JsonArray? StepsJson(StatusReport status) => status.Looked is not { } plan ? null
        : new JsonArray([.. plan.Steps.Select(step => new JsonObject
        {
            ["id"] = step.Id,
            ["state"] = status.Checks!.GetValueOrDefault(step.Id)?.Seen.State.ToString(),
            ["because"] = Now(status.Checks!.GetValueOrDefault(step.Id)),
        })]);

    /// <summary>A check is not asked while the capacity before it does not run.</summary>
    static string Now(StepCheck? check) => check is null ? "not asked, because the capacity before it does not run"
        : $"{check.Seen.Because}{(check.Denied is { } denied ? $"; may not be started: {denied}" : "")}"
            + (check.Doubt is { } doubt ? $"; in doubt: {doubt}" : "");
}
