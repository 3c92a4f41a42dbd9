using System.Text.Json;
using System.Text.Json.Nodes;
using DrFunctions.Aws;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Steps;

namespace DrFunctions.Benchmarks.ColdStart;

/// <summary>The plan of one instance, and where it stands when the cold process wakes.</summary>
static class Situations
{
    /// <summary>Only what is automatic: one alarm, one instance.</summary>
    public static string PlanText(string instance) => new JsonObject
    {
        ["name"] = "shop",
        ["primary"] = "ap-southeast-1",
        ["standby"] = ColdWorld.Region,
        ["strategy"] = "pilot-light",
        ["trigger"] = new JsonObject
        {
            ["signals"] = new JsonArray(new JsonObject { ["alarm"] = "shop-primary-unhealthy", ["region"] = "us-east-1" }),
            ["for"] = "1m",
            ["alarmOnly"] = true,
        },
        ["steps"] = new JsonArray(new JsonObject
        {
            ["id"] = "web",
            ["kind"] = "ec2-start",
            ["instances"] = new JsonArray(instance),
            ["prewarm"] = true,
        }),
    }.ToJsonString();

    /// <summary>
    /// The record of a failover that was decided half a minute ago by an invocation that then died: the next look starts the
    /// instance. No wait is in it, for the confirmation lies behind.
    /// </summary>
    public static string Decided(string instance)
    {
        using var aws = new AwsClients();
        var calls = new Calls(TimeProvider.System);
        using var prober = new Prober(calls);
        var plan = new StepKinds(aws, prober, calls, TimeProvider.System).Read("plan.json", PlanText(instance));
        using var source = JsonDocument.Parse(plan.Plan?.Source ?? throw new InvalidOperationException(string.Join('\n', plan.Mistakes)));
        var at = TimeProvider.System.GetUtcNow().AddSeconds(-30);
        return RecordJson.Write(new Record
        {
            Plan = "shop",
            Phase = Phase.Recovering,
            PhaseSince = at,
            LookedAt = at,
            Run = new Run { Id = $"{at:yyyyMMdd'T'HHmmss'Z'}", BeganAt = at, DetectedAt = at, Cause = new Quoted("the alarm is down"), Plan = source.RootElement.Clone() },
        });
    }
}
