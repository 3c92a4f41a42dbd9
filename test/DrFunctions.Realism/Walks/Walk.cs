using System.Text.Json.Nodes;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Tests;

namespace DrFunctions.Realism.Walks;

/// <summary>
/// An example's README, command by command, in an account that moto plays: the shell, the world around it, and the functions that the
/// commands deploy.
/// </summary>
sealed class Walk : IAsyncDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>The schedule's period. A primary's healthy time counts without a gap only if the checks are no further apart.</summary>
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Longer than a stage of the failback lasts, and longer than resolvers keep an answer.</summary>
    static readonly TimeSpan Stage = TimeSpan.FromSeconds(125);

    /// <summary>Enough time for one or two checks.</summary>
    static readonly TimeSpan ShortTimeout = Timing.LongestLook + TimeSpan.FromSeconds(5);

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(40);

    readonly string example;
    readonly WalkMoto moto;
    readonly WalkShell shell = new();
    readonly CancellationTokenSource ending = new();
    readonly PythonPeer python;
    readonly WalkDoors doors;
    readonly WalkFunctions functions;

    Walk(string example, WalkMoto moto, WalkDoors doors, PublishedFunctions published)
    {
        (this.example, this.moto, this.doors) = (example, moto, doors);
        python = new PythonPeer("walk_world.py", moto.Address);
        functions = new WalkFunctions(published, new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = moto.Address,
            ["DR_PROBE_VIA"] = doors.Address,
            ["DR_PLANS"] = shell.DeployedPlans,
        });
    }

    string Zone { get; set; } = "";

    /// <summary>What was invoked, and what the shell said last.</summary>
    public string Said => $"{string.Join('\n', functions.Said.TakeLast(60))}\n\n{string.Join('\n', moto.Told)}\n\n{shell.Said}";

    /// <param name="example">The folder of the example, which is also the name of its walk.</param>
    public static async Task<Walk> BeginAsync(string example, PublishedFunctions published)
    {
        var moto = new WalkMoto();
        await moto.InitializeAsync();
        var walk = new Walk(example, moto, await WalkDoors.OpenAsync(), published);
        walk.Zone = PublishedFunctions.Text(await walk.python.AskAsync(new JsonObject { ["do"] = "zone", ["domain"] = "example.com." }), "zone");
        return walk;
    }

    /// <summary>Runs all blocks, and lets the test see the world after the last one of each section.</summary>
    /// <param name="variables">Values that take the place of the README's own, but for the zone's id, which moto has chosen.</param>
    public async Task GoAsync(string zone, IReadOnlyDictionary<string, string> variables, Func<string, Task> seeAsync)
    {
        var before = await InventoryAsync();
        var blocks = ReadmeBlock.Read($"{example}/README.md");
        shell.Start(Filled(blocks, new Dictionary<string, string>(variables) { [zone] = Zone }), moto.Address, doors.Address);
        var world = LiveAsync();
        var ends = DateTimeOffset.UtcNow + Patience;
        foreach (var (index, block) in blocks.Index())
        {
            while (!shell.IsAfter(index))
            {
                Assert.True(!shell.HasEnded && DateTimeOffset.UtcNow < ends, $"The commands of \"{block.Section}\" did not end well.\n{Said}");
                Assert.False(world.IsFaulted, $"{world.Exception}");
                await functions.MustRunAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }

            if (index + 1 == blocks.Count || blocks[index + 1].Section != block.Section)
            {
                await seeAsync(block.Section);
            }

            shell.GoOn(index);
        }

        await ending.CancelAsync();
        await world;
        Assert.Equal([], Lines(await InventoryAsync()).Except(Lines(before)));
    }

    /// <summary>The phase of the plan and the rest of the world, as it must be now, and which notices must have been sent.</summary>
    /// <param name="world">What a failover may change, as JSON.</param>
    /// <param name="answer">What curl was answered last.</param>
    public async Task SeeAsync(Phase phase, string world, string answer, params NoticeKind[] told)
    {
        var state = (await StateAsync()).AsObject();
        Assert.Equal(phase.ToString(), EstateJudge.Text(EstateJudge.Body(state["record"]!), "phase"), ignoreCase: true);
        state.Remove("record");
        Assert.Equal(JsonNode.Parse(world)!.ToJsonString(), state.ToJsonString());
        Assert.Equal(answer, shell.LastAnswer);
        Assert.All(told, kind => Assert.True(moto.Told.Any(notice => notice.StartsWith($"{kind.Word()}: ", StringComparison.Ordinal)), $"nobody was told: {kind}"));
    }

    async Task<JsonNode> StateAsync() => await python.AskAsync(new JsonObject
    {
        ["do"] = "state",
        ["zone"] = Zone,
        ["region"] = PublishedFunctions.Text(functions.Watch!, "AWS_REGION"),
        ["table"] = PublishedFunctions.Text(functions.Watch!, "DR_TABLE"),
    });

    /// <summary>From now on minutes pass in the record while a primary's health or a stage of the failback is waited for.</summary>
    public void LetMinutesPass()
    {
        if (LongRun.Budget is null)
        {
            functions.TimeoutAfter = phase => IsWaiting(phase) ? ShortTimeout : Estate.Timeout;
            functions.PassAsync = phase => phase switch
            {
                nameof(Phase.Recovered) => AgeAsync(Minute),
                nameof(Phase.FailingBack) => AgeAsync(Stage),
                _ => Task.CompletedTask,
            };
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        shell.Dispose();
        await functions.DisposeAsync();
        await python.DisposeAsync();
        await doors.DisposeAsync();
        await moto.DisposeAsync();
        ending.Dispose();
    }

    static bool IsWaiting(string phase) => phase is nameof(Phase.Recovered) or nameof(Phase.FailingBack);

    /// <summary>The blocks, the first with other values for variables that it sets.</summary>
    static IEnumerable<string> Filled(IReadOnlyList<ReadmeBlock> blocks, IReadOnlyDictionary<string, string> variables)
    {
        var first = blocks[0].Commands.Split('\n');
        foreach (var (name, value) in variables)
        {
            var line = Assert.Single(first, line => line.StartsWith($"{name}=", StringComparison.Ordinal));
            first[Array.IndexOf(first, line)] = $"{name}={value}";
        }

        return blocks.Skip(1).Select(block => block.Commands).Prepend(string.Join('\n', first));
    }

    /// <summary>The world goes on by itself.</summary>
    async Task LiveAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            var beat = await python.AskAsync(new JsonObject { ["do"] = "beat", ["zone"] = Zone });
            doors.Set(beat["doors"]!.AsObject());
            functions.Know(beat["functions"]!.DeepClone().AsObject());
            foreach (var woken in beat["woken"]!.AsArray())
            {
                functions.Wake(PublishedFunctions.Text(woken!, "function"), PublishedFunctions.Text(woken!, "alarm"));
            }

            await Task.Delay(Beat, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task AgeAsync(TimeSpan time)
    {
        var record = (await StateAsync())["record"]!;
        await python.AskAsync(new JsonObject
        {
            ["do"] = "age",
            ["region"] = PublishedFunctions.Text(functions.Watch!, "AWS_REGION"),
            ["table"] = PublishedFunctions.Text(functions.Watch!, "DR_TABLE"),
            ["plan"] = PublishedFunctions.Text(EstateJudge.Body(record), "plan"),
            ["body"] = Ageing.Of(EstateJudge.Of(record, "body"), time),
            ["version"] = EstateJudge.Text(record["version"]!, "N"),
            ["seconds"] = time.TotalSeconds,
        });
    }

    Task<JsonNode> InventoryAsync() => python.AskAsync(new JsonObject { ["do"] = "inventory", ["zone"] = Zone });

    static IEnumerable<string> Lines(JsonNode inventory) => inventory.AsObject().Select(kind => $"{kind.Key}: {kind.Value!.ToJsonString()}");
}
