using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>The functions, published once a run as they are deployed: ReadyToRun, for Lambda's Linux, without the runtime.</summary>
public sealed class PublishedFunctions : IAsyncLifetime
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Directory.CreateTempSubdirectory("drfunctions-published-").FullName;

    public async Task InitializeAsync() => (await DotnetAsync("publish", "src/DrFunctions", "-c", "Release", "-r", "linux-x64", "--no-self-contained",
        "-p:AwsPackages=standin", "-p:PublishReadyToRun=true", "-o", Folder)).Good();

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Starts the function as Lambda would and gives it the event; repeats that if the function could not finish in time.
    /// </summary>
    public async Task<JsonNode> InvokeAsync(IEnumerable<KeyValuePair<string, string>> environment, string eventJson, string untilPhase)
    {
        await using var api = await RuntimeApi.StartAsync();
        await using var function = LambdaProcess.Start(Path.Combine(Folder, "DrFunctions.dll"), api, new Dictionary<string, string>(environment));
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

    public static string Text(JsonNode node, string name) => node[name]?.GetValue<string>() ?? "";

    /// <summary>The SDK that runs these tests, without inherited environment variables, and without servers that outlive it.</summary>
    public static Task<Told> DotnetAsync(params string[] arguments)
    {
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        ProcessStartInfo start = Tools.Start(host, [.. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false", "-nologo", "-v:q"]);
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || name == "AwsPackages").ToList())
        {
            start.Environment.Remove(name);
        }

        return Tools.RunAsync(start);
    }
}

/// <summary>The classes that drive the published functions, one after the other: they share the fixture, and two cores.</summary>
[CollectionDefinition(Name)]
public sealed class Published : ICollectionFixture<PublishedFunctions>
{
    public const string Name = "published functions";
}
