using DrFunctions.Core.Plans;
using DrFunctions.Steps;

namespace DrFunctions.Plans;

/// <summary>The plan files beside the code. A file with mistakes does not affect the others.</summary>
public sealed record PlanFolder(IReadOnlyList<Plan> Plans, IReadOnlyList<PlanReading> Refused)
{
    const string SchemaFile = "plan.schema.json";

    /// <summary>Nobody reads a longer list.</summary>
    const int MostLeftOut = 20;

    /// <summary>The plans whose standby is another Region than this deployment's: it does not watch them.</summary>
    public IReadOnlyList<Plan> Elsewhere { get; init; } = [];

    /// <exception cref="DirectoryNotFoundException">There is no such folder; the message says what to do.</exception>
    public static PlanFolder Read(string folder, StepKinds kinds)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no plan folder \"{folder}\"; set DR_PLANS to the folder that holds the plan files.");
        }

        var readings = Directory.EnumerateFiles(folder, "*.json").Where(file => Path.GetFileName(file) != SchemaFile)
            .Order(StringComparer.Ordinal)
            .Select(file => ReadFile(file, kinds))
            .ToList();
        var plans = readings.Where(reading => reading.Plan is not null).ToList();
        var twice = plans.GroupBy(reading => reading.Plan!.Name).Where(group => group.Count() > 1).SelectMany(group => group.Skip(1))
            .ToList();
        return new PlanFolder(
            [.. plans.Except(twice).Select(reading => reading.Plan!)],
            [.. readings.Where(reading => reading.Plan is null), .. twice.Select(SameName)]);
    }

    /// <summary>
    /// Files that are not read although they look as if they were meant to be: plans with another ending, and those of folders within.
    /// Templates of plans there are meant for `dr plan`.
    /// </summary>
    public static IReadOnlyList<string> LeftOut(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is not (".json" or ".md") && !IsHidden(file))
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsHidden(inner)).SelectMany(Directory.EnumerateFiles)
                .Where(file => Path.GetExtension(file) is ".json" && !file.EndsWith(".template.json", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal).Take(MostLeftOut),
    ];

    static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');

    /// <summary>The plans whose standby is this Region: exactly one deployment drives a plan, the one in its standby.</summary>
    public PlanFolder In(string region) => this with
    {
        Plans = [.. Plans.Where(plan => plan.Standby == region)],
        Elsewhere = [.. Plans.Where(plan => plan.Standby != region)],
    };

    /// <summary>Reads one file; a file that cannot be opened is reported as a mistake in line 1.</summary>
    public static PlanReading ReadFile(string file, StepKinds kinds)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        try
        {
            // Reads no more than a plan may have, whatever the file is.
            using var stream = File.OpenRead(file);
            var bytes = new byte[LocatedJson.MaxBytes + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            using var text = new StreamReader(new MemoryStream(bytes, 0, length));
            return length < bytes.Length ? kinds.Read(file, text.ReadToEnd())
                : new PlanReading(file, null, [], [new Mistake(file, 1, LocatedJson.TooLarge)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PlanReading(file, null, [], [new Mistake(file, 1, $"the file cannot be read: {e.Message}")]);
        }
    }

    static PlanReading SameName(PlanReading reading) => reading with
    {
        Plan = null,
        Mistakes = [new Mistake(reading.File, 1, $"name: another file of the folder has a plan named \"{reading.Plan!.Name}\" too; give each its own.")],
    };
}
