using System.Globalization;
using DrFunctions.Benchmarks.Measuring;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Plans;

namespace DrFunctions.Benchmarks.Footprint;

/// <summary>What a month costs while nothing happens, and what a failover costs on top.</summary>
public sealed class FootprintBenchmark : IBenchmark
{
    const double MinutesAMonth = 730 * 60;

    /// <summary>Alarms of both templates besides the one that each application has: three at home, one of the dead letters.</summary>
    const int OwnAlarms = 9;

    static readonly int[] Memories = [128, 256, 512, 1024];

    /// <summary>An HTTPS check each 10 s, as src/Signals/template.yaml makes it, has two options.</summary>
    const int Options = 2;

    public string Name => "footprint";

    public string Title => "What it costs";

    public Task<Section> RunAsync(BenchOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var prices = Prices.OfThisProgram();
        var rows = new List<Row>();
        foreach (var (plans, looks) in new[] { (1, 1), (1, 4), (100, 1), (100, 4) })
        {
            cancellation.ThrowIfCancellationRequested();
            var month = IdleMonth(plans, looks, options.Quick);
            var name = string.Create(CultureInfo.InvariantCulture, $"{plans} {(plans == 1 ? "plan" : "plans")}, {looks} {(looks == 1 ? "look" : "looks")} a minute");
            rows.Add(new Row($"idle month, {name}", Each(memory => Sum(month.Cost(prices, memory)))));
            rows.Add(new Row($"… at 1024 MB, by item ({name})", string.Join(", ", month.Cost(prices, 1024).Select(item => $"{item.Key} {Show.Dollars(item.Value)}"))));
            rows.Add(new Row($"… counted in a minute ({name})", Counted(1 / MinutesAMonth * month)));
        }

        foreach (var plans in new[] { 1, 100 })
        {
            rows.Add(new Row($"beside it each month, {plans} {(plans == 1 ? "plan" : "plans")}", Fixed(prices, plans)));
        }

        var failover = Failover();
        rows.Add(new Row("a failover of examples/shop.json, on top", Each(memory => Sum(failover.Cost(prices, memory)))));
        rows.Add(new Row("… counted", Counted(failover)));
        return Task.FromResult(new Section(Intro(prices), rows));
    }

    static string Intro(Prices prices) => $"""
        Calls, request units, invocations, log bytes and notices are counted in virtual time, with the deployed handlers, logger and SDK
        clients on the local AWS; a month has 730 hours. Prices are parameters (test/DrFunctions.Benchmarks/Footprint/prices.json, with
        the pages): {prices.Region}, {prices.AsOf}, without free tiers, which cover most of a single plan. Durations are those of the
        simulated answers of AWS and front doors, 20 to 100 ms each, and do not know the processor that comes with memory; what the
        functions themselves take is measured by the benchmark memory-knee. template.yaml's parameter MemorySize is 1024 MB for the
        ReadyToRun build, and 256 for the native one. Storage is left out: the table and the log hold megabytes.
        """;

    /// <param name="quick">Counted in two minutes, which means nothing.</param>
    public static Usage IdleMonth(int plans, int looks, bool quick)
    {
        var minutes = quick ? 2 : plans == 1 ? 60 : 10;
        using var metered = new Metered(Folder(plans), looks);
        metered.TestBench.StartSchedule();
        metered.Pass(TimeSpan.FromMinutes(3));
        return MinutesAMonth / minutes * metered.Pass(TimeSpan.FromMinutes(minutes));
    }

    /// <summary>From the outage to a quarter of an hour after traffic has moved, less what the same time costs idle.</summary>
    static Usage Failover()
    {
        using var metered = new Metered(Folder(1), looksPerMinute: 1);
        metered.TestBench.StartSchedule();
        metered.Pass(TimeSpan.FromMinutes(3));
        var idle = metered.Pass(TimeSpan.FromMinutes(20));
        metered.TestBench.Cloud.World.Darken("ap-southeast-1", metered.TestBench.Clock.GetUtcNow());
        var used = metered.Pass(TimeSpan.FromMinutes(20));
        return metered.TestBench.RecordOf("shop").Phase == Phase.Recovered
            ? used - idle
            : throw new InvalidOperationException("The shop did not recover, so that nobody knows what a failover costs.");
    }

    /// <summary>Copies of the example, each with an instance, a service, a zone and front doors of its own.</summary>
    static PlanFolder Folder(int plans) => plans == 1
        ? new PlanFolder([BenchPlans.Shop.Plan!], [])
        : new PlanFolder([.. Enumerable.Range(0, plans).Select(Copy)], []);

    static Plan Copy(int number) => BenchPlans.Good(BenchPlans.ShopText
        .Replace("shop", string.Create(CultureInfo.InvariantCulture, $"shop{number}"), StringComparison.Ordinal)
        .Replace("i-0123456789abcdef0", string.Create(CultureInfo.InvariantCulture, $"i-0123456789abc{number:x4}"), StringComparison.Ordinal)
        .Replace("Z123", string.Create(CultureInfo.InvariantCulture, $"Z123{number}"), StringComparison.Ordinal));

    static string Fixed(Prices prices, int plans)
    {
        var (alarms, checks) = (prices.For("alarm", OwnAlarms + plans), prices.For("healthCheck", plans) + prices.For("healthCheckOption", Options * plans));
        var metric = prices.For("metric", 1);
        return $"{Show.Dollars(alarms + checks + metric)}: {OwnAlarms + plans} alarms {Show.Dollars(alarms)}, the heartbeat's metric {Show.Dollars(metric)}, "
            + $"{plans} Route 53 health {(plans == 1 ? "check" : "checks")} with HTTPS each 10 s {Show.Dollars(checks)}";
    }

    static string Each(Func<int, decimal> cost) => string.Join(", ", Memories.Select(memory => $"{memory} MB: {Show.Dollars(cost(memory))}"));

    static decimal Sum(IReadOnlyDictionary<string, decimal> cost) => cost.Values.Sum();

    static string Counted(Usage used) => string.Join(", ",
        $"{Show.Number(used.Invocations)} invocations of {Show.Seconds(used.Seconds)} in all", $"{Show.Number(used.Calls)} calls",
        $"{Show.Number(used.Reads)} read and {Show.Number(used.Writes)} write units", $"{Show.Number(used.CloudWatchRequests)} CloudWatch calls",
        $"{Show.Number(used.Emails)} emails", $"{Show.Bytes(used.LogBytes)} logged");
}
