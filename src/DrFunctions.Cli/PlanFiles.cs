using DrFunctions.Aws;
using DrFunctions.Core.Plans;
using DrFunctions.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Cli;

/// <summary>Finds and reads the plan files that a command line names.</summary>
/// <param name="here">The folder in which the command runs: plans/ and examples/ are looked for in it.</param>
sealed class PlanFiles(StepKinds kinds, string here)
{
    public const string Example = "examples/shop.json";
    public const string Folder = "plans";

    public StepKinds Kinds => kinds;

    public static PlanFiles Create(string here = "")
    {
        // Step kinds only read plans and print runbooks here, which needs no call to AWS.
        var calls = new Calls(TimeProvider.System);
        return new PlanFiles(new StepKinds(new AwsClients(), new Prober(calls), calls, TimeProvider.System), here);
    }

    /// <summary>For a command that names no plan: the folder plans/, or the example where that holds none, which is said.</summary>
    public string OwnOrExample(Output say)
    {
        var own = Path.Combine(here, Folder);
        if (Directory.Exists(own) && InFolder(own).Count > 0)
        {
            return own;
        }

        say.Problem($"{Folder}/ holds no plan, so the example {Example} is used.");
        return Path.Combine(here, Example);
    }

    /// <summary>The one plan that a command line names; else every plan of plans/, or the example.</summary>
    /// <exception cref="UsageException">There is no such file, or several plans for one document.</exception>
    public IReadOnlyList<PlanReading> Chosen(Output say, string? path, bool one)
    {
        var readings = path is null ? ReadAll(OwnOrExample(say)) : [Read(path)];
        return one && readings.Count > 1
            ? throw new UsageException($"{Folder}/ holds {readings.Count} plans: name one of {string.Join(", ", readings.Select(reading => reading.File))}.")
            : readings;
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
            return File.Exists(path) ? [Read(path)]
                : throw new UsageException($"There is no file or folder \"{path}\"; name a plan file, such as {Example}, or a folder of plan files.");
        }

        var refused = PlanFolder.Read(path, kinds).Refused.ToDictionary(reading => reading.File);
        var files = InFolder(path);
        return files.Count > 0
            ? [.. files.Select(file => refused.GetValueOrDefault(file) ?? PlanFolder.ReadFile(file, kinds))]
            : throw new UsageException($"The folder \"{path}\" has no plan file; plan files end with .json."
                + (PlanFolder.LeftOut(path) is [var other, ..] ? $" {other} is not read." : ""));
    }

    static List<string> InFolder(string path) => [.. Directory.EnumerateFiles(path, "*.json")
        .Where(file => Path.GetFileName(file) != SchemaCommand.FileName)
        .Order(StringComparer.Ordinal)];

    /// <summary>What lies in a folder and looks as if it were meant to be read; nothing for a file.</summary>
    public static IReadOnlyList<string> LeftOut(string path) => Directory.Exists(path) ? PlanFolder.LeftOut(path) : [];
}
