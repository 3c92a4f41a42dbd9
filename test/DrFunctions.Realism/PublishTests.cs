using System.Text.Json.Nodes;
using DrFunctions.Tests;

namespace DrFunctions.Realism;

/// <summary>What a deployment carries, and that by default it is made with AWS's own packages.</summary>
[Collection(Published.Name)]
public sealed class PublishTests(PublishedFunctions functions)
{
    static readonly string[] StandIns =
        [.. Directory.EnumerateFiles(Path.Combine(Files.Root, "src/StandIns"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order()!];

    [Fact]
    public void The_published_folder_holds_the_plans_and_all_packages()
    {
        Assert.Equal(Files.ReadText("plans/shop.json"), File.ReadAllText(Path.Combine(functions.Folder, "plans/shop.json")));
        Assert.NotEmpty(StandIns);
        Assert.All(
            [.. StandIns, "DrFunctions", "DrFunctions.Core", "AWSSDK.Core", "AWSSDK.DynamoDBv2", "Microsoft.Extensions.Logging"],
            name => Assert.True(File.Exists(Path.Combine(functions.Folder, $"{name}.dll")), $"{name}.dll was not published"));

        // The managed runtime is Lambda's, and the local AWS never travels.
        Assert.False(File.Exists(Path.Combine(functions.Folder, "System.Private.CoreLib.dll")));
        Assert.Empty(Directory.EnumerateFiles(functions.Folder, "*LocalAws*"));
    }

    [Fact]
    public async Task A_publish_takes_the_packages_of_aws_and_a_build_the_stand_ins()
    {
        // Evaluated in a copy: a restore with the other packages would spoil what this tree has restored.
        var copy = Directory.CreateTempSubdirectory("drfunctions-tree-").FullName;
        try
        {
            await CopyAsync(copy);
            var (published, built) = (await ReferencesAsync(copy, "-p:_IsPublishing=true"), await ReferencesAsync(copy));
            Assert.Equal([], published.Projects);
            Assert.Empty(StandIns.Except(published.Packages));
            Assert.Equal(StandIns, built.Projects);
            Assert.Empty(StandIns.Intersect(built.Packages));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    static async Task CopyAsync(string folder)
    {
        var files = (await Tools.RunAsync("git", "ls-files", "--cached", "--others", "--exclude-standard", "--", "src", "plans", "*.props", "*.targets", "global.json")).Good();
        foreach (var file in files.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Files.Root, file))))
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Files.Root, file), target);
        }
    }

    /// <summary>The stand-in projects and the packages that the deployed assembly refers to.</summary>
    static async Task<(string[] Projects, string[] Packages)> ReferencesAsync(string tree, params string[] properties)
    {
        var told = await PublishedFunctions.DotnetAsync(
            ["msbuild", Path.Combine(tree, "src/DrFunctions/DrFunctions.csproj"), "-getItem:ProjectReference", "-getItem:PackageReference", .. properties]);
        var items = JsonNode.Parse(told.Good())!["Items"]!;
        return ([.. Identities(items, "ProjectReference").Where(path => path.Contains("StandIns", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order()!],
            [.. Identities(items, "PackageReference").Order()]);
    }

    static IEnumerable<string> Identities(JsonNode items, string kind) =>
        items[kind]!.AsArray().Select(item => PublishedFunctions.Text(item!, "Identity"));
}
