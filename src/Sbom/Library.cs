using System.Text.Json;

namespace DrFunctions.Sbom;

/// <summary>A package or a project, as the build's deps.json names it.</summary>
/// <param name="IsPackage">False for a project of this repository.</param>
/// <param name="Sha512">Of the package's archive, in hexadecimal digits; null if the build does not know it.</param>
/// <param name="Assemblies">The file names of its assemblies.</param>
/// <param name="DependsOn">The names of other libraries.</param>
public sealed record Library(
    string Name, string Version, bool IsPackage, string? Sha512, IReadOnlyList<string> Assemblies, IReadOnlyList<string> DependsOn)
{
    const string RuntimePack = "runtimepack.";
    const string Sha512Prefix = "sha512-";
    static readonly string[] Files = ["runtime", "native", "resources"];

    /// <summary>By this, components refer to each other.</summary>
    public string Reference => IsPackage ? Purl : $"{Name}@{Version}";

    public string Purl => $"pkg:nuget/{Uri.EscapeDataString(Name)}@{Uri.EscapeDataString(Version)}";

    /// <exception cref="JsonException">The text is no deps.json.</exception>
    /// <exception cref="InvalidDataException">The deps.json lacks a part.</exception>
    public static IReadOnlyList<Library> In(string deps)
    {
        using var json = JsonDocument.Parse(deps);
        var target = Member(json.RootElement, "runtimeTarget", "name").GetString()!;
        var known = Member(json.RootElement, "libraries");
        return [.. Member(json.RootElement, "targets", target).EnumerateObject().Select(library => Of(library, Member(known, library.Name)))];
    }

    static Library Of(JsonProperty library, JsonElement known)
    {
        var slash = library.Name.LastIndexOf('/');
        var (name, version) = (library.Name[..slash], library.Name[(slash + 1)..]);
        var sha512 = known.TryGetProperty("sha512", out var hash) && hash.GetString() is { } text
            && text.StartsWith(Sha512Prefix, StringComparison.Ordinal)
            ? Convert.ToHexStringLower(Convert.FromBase64String(text[Sha512Prefix.Length..])) : null;
        return new Library(
            name.StartsWith(RuntimePack, StringComparison.Ordinal) ? name[RuntimePack.Length..] : name, version,
            Member(known, "type").GetString() != "project", sha512,
            [.. Files.SelectMany(member => Names(library.Value, member)).Select(path => Path.GetFileName(path))
                .Distinct(StringComparer.Ordinal)],
            [.. Names(library.Value, "dependencies")]);
    }

    static IEnumerable<string> Names(JsonElement library, string member) =>
        library.TryGetProperty(member, out var names) ? names.EnumerateObject().Select(one => one.Name) : [];

    static JsonElement Member(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            json = json.TryGetProperty(name, out var inner) ? inner : throw new InvalidDataException($"the deps.json lacks \"{name}\"");
        }

        return json;
    }
}
