using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace DrFunctions.Sbom;

/// <summary>
/// A bill of materials in CycloneDX's JSON: the packages and projects of which something is in the package, and nothing else. It has no
/// date, so that equal packages give equal bills.
/// </summary>
public static class BillOfMaterials
{
    const string Application = "DrFunctions";

    /// <exception cref="InvalidDataException">An assembly of the package comes from no library that the build names.</exception>
    public static JsonObject Of(IReadOnlyList<Library> known, Linked linked)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(linked);
        var libraries = Used(known, linked);
        var main = libraries.FirstOrDefault(library => library is { Name: Application, IsPackage: false })
            ?? throw new InvalidDataException($"the package holds no {Application}.dll");
        var others = libraries.Where(library => library != main).OrderBy(library => library.Reference, StringComparer.Ordinal).ToList();
        var components = new JsonArray([.. others.Select(library => Component(library, "library", linked))]);
        var application = Component(main, "application", linked);
        if (linked.Executable is { } hash)
        {
            application["hashes"] = Hashes("SHA-256", hash);
        }

        var dependencies = new JsonArray([.. libraries.OrderBy(library => library.Reference, StringComparer.Ordinal)
            .Select(library => Dependency(library, libraries))]);
        return new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{Serial($"{application.ToJsonString()}{components.ToJsonString()}")}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }),
                ["component"] = application,
                ["properties"] = new JsonArray(new JsonObject { ["name"] = "drfunctions:build", ["value"] = linked.Executable is null ? "ReadyToRun" : "native" }),
            },
            ["components"] = components,
            ["dependencies"] = dependencies,
        };
    }

    /// <summary>The libraries of which an assembly is in the package.</summary>
    static List<Library> Used(IReadOnlyList<Library> known, Linked linked)
    {
        var used = known.Select(library => library with { Assemblies = [.. library.Assemblies.Where(name => IsOf(library, name, linked))] })
            .Where(library => library.Assemblies.Count > 0).ToList();
        var named = used.SelectMany(library => library.Assemblies).ToHashSet(StringComparer.Ordinal);
        var unnamed = linked.Assemblies.Keys.Where(assembly => !named.Contains(assembly)).ToList();
        if (unnamed.Find(assembly => !linked.Found.ContainsKey(assembly)) is { } unknown)
        {
            throw new InvalidDataException($"{unknown} is in the package, and comes from no package or project that the build names");
        }

        return [.. used, .. unnamed.GroupBy(assembly => linked.Found[assembly]).Select(group =>
            new Library(group.Key.Package, group.Key.Version, true, null, [.. group], []))];
    }

    /// <summary>Where the compiler says from where it took an assembly, that counts.</summary>
    static bool IsOf(Library library, string assembly, Linked linked) => linked.Assemblies.ContainsKey(assembly)
        && (!linked.Found.TryGetValue(assembly, out var found) || found.Package.Equals(library.Name, StringComparison.OrdinalIgnoreCase));

    static JsonObject Component(Library library, string type, Linked linked)
    {
        var component = new JsonObject
        {
            ["type"] = type, ["bom-ref"] = library.Reference, ["name"] = library.Name, ["version"] = library.Version,
        };
        if (library.IsPackage)
        {
            component["purl"] = library.Purl;
        }

        if (library.Sha512 is { } hash)
        {
            component["hashes"] = Hashes("SHA-512", hash);
        }

        component["components"] = new JsonArray([.. library.Assemblies.Order(StringComparer.Ordinal)
            .Select(assembly => FileOf(library, assembly, linked.Assemblies[assembly]))]);
        return component;
    }

    static JsonObject FileOf(Library library, string assembly, string? hash)
    {
        var file = new JsonObject { ["type"] = "file", ["bom-ref"] = $"{library.Reference}#{assembly}", ["name"] = assembly };
        if (hash is not null)
        {
            file["hashes"] = Hashes("SHA-256", hash);
        }

        return file;
    }

    static JsonArray Hashes(string algorithm, string hash) => new(new JsonObject { ["alg"] = algorithm, ["content"] = hash });

    static JsonObject Dependency(Library library, List<Library> all) => new()
    {
        ["ref"] = library.Reference,
        ["dependsOn"] = new JsonArray([.. all.Where(other => library.DependsOn.Contains(other.Name)).Select(other => other.Reference)
            .Order(StringComparer.Ordinal).Select(reference => (JsonNode)reference)]),
    };

    static Guid Serial(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16];
        (bytes[6], bytes[8]) = ((byte)((bytes[6] & 0x0f) | 0x80), (byte)((bytes[8] & 0x3f) | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
