using System.Text.Json;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using DrFunctions.Tests.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Cli;

/// <summary>What people command by `dr`, against a local AWS on a port, where the deployed loop looks every now and then.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class RequestCommandTests : IAsyncLifetime, IDisposable
{
    const string Home = "ap-northeast-1";

    readonly ProcessEnvironment environment = new();
    readonly AwsClients aws = new();
    LocalAwsHost host = null!;

    RecordStore Store => new(aws, new Calls(TimeProvider.System), Home, HomeEstate.Table);

    public async Task InitializeAsync()
    {
        host = await LocalAwsHost.StartAsync(Files.Shop().Plan, "127.0.0.1", 0, 1);
        foreach (var (name, value) in host.Environment)
        {
            environment.Set(name, value);
        }
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose()
    {
        aws.Dispose();
        environment.Dispose();
    }

    [Trait("about", "text")]
    [Fact]
    public async Task A_failover_is_taken_by_the_loop_and_its_answer_shown()
    {
        var dr = await WhileLookingAsync(() => Dr.RunAsync("failover", "shop", "--reason", "orders fail", "--by", "ann", "--plans", "examples"));

        Assert.Equal(0, dr.Code);
        Assert.StartsWith("shop: Recovering. Failing over: steps are under way.\n", dr.Out, StringComparison.Ordinal);
        Assert.Contains("ann ordered it: orders fail", dr.Out, StringComparison.Ordinal);
        Assert.Contains("is written; waiting up to 1 min 30 s for the loop to take it", dr.Error, StringComparison.Ordinal);
        Assert.Empty((await LoadAsync()).Requests);
    }

    [Trait("about", "text")]
    [Fact]
    public async Task A_refusal_is_the_loop_s_own_sentence_and_the_answer_no()
    {
        var dr = await WhileLookingAsync(() => Dr.RunAsync("approve", "shop", "--reason", "go on", "--json"));

        Assert.Equal((1, "approve", false, true), (dr.Code, (string)dr.Json["command"]!, (bool)dr.Json["accepted"]!, (bool)dr.Json["taken"]!));
        Assert.Contains("nothing waits for an approval", (string)dr.Json["because"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_looks_the_request_stays_and_that_is_said()
    {
        var dr = await Dr.RunAsync("reset", "shop", "--reason", "stay here", "--accept-standby", "--wait", "1");

        Assert.Equal(1, dr.Code);
        Assert.Contains("The request was not taken within 1 s: a plan at rest is looked at once a minute, so wait for longer: --wait 90. It expires at", dr.Out, StringComparison.Ordinal);
        var request = Assert.Single((await LoadAsync()).Requests);
        Assert.Equal((Command.Reset, "stay here", true), (request.Command, request.Reason, request.AcceptsStandby));
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", request.By);
    }

    [Fact]
    public async Task Where_the_plan_is_paused_that_is_said()
    {
        await Dr.RunAsync("pause", "shop", "--reason", "hold on");

        var dr = await Dr.RunAsync("failover", "shop", "--reason", "orders fail", "--wait", "1");

        Assert.Equal(1, dr.Code);
        Assert.Contains("The request was not taken within 1 s: the plan is paused, and a paused plan is looked at once a minute", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is wrong", dr.Out, StringComparison.Ordinal);
    }

    /// <summary>A user's name is no word: it begins a sentence as it is.</summary>
    [Trait("about", "text")]
    [Fact]
    public async Task The_name_of_whoever_commands_stays_as_it_is()
    {
        var before = await LoadAsync();
        var now = DateTimeOffset.UtcNow;
        var record = before.Record with { Plan = "shop", Unacted = new UnactedOutage(Unacted.Paused, now) { Told = 1, ToldAt = now } };
        await Store.SaveAsync(before, new Decision(record, true, [], null, null, new Quoted("a test")), "test", CancellationToken.None);

        var dr = await WhileLookingAsync(() => Dr.RunAsync("ack", "shop", "--reason", "I know", "--by", "root@vm"));

        Assert.Matches("(?m)^root@vm knows \\(I know\\)", dr.Out);
    }

    [Fact]
    public async Task A_failback_says_beforehand_what_it_will_do_and_asks()
    {
        await SaveRecoveredAsync();
        string[] line = ["failback", "shop", "--reason", "Singapore is well", "--wait", "1"];

        var nobody = await Dr.RunAsync(line);
        var no = await Dr.AnsweringAsync("\n", line);
        Assert.Equal((2, 1), (nobody.Code, no.Code));
        Assert.Contains("add --yes to go on without asking", nobody.Error, StringComparison.Ordinal);
        Assert.Matches(
            "Failback of shop from ap-northeast-1 to ap-southeast-1 undoes run 20260115T030112Z, in this order:\n"
            + "  1. traffic: send shop.example.com. .* back to the primary's record, as before\n"
            + "  2. web: stop i-0123456789abcdef0 in ap-northeast-1.*\n"
            + "The loop first checks",
            no.Error);
        Assert.Empty((await LoadAsync()).Requests);

        await Dr.AnsweringAsync("y\n", line);
        await Dr.RunAsync([.. line, "--yes", "--skip-health"]);
        Assert.Equal([false, true], (await LoadAsync()).Requests.Select(request => request.SkipsHealth));
    }

    [Fact]
    public async Task A_plan_and_all_are_paused_and_resumed_apart()
    {
        var all = await Dr.RunAsync("pause", "--all", "--until-resumed", "--reason", "the network is rebuilt", "--by", "ann", "--plans", "examples");
        var one = await Dr.RunAsync("pause", "shop", "--reason", "and the shop", "--by", "bob");
        Assert.Equal((0, "Every plan is paused until a person resumes: from the next look on, nothing is started.\n"), (all.Code, all.Out));
        Assert.Contains("shop is paused now: by bob at ", one.Out, StringComparison.Ordinal);

        var resumed = await Dr.RunAsync("resume", "shop", "--reason", "done");
        Assert.StartsWith("The pause of shop has ended (by bob", resumed.Out, StringComparison.Ordinal);
        Assert.Contains("shop is paused now: by ann", resumed.Out, StringComparison.Ordinal);

        Assert.Equal("On", (string)(await ResumedAsync())["automation"]!);
    }

    [Fact]
    public async Task A_plan_that_nobody_knows_is_wrong_usage_and_nothing_is_written()
    {
        var dr = await Dr.RunAsync("failover", "shp", "--reason", "so", "--plans", "examples");

        Assert.Equal((2, ""), (dr.Code, dr.Out));
        Assert.Contains("has a plan shp. Known plans: bank, wiki, orders, blog, shop-web, shop, search. Did you mean \"shop\"?", dr.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failover")]
    [InlineData("pause")]
    public async Task A_table_that_does_not_answer_is_a_failure(string verb)
    {
        var dr = await Dr.RunAsync(verb, "shop", "--reason", "so", "--table", "elsewhere");

        Assert.Equal((3, ""), (dr.Code, dr.Out));
        Assert.StartsWith("The state table elsewhere in ap-northeast-1 cannot be used: ResourceNotFoundException", dr.Error, StringComparison.Ordinal);
    }

    static async Task<System.Text.Json.Nodes.JsonNode> ResumedAsync()
    {
        await Dr.RunAsync("resume", "--all", "--reason", "done", "--plans", "examples");
        return (await Dr.RunAsync("resume", "shop", "--reason", "done", "--json")).Json;
    }

    /// <summary>Runs a command while the loop looks several times a second, each time as an invocation of its own.</summary>
    async Task<Dr> WhileLookingAsync(Func<Task<Dr>> command)
    {
        var plan = Files.Shop().Plan!;
        using var app = new App(
            new Settings(Home, HomeEstate.Table, "arn:aws:sns:ap-northeast-1:123456789012:drfunctions-notices", "", host.Address), Outside.Real, NullLogger.Instance, new PlanFolder([plan], []));
        var running = command();
        while (await Task.WhenAny(running, Task.Delay(300)) != running)
        {
            await app.Loop.WakeAsync(plan, DateTimeOffset.UtcNow, CancellationToken.None);
        }

        return await running;
    }

    Task<Stored> LoadAsync() => Store.LoadAsync("shop", CancellationToken.None);

    async Task SaveRecoveredAsync()
    {
        var before = await LoadAsync();
        var done = new StepRecord { Progress = StepProgress.Done, Attempts = 1, DoneAt = DateTimeOffset.UnixEpoch };
        var run = new Run
        {
            Id = "20260115T030112Z",
            Plan = JsonDocument.Parse(Files.Shop().Plan!.Source).RootElement,
            Steps = Run.NoSteps
                .Add("web", done with { Ledger = JsonDocument.Parse("{\"stopped\":{\"i-0123456789abcdef0\":\"stopped\"}}").RootElement })
                .Add("api", done with { Attempts = 0 })
                .Add("healthy", done with { Attempts = 0 })
                .Add("traffic", done),
        };
        var record = new Record { Plan = "shop", Phase = Phase.Recovered, Run = run };
        Assert.Equal(
            Saving.Saved,
                await Store.SaveAsync(before, new Decision(record, true, [], null, null, new Quoted("a test")), "test", CancellationToken.None));
    }
}
