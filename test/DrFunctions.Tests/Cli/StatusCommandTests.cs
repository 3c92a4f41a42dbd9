using System.Text.Json;
using System.Text.RegularExpressions;
using DrFunctions.Aws;
using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using DrFunctions.Tests.Runtime;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Cli;

/// <summary>`dr status` against a local AWS on a port, found by the variables that `dr local-aws` prints.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed partial class StatusCommandTests : IAsyncLifetime, IDisposable
{
    static readonly DateTimeOffset Began = new(2026, 1, 15, 3, 1, 12, TimeSpan.Zero);

    readonly ProcessEnvironment environment = new();
    LocalAwsHost host = null!;

    public async Task InitializeAsync()
    {
        host = await LocalAwsHost.StartAsync(Files.Shop().Plan, "127.0.0.1", 0, 1);
        foreach (var (name, value) in host.Environment)
        {
            environment.Set(name, value);
        }
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    public void Dispose() => environment.Dispose();

    [Trait("about", "text")]
    [Fact]
    public async Task A_plan_without_a_record_is_unknown_and_not_well()
    {
        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.StartsWith("shop: UNKNOWN: no check of it has been saved yet.", dr.Out, StringComparison.Ordinal);
    }

    /// <summary>The plan of a local AWS whose primary is dark counts as watched before; when, is told as a time of now.</summary>
    [Trait("about", "text")]
    [Fact]
    public async Task The_status_of_a_fresh_local_AWS_is_of_now()
    {
        await using var dark = await LocalAwsHost.StartAsync(Files.Shop().Plan, "127.0.0.1", 0, 1, 1, "ap-southeast-1");

        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples", "--endpoint-url", $"{dark.Address}");

        Assert.StartsWith("shop: Watching. UNKNOWN: no signal has been read yet.\nSince 20", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0001-01-01", dr.Out, StringComparison.Ordinal);
    }

    /// <summary>As earlier versions of `dr local-aws` wrote it.</summary>
    [Trait("about", "text")]
    [Fact]
    public async Task A_record_that_no_check_has_saved_shows_no_instants()
    {
        HomeEstate.Watched(host.Cloud, Files.Shop().Plan!);

        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples");

        Assert.StartsWith("shop: Watching. UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs.\nNo action: 0 of 3 signals down", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("0001-01-01", dr.Out, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public async Task A_plan_that_nobody_knows_is_no_plan()
    {
        var dr = await Dr.RunAsync("status", "shopp", "--plans", "examples");

        Assert.Equal((1, ""), (dr.Code, dr.Out));
        Assert.StartsWith("There is no plan shopp: neither the table drfunctions in ap-northeast-1 nor the plan folder knows it. Did you mean \"shop\"? "
            + "Known plans: bank, ", dr.Error, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public async Task Without_a_plan_each_has_a_line()
    {
        var dr = await Dr.RunAsync("status", "--plans", "examples", "--region", "ap-northeast-1");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Assert.Contains(
            "shop: UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs and was deployed with this plan.\n", dr.Out, StringComparison.Ordinal);
        Assert.Contains((await Dr.RunAsync("status", "--plans", "examples", "--region", "ap-northeast-1", "--json")).Json["plans"]!.AsArray(),
            plan => (string?)plan!["plan"] == "shop");
    }

    [Trait("about", "text")]
    [Fact]
    public async Task Under_a_pause_of_all_plans_the_command_that_ends_it_is_offered()
    {
        await Dr.RunAsync("pause", "--all", "--for", "2h", "--reason", "the network is rebuilt", "--region", "ap-northeast-1", "--plans", "examples");

        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples");

        Assert.Contains("  dr resume --all --region", dr.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("dr resume shop", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Steps_are_looked_at_when_asked_and_one_that_would_fail_is_a_no()
    {
        var ready = await Dr.RunAsync("status", "shop", "--steps", "--plans", "examples", "--json");
        Assert.Equal((0, "NotStarted"), (ready.Code, ready.Json["stepsNow"]![0]!["state"]!.GetValue<string>()));
        Assert.Null(ready.Json["stepsNow"]![2]!["state"]);

        host.Cloud.Ecs.Find("ap-northeast-1", "shop", "api")!.IsDaemon = true;
        var unready = await Dr.RunAsync("status", "shop", "--steps", "--plans", "examples");
        Assert.Equal(1, unready.Code);
        Assert.Contains("DAEMON", unready.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await Dr.RunAsync("status", "other", "--steps", "--plans", "examples", "--region", "ap-northeast-1")).Code);
    }

    [Trait("about", "text")]
    [Fact]
    public async Task What_the_newest_quiet_look_found_is_a_warning()
    {
        var found = new Readiness(DateTimeOffset.UtcNow.AddMinutes(-12), [new ReadinessFinding("traffic", Unready.InPlace, "it is there", 2)], null, []);
        using var aws = new AwsClients();
        var store = new RecordStore(aws, new Calls(TimeProvider.System), "ap-northeast-1", HomeEstate.Table);
        await store.Readiness.SaveAsync("shop", 0, found, CancellationToken.None);

        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples");

        Assert.Contains(
            "WARNING: not ready: traffic: would move nobody, because it is as the plan wants it already: it is there (checked 12 min ago).",
                dr.Out, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public async Task A_run_is_shown_with_its_steps_its_notices_and_its_history()
    {
        await SaveAsync();

        var dr = await Dr.RunAsync("status", "shop", "--plans", "examples");

        Assert.Equal((0, ""), (dr.Code, dr.Error));
        Files.AssertReviewed("Cli/status-recovering.txt", Timeless.Replace(dr.Out, "…"));
    }

    [Fact]
    public async Task For_machines_it_is_one_document()
    {
        await SaveAsync();

        var json = (await Dr.RunAsync("status", "shop", "--json")).Json;

        Assert.Equal(("Recovering", "On"), (json["phase"]!.GetValue<string>(), json["automation"]!.GetValue<string>()));
        Assert.Equal(
            ["web Done 1", "api Started 2", "healthy Waiting 0", "traffic Waiting 0"],
            json["run"]!["steps"]!.AsArray().Select(step => $"{step!["id"]} {step["progress"]} {step["attempts"]}"));
        Assert.Equal(1, json["history"]![0]!["number"]!.GetValue<int>());
        Assert.Equal("Down", json["signals"]![0]!["state"]!.GetValue<string>());
        Assert.InRange(json["signals"]![0]!["ageSeconds"]!.GetValue<double>(), 1, double.MaxValue);
        Assert.Equal(("reject", "bob"), (json["requests"]![0]!["command"]!.GetValue<string>(), json["requests"]![0]!["by"]!.GetValue<string>()));
        Assert.False(json["answered"]!["accepted"]!.GetValue<bool>());
        Assert.Equal("{\"stopped\":{}}", json["run"]!["steps"]![0]!["foundBefore"]!.ToJsonString());
        Assert.StartsWith("dr pause shop --region ap-northeast-1 --table drfunctions", json["moves"]![0]!["command"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    /// <summary>In mode shadow no step was done.</summary>
    [Trait("about", "text")]
    [Fact]
    public async Task A_step_that_would_be_started_is_not_done()
    {
        var going = Recovering();
        var step = new StepRecord { Progress = StepProgress.Done, DoneAt = Began, Fact = new WouldBeStarted("it is stopped") };
        await SaveAsync(going with
        {
            Mode = DrFunctions.Core.Plans.Mode.Shadow,
            Run = going.Run! with { Steps = Run.NoSteps.Add("web", step) },
        });

        var dr = await Dr.RunAsync("status", "shop");

        Assert.Contains("\n  web (ec2-start): would be started, because it is stopped\n", dr.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_cannot_be_read_is_a_failure_with_advice()
    {
        var dr = await Dr.RunAsync("status", "shop", "--table", "elsewhere");

        Assert.Equal((3, ""), (dr.Code, dr.Out));
        Assert.StartsWith("The state table elsewhere in ap-northeast-1 cannot be used: ResourceNotFoundException", dr.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_where_nobody_listens_is_a_failure()
    {
        var dr = await Dr.RunAsync("status", "shop", "--endpoint-url", "http://127.0.0.1:9");

        Assert.Equal((3, ""), (dr.Code, dr.Out));
    }

    [Fact]
    public async Task A_table_that_nobody_named_is_wrong_usage_and_says_which_output_to_pass()
    {
        environment.Set("DR_TABLE", null);

        var dr = await Dr.RunAsync("status", "shop");

        Assert.Equal((2, ""), (dr.Code, dr.Out));
        Assert.Contains("the stack's output StateTable: --table NAME", dr.Error, StringComparison.Ordinal);
    }

    /// <summary>How old things are, and a request of right now, which alone is not ignored as too old.</summary>
    [GeneratedRegex("(?<=was saved ).*?(?= ago\\.)|(?<=\\(seen ).*(?= ago\\))|\\S+ \\S+Z(?=  reject)")]
    static partial Regex Timeless { get; }

    static async Task SaveAsync(Record? record = null)
    {
        using var aws = new AwsClients();
        var store = new RecordStore(aws, new Calls(TimeProvider.System), "ap-northeast-1", "drfunctions");
        var before = await store.LoadAsync("shop", CancellationToken.None);
        var entry = HistoryEntry.After(
            before.Record, Began, [new PhaseEntered(Phase.Recovering, new Quoted("failing over")), new StepRefused("web", new Quoted("start 1 of 3"))]);
        Assert.Equal(
            Saving.Saved,
                await store.SaveAsync(
                    before, new Decision(record ?? Recovering(), true, [], entry, null, new Quoted("a test")), "test", CancellationToken.None));

        await store.Requests.WriteAsync("shop", new Request("a", Command.Reject, DateTimeOffset.UtcNow, "bob", "Singapore answers"), CancellationToken.None);
    }

    static Record Recovering() => new()
    {
        Plan = "shop",
        Phase = Phase.Recovering,
        PhaseSince = Began,
        LookedAt = Began.AddSeconds(30),
        Fact = new Quoted("failing over: 1 of 4 steps done"),
        HistoryCount = 1,
        Signals =
        [
            new RecordedSignal("alarm shop-primary-unhealthy", SignalState.Down, "is ALARM since 03:00:41Z", Began.AddSeconds(30)),
            new RecordedSignal("probe https://singapore.shop.example.com/health", SignalState.Unknown, "was not asked", Began.AddSeconds(30)),
        ],
        Answered = new AnsweredRequest("0", Command.Drill, "ann", "to be sure", Began.AddSeconds(20), false, new Quoted("refused: a drill begins only while nothing is wrong")),
        Outbox = [new Notice("one", Began, NoticeKind.FailingOver, "[DrFunctions] shop: failing over to ap-northeast-1", "…")],
        Run = new Run
        {
            Id = "20260115T030112Z",
            BeganAt = Began,
            DetectedAt = Began.AddMinutes(-1),
            Plan = JsonDocument.Parse(Files.Shop().Plan!.Source).RootElement,
            Steps = Run.NoSteps
                .Add("web", new()
                {
                    Progress = StepProgress.Done, Attempts = 1, StartedAt = Began, DoneAt = Began.AddSeconds(10), Fact = new Quoted("1 of 1 instances run"),
                    Ledger = JsonDocument.Parse("{\"stopped\":{}}").RootElement,
                })
                .Add("api", new() { Progress = StepProgress.Started, Attempts = 2, StartedAt = Began, Fact = new Quoted("1 of 4 tasks run") }),
        },
    };
}
