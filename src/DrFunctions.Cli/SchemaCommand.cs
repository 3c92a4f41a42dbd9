using System.CommandLine;

namespace DrFunctions.Cli;

/// <summary>`dr schema`: the JSON schema of plan files.</summary>
static class SchemaCommand
{
    /// <summary>The schema's file name beside the plans.</summary>
    public const string FileName = "plan.schema.json";

    public static Command Create(Output say, PlanFiles files)
    {
        var command = new Command("schema", $"Print the JSON schema of plan files, which is kept as plans/{FileName}.");
        command.SetAction(_ =>
        {
            say.Write(PlanSchema.Print(files.Kinds));
            return ExitCodes.Done;
        });
        return command;
    }
}
