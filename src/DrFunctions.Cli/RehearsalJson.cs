using System.Text.Json.Nodes;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;

namespace DrFunctions.Cli;

/// <summary>A rehearsal as one JSON document. Times are seconds, instants ISO 8601 in UTC.</summary>
static class RehearsalJson
{
    public static JsonObject Of(RehearsalReport report) => new()
    {
        ["plan"] = report.Plan.Name,
        ["scenario"] = report.Scenario,
        ["seed"] = report.Seed,
        ["passed"] = report.Passed,
        ["verdict"] = report.Verdict,
        ["phase"] = report.Phase.ToString(),
        ["recoveryTime"] = new JsonObject
        {
            ["detectSeconds"] = report.Time.Detect?.TotalSeconds,
            ["decideSeconds"] = report.Time.Decide?.TotalSeconds,
            ["executeSeconds"] = report.Time.Execute?.TotalSeconds,
            ["verifySeconds"] = report.Time.Verify?.TotalSeconds,
            ["totalSeconds"] = report.Time.Total?.TotalSeconds,
            ["objectiveSeconds"] = report.Plan.Rto?.TotalSeconds,
            ["withinObjective"] = report.Time.Total is { } total && report.Plan.Rto is { } rto && report.Plan.MovesUsers() ? total <= rto : null,
        },
        ["invocations"] = report.Invocations,
        ["calls"] = report.Calls,
        ["timeline"] = new JsonArray([.. report.Timeline.Select(entry => new JsonObject
        {
            ["at"] = entry.At.UtcDateTime,
            ["afterSeconds"] = entry.After.TotalSeconds,
            ["source"] = RehearsalText.Word(entry.Source),
            ["text"] = entry.Text,
        })]),
        ["emails"] = new JsonArray([.. report.Emails.Select(email => new JsonObject
        {
            ["at"] = email.At.UtcDateTime,
            ["to"] = email.To,
            ["subject"] = email.Subject,
            ["body"] = email.Body,
        })]),
    };
}
