using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Cli;

/// <summary>Finds and reads the plan files that a command line names.</summary>
sealed class PlanFiles(StepKinds kinds)
{
    public const string Example = "plans/shop.json";
    public const string Folder = "plans";

    public StepKinds Kinds => kinds;

    public static PlanFiles Create()
    {
        // Step kinds only read plans and print runbooks here, which needs no call to AWS.
        var calls = new Calls(TimeProvider.System);
        return new PlanFiles(new StepKinds(new AwsClients(), new Prober(calls), calls, TimeProvider.System));
    }

    /// <exception cref="UsageException">There is no such file.</exception>
    public PlanReading Read(string path) =>
        File.Exists(path) ? PlanFolder.ReadFile(path, kinds)
        : Directory.Exists(path) ? throw new UsageException($"\"{path}\" is a folder; name one plan file in it, such as {Example}.")
        : throw new UsageException($"There is no file \"{path}\"; name a plan file, such as {Example}.");

    /// <summary>Every plan file of a folder, with mistakes between them; or the one file.</summary>
    /// <exception cref="UsageException">There is no such file or folder, or the folder has no plan.</exception>
    public IReadOnlyList<PlanReading> ReadAll(string path)
    {
        if (!Directory.Exists(path))
        {
            return [Read(path)];
        }

        var refused = PlanFolder.Read(path, kinds).Refused.ToDictionary(reading => reading.File);
        var files = Directory.EnumerateFiles(path, "*.json")
            .Where(file => Path.GetFileName(file) != SchemaCommand.FileName)
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? [.. files.Select(file => refused.GetValueOrDefault(file) ?? PlanFolder.ReadFile(file, kinds))]
            : throw new UsageException($"The folder \"{path}\" has no plan file; plan files end with .json."
                + (PlanFolder.LeftOut(path) is [var other, ..] ? $" {other} is not read." : ""));
    }

    /// <summary>What lies in a folder and looks as if it were meant to be read; nothing for a file.</summary>
    public static IReadOnlyList<string> LeftOut(string path) => Directory.Exists(path) ? PlanFolder.LeftOut(path) : [];
}
