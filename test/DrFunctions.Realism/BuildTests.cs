using DrFunctions.Simulation.Bench;
using DrFunctions.Tests;
using DrFunctions.Tests.Functions;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>Packages of both kinds start, in whatever order they were made in one tree.</summary>
[Collection(Published.Name)]
public sealed class BuildTests(PublishedFunctions functions)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kinds_that_were_built_side_by_side_in_one_tree_start()
    {
        foreach (var package in functions.All)
        {
            await StartsAsync(package);
        }
    }

    [Fact]
    public async Task Kinds_that_were_built_one_after_the_other_in_one_tree_start()
    {
        using var tree = new TreeCopy();
        using var first = await SamBuild.PackageAsync(tree, "WatchFunction", native: true);
        using var second = await SamBuild.PackageAsync(tree, "WatchFunction", native: false);

        await StartsAsync(first);
        await StartsAsync(second);
        Assert.Equal(functions.Native.Files, first.Files);
        Assert.Equal(functions.ReadyToRun.Files, second.Files);
        Assert.Equal(["native-x86_64-standin", "readytorun-x86_64-standin"], MadeIn(tree));
    }

    /// <summary>What builds have left in the tree: nothing but a folder for each kind.</summary>
    static IEnumerable<string> MadeIn(TreeCopy tree)
    {
        var folders = Directory.EnumerateDirectories(tree.Folder, "*", SearchOption.AllDirectories)
            .Where(folder => Path.GetFileName(folder) is "obj" or "bin")
            .Where(folder => !Path.GetDirectoryName(folder)!.Split(Path.DirectorySeparatorChar).Contains("obj"));
        return folders.SelectMany(Directory.EnumerateFileSystemEntries).Select(Path.GetFileName).Order(StringComparer.Ordinal)!;
    }

    /// <summary>It answers an event of the schedule, on a local AWS where all is well.</summary>
    static async Task StartsAsync(FunctionPackage package)
    {
        using var plans = new PlansFolder(_ => { });
        await using var aws = await LocalAwsHost.StartAsync(plans.Plan, "127.0.0.1", 0, seed: 1);
        var environment = new Dictionary<string, string>(aws.Environment) { ["DR_FUNCTION"] = "watch", ["DR_PLANS"] = plans.Path };
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(package.Executable, api, environment);

        var outcome = await api.InvokeAsync(Files.Event("scheduled.json"), Patience);

        Assert.True(outcome is Outcome.Answered { Json: var json } && json.Contains("\"phase\":\"Watching\"", StringComparison.Ordinal),
            $"{package.Executable}: {outcome}\n{string.Join('\n', function.Output.Concat(function.Errors))}");
    }
}
