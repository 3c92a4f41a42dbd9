using System.Globalization;
using DrFunctions.Aws;
using DrFunctions.Core.Records;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using DrFunctions.Steps;
using Microsoft.Extensions.Logging.Abstractions;

namespace DrFunctions.Benchmarks.ManyPlans;

/// <summary>Plans of one Region whose records lie in ten zones of one account; that Region becomes unreachable.</summary>
static class SwitchingCrowd
{
    const int Zones = 10;
    const string Primary = "ap-southeast-1";

    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    /// <summary>When all is quiet, and the signals were seen up.</summary>
    static readonly TimeSpan Lead = TimeSpan.FromSeconds(150);
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public static SwitchingLook Play(int plans, int seed)
    {
        using var bench = new TestBench(new PlanFolder([.. Read(plans)], []), Start, seed, NullLogger.Instance);
        var (clock, cloud, before) = (bench.Clock, bench.Cloud, 0);
        bench.Lambda.HasProcesses = true;
        bench.StartSchedule();
        bench.Run(async () =>
        {
            await Task.Delay(Lead, clock);
            before = cloud.Trace.Count;
            cloud.World.Darken(Primary, clock.GetUtcNow());
            while (!bench.Estates.All(estate => bench.RecordOf(estate.Plan.Name).Phase == Phase.Recovered))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
                if (clock.GetUtcNow() > Start + Lead + Longest)
                {
                    throw new InvalidOperationException("A plan does not recover.");
                }
            }
        });
        var calls = cloud.Trace.Skip(before).Where(call => call.Service == "route53").ToList();
        var last = bench.Estates.Max(estate => bench.RecordOf(estate.Plan.Name).Run!.RecoveredAt!.Value);
        return new SwitchingLook(
            last - Start - Lead, calls.Count, calls.Count(call => call.ErrorCode == "Throttling"),
            calls.Count(call => call.Status >= 400 && call.ErrorCode != "Throttling"));
    }

    static IEnumerable<Core.Plans.Plan> Read(int plans)
    {
        var calls = new Calls(TimeProvider.System);
        using var aws = new AwsClients();
        using var prober = new Prober(calls);
        var kinds = new StepKinds(aws, prober, calls, TimeProvider.System);
        return [.. Enumerable.Range(1, plans).Select(number => kinds.Read("plan.json", Text(number)).Plan!)];
    }

    static string Text(int number)
    {
        var (name, zone) = (number.ToString("'p'000", CultureInfo.InvariantCulture), number % Zones);
        return $$"""
            { "name": "{{name}}", "primary": "{{Primary}}", "standby": "ap-northeast-1",
              "trigger": {
                "signals": [ { "probe": "https://singapore.{{name}}.example.com/health" }, { "probe": "https://singapore.{{name}}.example.com/deep" } ],
                "reference": ["https://www.example.net/"], "atLeast": 2, "for": "60s" },
              "steps": [
                { "id": "healthy", "kind": "http-check", "url": "https://tokyo.{{name}}.example.com/health" },
                { "id": "traffic", "kind": "route53-switch", "via": "records", "zone": "ZONE{{zone}}", "name": "{{name}}.zone{{zone}}.example.",
                  "setIdentifier": "standby", "after": ["healthy"] } ] }
            """;
    }
}

/// <param name="Took">From the outage to the last plan's Recovered.</param>
/// <param name="Requests">Requests to Route 53.</param>
/// <param name="Refused">Refused, and not throttled.</param>
sealed record SwitchingLook(TimeSpan Took, int Requests, int Throttled, int Refused);
