using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DrFunctions.Tests;
using DrFunctions.Tests.StandIns;

namespace DrFunctions.Realism;

/// <summary>What a deployment carries, and that by default it is made with AWS's own packages.</summary>
[Collection(Published.Name)]
public sealed partial class PublishTests(PublishedFunctions functions)
{
    [Fact]
    public void The_published_folder_holds_the_plans_and_all_packages()
    {
        var package = functions.ReadyToRun;
        Assert.Equal(Files.ReadText("examples/shop.json"), File.ReadAllText(Path.Combine(package.Folder, "plans/shop.json")));
        Assert.All(
            ["StandIns", "DrFunctions", "DrFunctions.Core", "AWSSDK.Core", "AWSSDK.DynamoDBv2", "AWSSDK.EC2", "Microsoft.Extensions.Logging"],
            name => Assert.True(package.Holds($"{name}.dll"), $"{name}.dll was not published"));

        // Lambda has the managed runtime already, and neither the local AWS nor the simulator is deployed.
        Assert.False(package.Holds("System.Private.CoreLib.dll"));
        Assert.DoesNotContain(package.Files, file => file.Contains("LocalAws", StringComparison.Ordinal));
        Assert.DoesNotContain(package.Files, file => file.Contains("Simulation", StringComparison.Ordinal));
    }

    /// <summary>dotnet10 prefers an assembly of the handler's name to the executable.</summary>
    [Fact]
    public void A_native_package_holds_one_executable_and_the_plans()
    {
        Assert.Equal(["DrFunctions", "plans/bank.json", "plans/plan.schema.json", "plans/shop.json"], functions.Native.Files);
        const UnixFileMode ForAll = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        Assert.True(File.GetUnixFileMode(functions.Native.Executable).HasFlag(ForAll));
    }

    /// <summary>Beside the package, and not in it: every assembly of the folder, by the bytes that are deployed.</summary>
    [Fact]
    public void The_bill_of_materials_names_each_assembly_of_the_folder_with_its_hash()
    {
        var package = functions.ReadyToRun;
        var named = Components(package).SelectMany(component => component["components"]!.AsArray())
            .ToDictionary(file => PublishedFunctions.Text(file!, "name"), file => PublishedFunctions.Text(file!["hashes"]![0]!, "content"));

        Assert.Equal(package.Files.Where(file => file.EndsWith(".dll", StringComparison.Ordinal)), named.Keys.Order(StringComparer.Ordinal));
        Assert.All(named, file => Assert.Equal(HashOf(Path.Combine(package.Folder, file.Key)), file.Value));
        Assert.Contains(Components(package), component => PublishedFunctions.Text(component, "bom-ref").StartsWith("pkg:nuget/AWSSDK.DynamoDBv2@4.", StringComparison.Ordinal));
    }

    /// <summary>.NET itself is compiled in, and a package of which nothing is used is not.</summary>
    [Fact]
    public void The_bill_of_a_native_package_names_what_the_compiler_took()
    {
        var names = Components(functions.Native).Select(component => PublishedFunctions.Text(component, "name")).ToList();

        Assert.Contains(names, name => name.StartsWith("microsoft.netcore.app.runtime.nativeaot", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("AWSSDK.DynamoDBv2", names);
        Assert.DoesNotContain("AWSSDK.Extensions.Numerics", names);
        Assert.Equal(HashOf(functions.Native.Executable),
            PublishedFunctions.Text(functions.Native.Bill["metadata"]!["component"]!["hashes"]![0]!, "content"));
    }

    static IEnumerable<JsonNode> Components(FunctionPackage package) =>
        package.Bill["components"]!.AsArray().Append(package.Bill["metadata"]!["component"]).Select(component => component!);

    static string HashOf(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    [Fact]
    public async Task A_publish_refers_to_the_packages_of_aws_and_a_build_to_the_stand_ins()
    {
        using var copy = new TreeCopy();
        var (published, built) = (await ReferencesAsync(copy, "-p:_IsPublishing=true"), await ReferencesAsync(copy));
        Assert.Equal([], published.Projects);
        Assert.Empty(StandInPackages.Names.Except(published.Packages).Except([CliOnly]));
        Assert.DoesNotContain(CliOnly, published.Packages);
        Assert.Equal(["StandIns"], built.Projects);
        Assert.Empty(StandInPackages.Names.Intersect(built.Packages));
    }

    /// <summary>
    /// On a feed that has AWS's packages the publish succeeds; on any other it fails and names them, and never uses a stand-in.
    /// </summary>
    [Fact]
    public async Task A_publish_without_the_property_asks_the_feed_for_the_packages_of_aws()
    {
        using var copy = new TreeCopy();

        var told = await SamBuild.DotnetAsync("publish", copy.Functions, "-c", "Release", "-o", Path.Combine(copy.Folder, "out"));

        if (told.ExitCode != 0)
        {
            var lines = told.Output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.Contains(Missing.Match(line).Groups["package"].Value, StandInPackages.Names));
        }
    }

    /// <summary>`dr plan` reads the outputs of stacks; the deployed functions do not.</summary>
    const string CliOnly = "AWSSDK.CloudFormation";

    /// <summary>The stand-in projects and the packages that the deployed assembly refers to.</summary>
    static async Task<(string[] Projects, string[] Packages)> ReferencesAsync(TreeCopy tree, params string[] properties)
    {
        var told = await SamBuild.DotnetAsync(
            ["msbuild", tree.Functions, "-getItem:ProjectReference", "-getItem:PackageReference", .. properties]);
        var items = JsonNode.Parse(told.Good())!["Items"]!;
        return (
            [.. Identities(items, "ProjectReference").Where(path => path.Contains("StandIns", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension)
                .Order()!],
            [.. Identities(items, "PackageReference").Order()]);
    }

    static IEnumerable<string> Identities(JsonNode items, string kind) =>
        items[kind]!.AsArray().Select(item => PublishedFunctions.Text(item!, "Identity"));

    [GeneratedRegex(@"error NU110[123]: Unable to find (a stable )?package (?<package>\S+?)\.? ", RegexOptions.CultureInvariant)]
    static partial Regex Missing { get; }
}
