using System.Reflection;
using System.Runtime.Loader;
using DrFunctions.Simulation.Chaos;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// The product's assemblies loaded a second time, one of them with a bug; all other assemblies are shared with the tests.
/// </summary>
/// <remarks>The context is not collectible: collectible code is optimized at once, which would delay bugs that an early seed
/// finds.</remarks>
sealed class Exhibit : AssemblyLoadContext
{
    static readonly string[] Ours = ["DrFunctions.Core", "DrFunctions", "DrFunctions.Simulation", "DrFunctions.Tests"];

    readonly string planted;
    readonly MemoryStream image;

    public Exhibit(PlantedBug bug, MemoryStream image)
        : base(bug.Name) =>
        (planted, this.image) = (bug.Assembly, image);

    /// <summary>The invariants that a seed broke with the bug; empty if all hold.</summary>
    /// <param name="play">A static method of the product, whose first parameter is the seed.</param>
    public IReadOnlyList<string> Play(MethodInfo play, int seed) => Play(Here(play), seed, null);

    /// <summary>The invariants that a seed breaks in the code that ships.</summary>
    public static IReadOnlyList<string> PlaySound(MethodInfo play, int seed) => Play(play, seed, null);

    static IReadOnlyList<string> Play(MethodInfo play, int seed, object? none)
    {
        try
        {
            object?[] arguments = [seed, .. play.GetParameters().Skip(1).Select(_ => none)];
            var report = play.Invoke(null, arguments);
            return report?.GetType().GetProperty(nameof(SeedReport.Violations))?.GetValue(report) as IReadOnlyList<string> ?? [];
        }
        catch (TargetInvocationException e)
        {
            return [e.InnerException!.GetType().Name == nameof(BrokenInvariantException) ? e.InnerException.Message : $"throws: {e.InnerException.GetType().Name}: {e.InnerException.Message}"];
        }
    }

    MethodInfo Here(MethodInfo play) =>
        LoadFromAssemblyName(play.DeclaringType!.Assembly.GetName()).GetType(play.DeclaringType.FullName!, throwOnError: true)!
        .GetMethod(
            play.Name, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic,
            [.. play.GetParameters().Select(parameter => parameter.ParameterType)])!;

    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == planted ? LoadFromStream(image)
        : Ours.Contains(assemblyName.Name) ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll"))
        : null;
}
