using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>`dr explain`: a plan as the numbered runbook that a person would follow.</summary>
static class ExplainCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var path = CommonOptions.Plan();
        var json = CommonOptions.Json();
        var command = new Command("explain", "Print a plan as a numbered runbook.") { path, json };
        command.SetAction(parsed =>
        {
            var isJson = parsed.GetValue(json);
            return files.Chosen(say, parsed.GetValue(path), one: isJson).Max(reading => Explain(say, files, reading, isJson));
        });
        return command;
    }

    static int Explain(Output say, PlanFiles files, PlanReading reading, bool json)
    {
        if (reading.Plan is not { } plan)
        {
            return CheckCommand.Refuse(say, reading, json);
        }

        string Says(Step step) => files.Kinds.Of(step).Says(step);
        if (json)
        {
            say.Json(Document(plan, Says));
        }
        else
        {
            say.Write(Runbook.Print(plan, Says));
        }

        return ExitCodes.Done;
    }

    static JsonObject Document(Plan plan, Func<Step, string> says) => new()
    {
        ["plan"] = plan.Name,
        ["primary"] = plan.Primary,
        ["standby"] = plan.Standby,
        ["rtoSeconds"] = plan.Rto?.TotalSeconds,
        ["rpoSeconds"] = plan.Rpo?.TotalSeconds,
        ["signals"] = new JsonArray([.. plan.Trigger.Signals.Select(signal => (JsonNode)signal.Title)]),
        ["atLeast"] = plan.Trigger.AtLeast,
        ["down"] = plan.Trigger.Down?.ToString(),
        ["forSeconds"] = plan.Trigger.For.TotalSeconds,
        ["cooldownSeconds"] = plan.Trigger.Cooldown.TotalSeconds,
        ["steps"] = new JsonArray([.. plan.Steps.Select((step, index) => new JsonObject
        {
            ["number"] = index + 1,
            ["id"] = step.Id,
            ["kind"] = step.Kind,
            ["region"] = step.Region,
            ["says"] = says(step),
            ["after"] = new JsonArray([.. step.After.Select(id => (JsonNode)id)]),
            ["limitSeconds"] = step.Limit.TotalSeconds,
            ["onLimit"] = step.OnLimit == OnLimit.Ask ? "ask" : "again",
            ["attempts"] = step.Attempts,
        })]),
        ["runbook"] = Runbook.Print(plan, says),
    };
}
