using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Tests.Functions;
using LocalAws;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Store;

/// <summary>
/// Writes the tables that <see cref="EarlierRecordsTests"/> carries on, as the code of today leaves them in the middle of each phase. A table
/// once written stays as it is, because later versions must carry on what this one wrote: change the folder for a later version.
/// </summary>
public sealed class FixtureTests
{
    const string Folder = "test/DrFunctions.Tests/Store/Fixtures/resuming";

    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("Watching")]
    [InlineData("Confirming")]
    [InlineData("Prewarming")]
    [InlineData("AwaitingApproval")]
    [InlineData("Reminded")]
    [InlineData("Queued")]
    [InlineData("Declined")]
    [InlineData("Recovering")]
    [InlineData("Paused")]
    [InlineData("Recovered")]
    [InlineData("Disarmed")]
    [InlineData("FailingBack")]
    [InlineData("Drilling")]
    [InlineData("Stuck")]
    [InlineData("StuckForNow")]
    [InlineData("Resumed")]
    [InlineData("Degraded")]
    public void There_is_a_table_of(string name)
    {
        var file = Path.Combine(Files.Root, Folder, $"{name}.json");
        if (Environment.GetEnvironmentVariable("DR_ACCEPT") == "1" && !File.Exists(file))
        {
            File.WriteAllText(file, TableOf(name).ToJsonString(Readable));
        }

        Assert.True(File.Exists(file), $"{Folder}/{name}.json does not exist; run the tests with DR_ACCEPT=1.");
    }

    /// <summary>The plan of a table, for the version that carries it on, too: a run under way has its own.</summary>
    public static PlanReading PlanOf(string name) => Files.Shop(plan =>
    {
        if (name is "AwaitingApproval" or "Requested" or "Reminded" or "Declined")
        {
            plan["trigger"]!["mode"] = "approval";
        }

        foreach (var step in name is "Stuck" or "StuckForNow" or "Resumed" or "Degraded" ? plan["steps"]!.AsArray() : [])
        {
            step!["limit"] = name == "Stuck" ? "3m" : "1m";
            step["attempts"] = name == "Degraded" ? 3 : 1;
            step["onLimit"] = name == "Stuck" ? "ask" : "again";
        }
    });

    static JsonObject TableOf(string name)
    {
        using var bench = new Bench(PlanOf(name));
        bench.TestBench.StartSchedule();
        bench.Pass(TimeSpan.FromSeconds(75));
        Play(bench, name);
        var items = bench.TestBench.Cloud.DynamoDb.Items(bench.TestBench.Home, HomeEstate.Table).Select(item => item.DeepClone());
        return new JsonObject { ["at"] = bench.TestBench.Clock.GetUtcNow().ToString("O"), ["items"] = new JsonArray([.. items]) };
    }

    static void Play(Bench bench, string name)
    {
        if (name == "Drilling")
        {
            // A drill begins only once the alarm is OK, too.
            bench.Pass(TimeSpan.FromMinutes(5));
            Order(bench, "drill");
            Until(bench, record => record.Phase == Phase.Drilling && record.Run!.Steps.Values.Any(step => step.StartedAt is not null));
            return;
        }

        if (name == "Watching")
        {
            return;
        }

        BeforeTheOutage(bench, name);
        var now = bench.TestBench.Clock.GetUtcNow();
        bench.TestBench.Cloud.World.Darken(bench.Estate.Plan.Primary, now, name == "FailingBack" ? now + TimeSpan.FromMinutes(8) : null);
        if (name is "AwaitingApproval" or "Reminded" or "Declined" or "Queued")
        {
            Asked(bench, name);
        }
        else if (name is "Confirming" or "Prewarming")
        {
            Until(bench, record => record.Phase == Phase.Confirming && record.Run is not null == (name == "Prewarming"));
        }
        else if (name is "Recovered" or "Disarmed" or "FailingBack")
        {
            Until(bench, record => record.Phase == Phase.Recovered);
            WayBack(bench, name);
        }
        else
        {
            OnTheWay(bench, name);
        }
    }

    static void BeforeTheOutage(Bench bench, string name)
    {
        var cloud = bench.TestBench.Cloud;
        if (name == "Queued")
        {
            var begun = new JsonObject { ["eu-west-1"] = bench.TestBench.Clock.GetUtcNow().ToString("O") };
            var body = new JsonObject { ["begun"] = begun, ["queue"] = new JsonObject() };
            cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, new JsonObject
            {
                ["pk"] = new JsonObject { ["S"] = "all" },
                ["sk"] = new JsonObject { ["S"] = "velocity" },
                ["version"] = new JsonObject { ["N"] = "1" },
                ["body"] = new JsonObject { ["S"] = body.ToJsonString() },
            });
        }

        if (name is "Stuck" or "StuckForNow" or "Resumed")
        {
            cloud.Faults = point => point.Operation == "UpdateService" ? Fault.Throttle : null;
        }
    }

    static void Asked(Bench bench, string name)
    {
        Until(bench, record => record.Phase == Phase.AwaitingApproval);
        if (name == "Reminded")
        {
            bench.Pass(TimeSpan.FromSeconds(330));
        }
        else if (name == "Declined")
        {
            Order(bench, "reject");
            Until(bench, record => record.Phase == Phase.Declined);
        }
    }

    static void OnTheWay(Bench bench, string name)
    {
        switch (name)
        {
            case "Degraded":
                var estate = bench.Estate;
                var step = estate.Plan.Step("api");
                estate.Worlds.Of(step).Bring(Simulation.Kinds.StandbyTrouble.PartOfCapacity, estate, step);
                Until(bench, record => record.Run is { } run && run.Steps.Values.Any(step => step.Degraded));
                break;
            case "Stuck" or "StuckForNow":
                Until(bench, record => record.Phase == Phase.Stuck);
                break;
            case "Resumed":
                Until(bench, record => record is { Phase: Phase.Recovering, Run.StuckSince: not null });
                break;
            default:
                Until(bench, record => record.Phase == Phase.Recovering);
                if (name == "Paused")
                {
                    Order(bench, "pause");
                    Until(bench, record => record.Run!.PausedSince is not null);
                }

                break;
        }
    }

    static void WayBack(Bench bench, string name)
    {
        if (name == "Disarmed")
        {
            Order(bench, "reset");
            Until(bench, record => record.Disarmed is not null);
        }
        else if (name == "FailingBack")
        {
            bench.Pass(TimeSpan.FromMinutes(15));
            Order(bench, "failback");
            Until(bench, record => record.Phase == Phase.FailingBack && record.Run!.Steps["traffic"].Undo is not null);
        }
    }

    /// <summary>As an event of the world: whatever is invoked outside of its time runs in real time.</summary>
    static void Order(Bench bench, string verb) => bench.TestBench.Cloud.World.After(TimeSpan.FromSeconds(1), () =>
        bench.TestBench.Lambda.Invoke(LambdaPlatform.ArnOf(bench.TestBench.Home, Bench.Operator), Files.Event($"operator-{verb}.json")));

    static void Until(Bench bench, Func<Record, bool> holds)
    {
        for (var second = 0; second < 7200 && !holds(bench.Record); second++)
        {
            bench.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.True(holds(bench.Record), bench.Record.Because);
    }
}
