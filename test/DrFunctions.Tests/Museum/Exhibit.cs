using System.Reflection;
using System.Runtime.Loader;
using DrFunctions.LocalAws.Simulations;

namespace DrFunctions.Tests.Museum;

/// <summary>Our assemblies once more, in a world of their own where one of them has a bug; all others are shared with the tests.</summary>
sealed class Exhibit : AssemblyLoadContext
{
    static readonly string[] Ours = ["DrFunctions.Core", "DrFunctions", "DrFunctions.LocalAws"];

    readonly string planted;
    readonly MemoryStream image;

    public Exhibit(PlantedBug bug, MemoryStream image)
        : base(bug.Name, isCollectible: true) =>
        (planted, this.image) = (bug.Assembly, image);

    /// <summary>What a seed broke in this world: nothing, where all invariants hold.</summary>
    public IReadOnlyList<string> Play(Type simulation, int seed)
    {
        var play = LoadFromAssemblyName(new AssemblyName("DrFunctions.LocalAws")).GetType(simulation.FullName!, throwOnError: true)!.GetMethod(nameof(WireSeed.Play))!;
        try
        {
            object?[] arguments = [seed, .. play.GetParameters().Skip(1).Select(_ => (object?)null)];
            var report = play.Invoke(null, arguments)!;
            return (IReadOnlyList<string>)report.GetType().GetProperty(nameof(SeedReport.Violations))!.GetValue(report)!;
        }
        catch (TargetInvocationException e)
        {
            return [$"Throws: {e.InnerException!.GetType().Name}: {e.InnerException.Message}"];
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == planted ? LoadFromStream(image)
        : Ours.Contains(assemblyName.Name) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
        : null;
}
