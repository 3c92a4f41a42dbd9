using System.Text.Json.Nodes;
using DrFunctions.Looping;
using DrFunctions.Tests;
using DrFunctions.Tests.Functions;
using DrFunctions.Tests.Runtime;

namespace DrFunctions.Realism;

/// <summary>All resources on moto that one plan names, with front doors, a log of calls, and the functions deployed for the plan.</summary>
sealed class Estate : IAsyncDisposable
{
    /// <summary>The shortest timeout of a function in template.yaml.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(180);

    static int made;

    readonly Estates estates;
    readonly PublishedFunctions functions;
    readonly JsonNode ids;
    readonly PlansFolder plans;

    Estate(Estates estates, PublishedFunctions functions, string name, JsonNode ids, StandbyDoors doors, Action<JsonArray, Estate>? change)
    {
        (this.estates, this.functions, this.ids, Name, Doors) = (estates, functions, ids, name, doors);
        Doors.StandbyServes = () => Calls.Effects("StartInstances").Count > 0 && Calls.Effects("UpdateService").Count > 0;
        plans = new PlansFolder(json =>
        {
            json["trigger"]!["for"] = "2s";
            json["trigger"]!["signals"]![0]!["alarm"] = Signal;
            var steps = json["steps"]!.AsArray();
            steps[0]!["instances"] = new JsonArray(Instances[0]);
            steps[1]!["cluster"] = name;
            steps[3]!["zone"] = Zone;
            change?.Invoke(steps, this);
        });
    }

    public string Name { get; }

    /// <summary>The alarm that is the primary's signal; it is in ALARM from the beginning.</summary>
    string Signal => $"{Name}-unhealthy";

    public StandbyDoors Doors { get; }

    public CallLog Calls { get; } = new();

    public IReadOnlyList<string> Instances => [.. ids["instances"]!.AsArray().Select(id => id!.GetValue<string>())];

    public string Zone => PublishedFunctions.Text(ids, "zone");

    public DrFunctions.Core.Plans.Plan Plan => plans.Plan;

    /// <param name="change">Changes the steps of the shop's plan.</param>
    /// <param name="weights">The weights of the primary's and the standby's record.</param>
    public static async Task<Estate> FurnishAsync(
        Estates estates, PublishedFunctions functions, Action<JsonArray, Estate>? change = null, (int Primary, int Standby)? weights = null)
    {
        var name = $"estate{Interlocked.Increment(ref made)}";
        var (primary, standby) = weights ?? (100, 0);
        var ids = await estates.AskAsync(new JsonObject { ["do"] = "furnish", ["estate"] = name, ["weights"] = new JsonArray(primary, standby) });
        return new Estate(estates, functions, name, ids, await StandbyDoors.OpenAsync(), change);
    }

    public Task<CloudProxy> ProxyAsync(Func<PassingCall, Task<Mishap>>? meet = null) => CloudProxy.OpenAsync(Calls, estates.Address, meet);

    /// <param name="function">alarm, watch or operator.</param>
    public async Task<FunctionProcess> StartAsync(string function, CloudProxy proxy)
    {
        var process = await FunctionProcess.StartAsync(functions, new Dictionary<string, string>
        {
            ["AWS_ENDPOINT_URL"] = proxy.Address,
            ["AWS_REGION"] = Plan.Standby,
            ["AWS_DEFAULT_REGION"] = Plan.Standby,
            ["DR_FUNCTION"] = function,
            ["DR_PLANS"] = plans.Path,
            ["DR_TABLE"] = Name,
            ["DR_NOTICE_TOPIC"] = PublishedFunctions.Text(ids, "topic"),
            ["DR_PROBE_VIA"] = Doors.Address,
        });
        proxy.Kill = process.Kill;
        return process;
    }

    public string EventOf(string function) => function == "alarm"
        ? Files.Event("route53-alarm.json").Replace("shop-primary-unhealthy", Signal, StringComparison.Ordinal)
        : Files.Event("scheduled.json");

    /// <summary>Opens or closes the primary's front doors, and sets the alarm to match.</summary>
    public Task SetPrimaryAsync(bool isUp)
    {
        Doors.PrimaryIsUp = isUp;
        return estates.AskAsync(new JsonObject { ["do"] = "signal", ["estate"] = Name, ["state"] = isUp ? "OK" : "ALARM" });
    }

    public Task<JsonNode> StateAsync() => estates.AskAsync(new JsonObject { ["do"] = "state", ["estate"] = Name, ["zone"] = Zone });

    /// <summary>Evaluates the switch's alarm from the values that were put, as CloudWatch does each minute.</summary>
    public Task EvaluateAsync() => estates.AskAsync(new JsonObject { ["do"] = "evaluate", ["estate"] = Name });

    public Task AgeAsync(string body, string version) =>
        estates.AskAsync(new JsonObject { ["do"] = "age", ["estate"] = Name, ["body"] = body, ["version"] = version });

    /// <summary>The only result in an answer.</summary>
    public static (string Phase, string Because, string Outcome) Read(Outcome outcome)
    {
        var result = Assert.Single(JsonNode.Parse(Assert.IsType<Outcome.Answered>(outcome).Json)!["results"]!.AsArray())!;
        return (
            PublishedFunctions.Text(result, "phase"), PublishedFunctions.Text(result, "because"), PublishedFunctions.Text(result, "outcome"));
    }

    /// <summary>Invokes the function as the schedule and Lambda's retries would, until the run has ended in the phase.</summary>
    public static async Task UntilAsync(
        FunctionProcess process, string eventJson, string phase, TimeSpan patience, TimeSpan? timeout = null)
    {
        var ends = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            var said = Read(await process.InvokeAsync(eventJson, timeout ?? Timeout));
            if (said.Phase == phase && said.Outcome != nameof(WakeOutcome.LeftAlone))
            {
                return;
            }

            Assert.True(DateTimeOffset.UtcNow < ends && said.Phase != "Stuck", $"not {phase}, but {said}\n{string.Join('\n', process.Said.TakeLast(40))}");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        plans.Dispose();
        await Doors.DisposeAsync();
    }
}
