using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DrFunctions.Sbom;

namespace DrFunctions.Tests.Sbom;

/// <summary>The bill of materials names what is in a package, and only that; the Realism tests ask it of true packages.</summary>
public sealed class BillOfMaterialsTests : IDisposable
{
    const string Deps = """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0/linux-x64" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {},
            ".NETCoreApp,Version=v10.0/linux-x64": {
              "DrFunctions/0.1.0": { "dependencies": { "Core.Package": "4.1.0", "Unused": "1.0.0" }, "runtime": { "DrFunctions.dll": {} } },
              "Core.Package/4.1.0": { "dependencies": { "Inner": "2.0.0" }, "runtime": { "lib/net8.0/Core.Package.dll": {} } },
              "Inner/2.0.0": { "runtime": { "lib/net8.0/Inner.dll": {} } },
              "Unused/1.0.0": { "runtime": { "lib/net8.0/Unused.dll": {} } },
              "runtimepack.Runtime.Pack/10.0.1": { "runtime": { "System.Private.CoreLib.dll": {}, "System.Xml.dll": {} } }
            }
          },
          "libraries": {
            "DrFunctions/0.1.0": { "type": "project", "sha512": "" },
            "Core.Package/4.1.0": { "type": "package", "sha512": "sha512-AQID" },
            "Inner/2.0.0": { "type": "package", "sha512": "sha512-BAUG" },
            "Unused/1.0.0": { "type": "package", "sha512": "sha512-BwgJ" },
            "runtimepack.Runtime.Pack/10.0.1": { "type": "runtimepack", "sha512": "" }
          }
        }
        """;

    readonly string folder = Directory.CreateTempSubdirectory("drfunctions-sbom-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Of_a_folder_it_names_the_packages_whose_assemblies_lie_there_with_their_hashes()
    {
        Put("DrFunctions.dll", "Core.Package.dll", "Inner.dll");

        var bill = BillOfMaterials.Of(Library.In(Deps), Linked.Folder(folder));

        Assert.Equal(("CycloneDX", "1.6", 1), ((string)bill["bomFormat"]!, (string)bill["specVersion"]!, (int)bill["version"]!));
        Assert.Equal("DrFunctions@0.1.0", (string?)bill["metadata"]!["component"]!["bom-ref"]);
        Assert.Equal(["pkg:nuget/Core.Package@4.1.0", "pkg:nuget/Inner@2.0.0"], References(bill));
        Assert.Equal("""[{"alg":"SHA-512","content":"010203"}]""", bill["components"]![0]!["hashes"]!.ToJsonString());
        Assert.Equal(
            [$"Core.Package.dll {Hash("Core.Package.dll")}"],
            bill["components"]![0]!["components"]!.AsArray().Select(file => $"{file!["name"]} {file["hashes"]![0]!["content"]}"));
        Assert.Equal(
            ["DrFunctions@0.1.0: pkg:nuget/Core.Package@4.1.0", "pkg:nuget/Core.Package@4.1.0: pkg:nuget/Inner@2.0.0", "pkg:nuget/Inner@2.0.0: "],
            bill["dependencies"]!.AsArray().Select(one => $"{one!["ref"]}: {string.Join(", ", one["dependsOn"]!.AsArray())}"));
    }

    [Fact]
    public void Equal_packages_give_equal_bills_and_another_file_another_serial_number()
    {
        Put("DrFunctions.dll", "Inner.dll");
        string Write() => BillOfMaterials.Of(Library.In(Deps), Linked.Folder(folder)).ToJsonString();
        var first = Write();

        Assert.Equal(first, Write());
        File.AppendAllText(Path.Combine(folder, "Inner.dll"), "patched");
        Assert.NotEqual((string?)JsonNode.Parse(first)!["serialNumber"], (string?)JsonNode.Parse(Write())!["serialNumber"]);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", (string?)JsonNode.Parse(first)!["serialNumber"]);
    }

    /// <summary>What nobody can name must not travel along unseen.</summary>
    [Fact]
    public void An_assembly_that_no_library_brings_is_refused()
    {
        Put("DrFunctions.dll", "Stowaway.dll");

        var refused = Assert.Throws<InvalidDataException>(() => BillOfMaterials.Of(Library.In(Deps), Linked.Folder(folder)));

        Assert.StartsWith("Stowaway.dll is in the package", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_native_executable_it_names_what_the_compiler_took()
    {
        File.WriteAllText(Path.Combine(folder, "DrFunctions"), "an executable");
        string[] response =
        [
            "DrFunctions.dll", "-o:DrFunctions.o", "-r:../packages/inner/2.0.0/lib/net10.0/Inner.dll",
            "-r:../packages/runtime.aot/10.0.1/runtimes/linux-x64/native/System.Private.CoreLib.dll",
            "-r:../packages/runtime.aot/10.0.1/runtimes/linux-x64/native/System.Private.TypeLoader.dll",
        ];

        var linked = Linked.Native(folder, Statistics("DrFunctions", "Inner", "System.Private.CompilerGenerated", "System.Private.CoreLib", "System.Private.TypeLoader"), response);
        var bill = BillOfMaterials.Of(Library.In(Deps), linked);

        Assert.Equal(["pkg:nuget/Inner@2.0.0", "pkg:nuget/runtime.aot@10.0.1"], References(bill));
        Assert.Equal(Hash("DrFunctions"), (string?)bill["metadata"]!["component"]!["hashes"]![0]!["content"]);
        Assert.Equal(["System.Private.CoreLib.dll", "System.Private.TypeLoader.dll"], bill["components"]![1]!["components"]!.AsArray().Select(file => (string)file!["name"]!));
    }

    /// <summary>The very assemblies that these tests run on, by the deps.json that the SDK wrote for them.</summary>
    [Fact]
    public void Of_these_tests_it_names_every_package()
    {
        var deps = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "DrFunctions.Tests.deps.json"));
        var assemblies = Library.In(deps).SelectMany(library => library.Assemblies).Distinct(StringComparer.Ordinal).ToList();

        var linked = new Linked(assemblies.ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal), null);
        var bill = BillOfMaterials.Of(Library.In(deps), linked);

        Assert.Contains(References(bill), reference => reference.StartsWith("pkg:nuget/AWSSDK.Core@4.", StringComparison.Ordinal));
        Assert.All(bill["components"]!.AsArray(), component => Assert.NotEmpty(component!["components"]!.AsArray()));
        Assert.Equal(References(bill).Count(), References(bill).Distinct().Count());
    }

    static IEnumerable<string> References(JsonObject bill) => bill["components"]!.AsArray().Select(component => (string)component!["bom-ref"]!);

    void Put(params string[] files) => Array.ForEach(files, file => File.WriteAllText(Path.Combine(folder, file), $"the bytes of {file}"));

    string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, file))));

    /// <summary>An assembly that refers to others, as the native compiler's statistics do.</summary>
    static byte[] Statistics(params string[] names)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("mstat"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("mstat"), new Version(2, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default,
            MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        Array.ForEach(names, name => metadata.AddAssemblyReference(
            metadata.GetOrAddString(name), new Version(1, 0), default, default, default, default));
        var image = new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder());
        var blob = new BlobBuilder();
        image.Serialize(blob);
        return blob.ToArray();
    }
}
