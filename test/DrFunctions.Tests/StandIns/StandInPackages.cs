using System.Reflection;

namespace DrFunctions.Tests.StandIns;

/// <summary>The packages that src/StandIns stands in for: a folder each, and one project for all.</summary>
public static class StandInPackages
{
    public static string Folder { get; } = Path.Combine(Files.Root, "src/StandIns");

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder))
            .Where(name => name is not ("Shared" or "bin" or "obj")).Order(StringComparer.Ordinal),
    ];

    /// <summary>The stand-ins, or with AWS's packages the one of ECS.</summary>
    public static Assembly Assembly { get; } = typeof(Amazon.ECS.AmazonECSClient).Assembly;

    public static bool InUse => Assembly.GetName().Name == "StandIns";
}
