using System.Text.Json.Nodes;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>
/// The functions as they are deployed, built once a run: both kinds, and two functions of one kind, side by side in one tree, as
/// `sam build --parallel` builds them. The tests run the native package; one whole failover runs the ReadyToRun package. Each collection of
/// tests has a fixture of its own, and all of them share the packages, which are deleted when the process ends.
/// </summary>
public sealed class PublishedFunctions : IAsyncLifetime
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(180);

    static readonly Lazy<Task<FunctionPackage[]>> Built = new(BuildAsync);

    FunctionPackage[] made = [];

    public FunctionPackage Native => made[0];

    public FunctionPackage ReadyToRun => made[1];

    /// <summary>All that was built side by side.</summary>
    public IReadOnlyList<FunctionPackage> All => made;

    public async Task InitializeAsync() => made = await Built.Value;

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>
    /// Starts the function as Lambda would and gives it the event; repeats that if the function could not finish in time.
    /// </summary>
    /// <param name="package">By default the native one.</param>
    public async Task<JsonNode> InvokeAsync(
        IEnumerable<KeyValuePair<string, string>> environment, string eventJson, string untilPhase, FunctionPackage? package = null)
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start((package ?? Native).Executable, api, new Dictionary<string, string>(environment));
        JsonNode result;
        var left = 3;
        do
        {
            var outcome = Assert.IsType<Outcome.Answered>(await api.InvokeAsync(eventJson, Timeout));
            result = Assert.Single(JsonNode.Parse(outcome.Json)!["results"]!.AsArray())!;
        }
        while (Text(result, "phase") != untilPhase && --left > 0);

        Assert.True(Text(result, "phase") == untilPhase, $"{result.ToJsonString()}\n{string.Join('\n', function.Output.TakeLast(40))}");
        return result;
    }

    static async Task<FunctionPackage[]> BuildAsync()
    {
        using var tree = new TreeCopy();
        var packages = await Task.WhenAll(
            SamBuild.PackageAsync(tree, "WatchFunction", native: true),
            SamBuild.PackageAsync(tree, "WatchFunction", native: false),
            SamBuild.PackageAsync(tree, "AlarmFunction", native: false));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Array.ForEach(packages, package => package.Dispose());
        return packages;
    }

    public static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";
}

/// <summary>The classes that drive the published functions, one after the other: they share the fixture, and two cores.</summary>
[CollectionDefinition(Name)]
public sealed class Published : ICollectionFixture<PublishedFunctions>
{
    public const string Name = "published functions";
}
