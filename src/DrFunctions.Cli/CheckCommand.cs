using System.CommandLine;
using System.Text.Json.Nodes;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;

namespace DrFunctions.Cli;

/// <summary>`dr check`: every mistake of every file at once.</summary>
static class CheckCommand
{
    public static Command Create(Output say, PlanFiles files)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = $"Plan files, or folders of them; without any {PlanFiles.Folder}/, or {PlanFiles.Example} where that holds none.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var json = CommonOptions.Json();
        var command = new Command("check", "Report errors and warnings in plan files, with file and line.") { paths, json };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(paths) is { Length: > 0 } some ? some : [files.OwnOrExample(say)];
            var readings = SharedResources.Refuse([.. named.SelectMany(files.ReadAll)]);
            var leftOut = named.SelectMany(PlanFiles.LeftOut).Distinct().ToList();
            if (parsed.GetValue(json))
            {
                var document = Document(readings);
                document["notRead"] = new JsonArray([.. leftOut.Select(file => JsonValue.Create(file))]);
                say.Json(document);
            }
            else
            {
                foreach (var reading in readings)
                {
                    Print(say, reading);
                }
                leftOut.ForEach(file => say.Line($"{file}: warning: this is not read; a plan is a file of the folder itself whose name ends with .json."));
            }

            return readings.All(reading => reading.Plan is not null) ? ExitCodes.Done : ExitCodes.No;
        });
        return command;
    }

    /// <summary>Reports the mistakes of a file that another command was to use: on standard error, and as the JSON document.</summary>
    public static int Refuse(Output say, PlanReading reading, bool json)
    {
        foreach (var mistake in reading.Mistakes)
        {
            say.Problem(mistake.ToString());
        }

        if (json)
        {
            say.Json(Document([reading]));
        }

        return ExitCodes.No;
    }

    static void Print(Output say, PlanReading reading)
    {
        foreach (var mistake in reading.Mistakes)
        {
            say.Line(mistake.ToString());
        }

        if (reading.Plan is { } plan)
        {
            say.Line($"{reading.File}: good, {Plural.Of(plan.Steps.Count, "step")}, {Plural.Of(plan.Trigger.Signals.Count, "signal")}");
        }
    }

    static JsonObject Document(IReadOnlyList<PlanReading> readings) => new()
    {
        ["good"] = readings.All(reading => reading.Plan is not null),
        ["files"] = new JsonArray([.. readings.Select(reading => new JsonObject
        {
            ["file"] = reading.File,
            ["good"] = reading.Plan is not null,
            ["plan"] = reading.Plan?.Name,
            ["steps"] = reading.Plan?.Steps.Count,
            ["signals"] = reading.Plan?.Trigger.Signals.Count,
            ["mistakes"] = new JsonArray([.. reading.Mistakes.Select(mistake => new JsonObject
            {
                ["line"] = mistake.Line,
                ["warning"] = mistake.IsWarning,
                ["sentence"] = mistake.Sentence,
            })]),
        })]),
    };
}
