using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace DrFunctions.Sbom;

/// <summary>
/// What is in the package, whatever was referred to: assemblies as files, or those from which the native compiler took something.
/// </summary>
/// <param name="Assemblies">File names, each with its SHA-256, or null where it is no file of its own.</param>
/// <param name="Executable">The SHA-256 of the native executable; null for a folder of assemblies.</param>
public sealed record Linked(IReadOnlyDictionary<string, string?> Assemblies, string? Executable)
{
    /// <summary>Under this name the compiler books the code that it made itself: there is no such assembly.</summary>
    const string OfTheCompiler = "System.Private.CompilerGenerated";

    /// <summary>
    /// Where the native compiler found an assembly: its package, and the version. The deps.json names .NET's managed runtime instead of the
    /// one that is compiled in.
    /// </summary>
    public IReadOnlyDictionary<string, (string Package, string Version)> Found { get; init; } =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal);

    public static Linked Folder(string package) => new(
        Directory.EnumerateFiles(package, "*.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileName(file), file => (string?)HashOf(file), StringComparer.Ordinal),
        null);

    /// <param name="mstat">The compiler's statistics: an assembly that refers to every assembly from which anything was compiled.</param>
    /// <param name="response">The compiler's response file, whose references say where each assembly is.</param>
    /// <exception cref="BadImageFormatException">The statistics are no assembly.</exception>
    public static Linked Native(string package, byte[] mstat, IReadOnlyList<string> response)
    {
        using var image = new PEReader(new MemoryStream(mstat));
        var metadata = image.GetMetadataReader();
        var names = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name != OfTheCompiler).Select(name => $"{name}.dll").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new Linked(names.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal), HashOf(Path.Combine(package, "DrFunctions")))
        {
            Found = Packages(response),
        };
    }

    /// <summary>References into a package: …/ID/VERSION/lib/… or …/ID/VERSION/runtimes/….</summary>
    static Dictionary<string, (string, string)> Packages(IReadOnlyList<string> response)
    {
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var path in response.Select(line => line.StartsWith("-r:", StringComparison.Ordinal) ? line[3..].Trim('"') : ""))
        {
            var parts = path.Split('/', '\\');
            var at = Array.FindLastIndex(parts, part => Version.TryParse(part.Split('-')[0], out _));
            if (at > 0 && parts[at + 1] is "lib" or "runtimes")
            {
                found.TryAdd(parts[^1], (parts[at - 1], parts[at]));
            }
        }

        return found;
    }

    static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
