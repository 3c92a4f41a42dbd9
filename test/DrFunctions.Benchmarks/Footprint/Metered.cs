using System.Text.Json.Nodes;
using System.Text;
using AWS.Lambda.Powertools.Common;
using AWS.Lambda.Powertools.Logging;
using DrFunctions.Plans;
using DrFunctions.Simulation.Bench;
using LocalAws;
using Microsoft.Extensions.Logging;

namespace DrFunctions.Benchmarks.Footprint;

/// <summary>
/// The deployed functions on the local AWS in virtual time, with a meter for everything that is billed: invocations and how long
/// each took, calls with DynamoDB's request units, notices, and the bytes that the deployed logger writes.
/// </summary>
sealed class Metered : IDisposable
{
    /// <summary>Lambda's own lines of an invocation (START, END, REPORT), which are billed like the function's lines.</summary>
    const int PlatformBytes = 300;

    static readonly DateTimeOffset Start = new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    readonly Dictionary<Caller, DateTimeOffset> began = [];
    readonly CountedLines log = new();
    readonly ILoggerFactory logging;
    Usage counted = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Metered(PlanFolder plans, int looksPerMinute)
    {
        // The same logger as in Program.cs, except for where the lines go.
        logging = LoggerFactory.Create(builder => builder.AddPowertoolsLogger(options =>
        {
            options.Service = "DrFunctions";
            options.MinimumLogLevel = LogLevel.Information;
            options.LogOutput = log;
        }));
        TestBench = new TestBench(plans, Start, seed: 1, logging.CreateLogger("DrFunctions"), looksPerMinute);
        TestBench.Lambda.Started = caller => began[caller] = TestBench.Clock.GetUtcNow();
        TestBench.Lambda.Answered = (_, caller, _) => counted = counted with
        {
            Invocations = counted.Invocations + 1,
            Seconds = counted.Seconds + (TestBench.Clock.GetUtcNow() - began[caller]).TotalSeconds,
        };
        TestBench.Cloud.Sns.ToInbox = _ => counted = counted with { Emails = counted.Emails + 1 };
        TestBench.Cloud.Faults = Called;
    }

    public TestBench TestBench { get; }

    /// <summary>Everything used so far.</summary>
    public Usage Used => counted with
    {
        LogBytes = log.Bytes + Encoding.UTF8.GetByteCount(TestBench.Metrics.ToString()) + (PlatformBytes * counted.Invocations),
    };

    /// <summary>Lets the world go on, and returns what was used meanwhile.</summary>
    public Usage Pass(TimeSpan time)
    {
        var before = Used;
        TestBench.Run(() => Task.Delay(time, TestBench.Clock));
        return Used - before;
    }

    public void Dispose()
    {
        TestBench.Dispose();
        logging.Dispose();
    }

    /// <summary>Counts each call at the point where a fault could be injected.</summary>
    Fault? Called(FaultPoint point)
    {
        var (reads, writes) = point.Service == "dynamodb"
            ? RequestUnits.Of(point.Operation, JsonNode.Parse(point.Request.Text)!, request => FoundBy(point.Region, request))
            : (0, 0);
        counted = counted with
        {
            Calls = counted.Calls + 1,
            Reads = counted.Reads + reads,
            Writes = counted.Writes + writes,
            CloudWatchRequests = counted.CloudWatchRequests + (point.Service == "monitoring" ? 1 : 0),
            Publishes = counted.Publishes + (point is { Service: "sns", Operation: "Publish" } ? 1 : 0),
        };
        return null;
    }

    /// <summary>The bytes of the items that a read finds: one item by its key, or the items of a partition with a prefix.</summary>
    double FoundBy(string region, JsonNode request)
    {
        var wanted = (request["Key"] ?? request["ExpressionAttributeValues"])!.AsObject()
            .Select(value => (string?)value.Value!["S"]).OfType<string>().ToList();
        return TestBench.Cloud.DynamoDb.Items(region, HomeEstate.Table)
            .Where(
                item => wanted.Contains(Key(item, "pk"))
                    && wanted.Exists(prefix => Key(item, "sk").StartsWith(prefix, StringComparison.Ordinal)))
            .Sum(RequestUnits.Size);
    }

    static string Key(JsonNode item, string name) => item[name]!["S"]!.GetValue<string>();

    /// <summary>Counts the bytes of the lines.</summary>
    sealed class CountedLines : IConsoleWrapper
    {
        public long Bytes { get; private set; }

        public void WriteLine(string message) => Bytes += Encoding.UTF8.GetByteCount(message) + 1;

        public void Debug(string message)
        {
        }

        public void Error(string message) => WriteLine(message);
    }
}
