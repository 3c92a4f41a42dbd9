using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DrFunctions.Tests.Museum;

/// <summary>
/// Compiles a shipped assembly in memory with a bug planted in it, as the build does: the same language, references and source
/// generators. Everything but the file with the bug is parsed once.
/// </summary>
sealed class Workshop
{
    static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    readonly ConcurrentDictionary<string, Lazy<Bench>> benches = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The planted bug does not compile: correct its replacement.</exception>
    public MemoryStream Compile(PlantedBug bug)
    {
        var bench = benches.GetOrAdd(bug.Assembly, name => new Lazy<Bench>(() => new Bench(name))).Value;
        return Emit(bench.With(bug.File, bug.Planted()), bug.Name);
    }

    static MemoryStream Emit(Compilation compilation, string what)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
        {
            var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(5);
            throw new InvalidOperationException($"\"{what}\" does not compile: {string.Join("; ", errors)}");
        }

        image.Position = 0;
        return image;
    }

    /// <summary>One assembly's sources, ready to have one of them changed.</summary>
    sealed class Bench
    {
        readonly Dictionary<string, SyntaxTree> trees;
        readonly CSharpCompilation compilation;
        readonly GeneratorDriver driver;

        public Bench(string name)
        {
            trees = SourcesOf($"src/{name}").ToDictionary(path => path, path => Parse(Files.ReadText(path), path), StringComparer.Ordinal);
            var version = Assembly.Load(name).GetName().Version;
            var common = Parse($"{string.Concat(Usings.Select(one => $"global using {one};\n"))}[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n", "Common.cs");
            var kind = name == "DrFunctions" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
            compilation = CSharpCompilation.Create(name, [.. trees.Values, common], References(name),
                new CSharpCompilationOptions(kind, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
            driver = CSharpGeneratorDriver.Create(Generators(), parseOptions: Language).RunGenerators(compilation);
        }

        public Compilation With(string path, string text)
        {
            driver.RunGeneratorsAndUpdateCompilation(compilation.ReplaceSyntaxTree(trees[path], Parse(text, path)), out var whole, out _);
            return whole;
        }
    }

    static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path, Encoding.UTF8);

    static IEnumerable<string> SourcesOf(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Files.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Files.Root, file).Replace('\\', '/'))
            .Where(path => !path.StartsWith($"{folder}/obj/", StringComparison.Ordinal) && !path.StartsWith($"{folder}/bin/", StringComparison.Ordinal));

    /// <summary>What this process runs with, which is what the build refers to, but not what is being compiled and what refers to it.</summary>
    static IEnumerable<MetadataReference> References(string name) => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => path.EndsWith(".dll", StringComparison.Ordinal))
        .Where(path => Path.GetFileNameWithoutExtension(path) is var file && (!file.StartsWith("DrFunctions", StringComparison.Ordinal) || (file == "DrFunctions.Core" && file != name)))
        .Select(path => MetadataReference.CreateFromFile(path));

    /// <summary>The generators of JSON and regular expressions, out of the SDK that built this test.</summary>
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
