using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Compiles a shipped assembly in memory with a bug planted in it, as the build does: with the same language version, references and
/// source generators. The generators run once, because no bug changes their input.
/// </summary>
sealed class Workshop
{
    static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    readonly ConcurrentDictionary<string, Lazy<Compilation>> compilations = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The planted bug does not compile: correct its replacement.</exception>
    public MemoryStream Compile(PlantedBug bug)
    {
        var image = new MemoryStream();
        Demand(bug, Plant(bug, out _).Emit(image).Diagnostics);
        image.Position = 0;
        return image;
    }

    /// <summary>Checks only the file with the bug, which takes much less time.</summary>
    /// <exception cref="InvalidOperationException">The planted bug does not compile: correct its replacement.</exception>
    public void Check(PlantedBug bug) => Demand(bug, Plant(bug, out var planted).GetSemanticModel(planted).GetDiagnostics());

    Compilation Plant(PlantedBug bug, out SyntaxTree planted)
    {
        var sound = compilations.GetOrAdd(bug.Assembly, name => new Lazy<Compilation>(() => Sound(name))).Value;
        var (tree, span) = (bug.Place().SourceTree!, bug.Place().SourceSpan);
        planted = tree.WithChangedText(tree.GetText().WithChanges(new TextChange(span, bug.Replace)));
        return sound.ReplaceSyntaxTree(tree, planted);
    }

    static void Demand(PlantedBug bug, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException($"\"{bug}\" does not compile: {string.Join("; ", errors)}");
        }
    }

    /// <summary>An assembly without a bug, with the generators' output.</summary>
    static Compilation Sound(string name)
    {
        var version = Assembly.Load(name).GetName().Version;
        var usings = string.Concat(Usings.Select(one => $"global using {one};\n"));
        var common = CSharpSyntaxTree.ParseText($"{usings}[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n", ShippedMember.Language);
        var sources = ShippedMember.Sources.Where(tree => ShippedMember.AssemblyOf(tree) == name);
        var kind = name == "DrFunctions" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var options = new CSharpCompilationOptions(
            kind, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable);
        var written = CSharpCompilation.Create(name, [.. sources, common], References(name), options);
        CSharpGeneratorDriver.Create(Generators(), parseOptions: ShippedMember.Language)
            .RunGeneratorsAndUpdateCompilation(written, out var whole, out _);
        return whole;
    }

    /// <summary>
    /// The assemblies of this process, which the build references too, without the one being compiled and those that reference it.
    /// </summary>
    static IEnumerable<MetadataReference> References(string name) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => path.EndsWith(".dll", StringComparison.Ordinal))
        .Where(
            path => Path.GetFileNameWithoutExtension(path) is var file
                && (!file.StartsWith("DrFunctions", StringComparison.Ordinal) || (file == "DrFunctions.Core" && file != name)))
        .Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>The source generators for JSON and regular expressions, from the SDK that built this test.</summary>
    static IEnumerable<ISourceGenerator> Generators()
    {
        var packs = typeof(Workshop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "DotNetPacks").Value!;
        var newest = Directory.GetDirectories(Path.Combine(packs, "Microsoft.NETCore.App.Ref"), $"{Environment.Version.Major}.*")
            .MaxBy(folder => Version.Parse(Path.GetFileName(folder).Split('-')[0]))!;
        return new[] { ("System.Text.Json.SourceGeneration", "JsonSourceGenerator"), ("System.Text.RegularExpressions.Generator", "RegexGenerator") }
            .Select(one => Assembly.LoadFrom(Path.Combine(newest, "analyzers", "dotnet", "cs", $"{one.Item1}.dll")).GetType($"{one.Item1}.{one.Item2}", throwOnError: true)!)
            .Select(type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator());
    }
}
