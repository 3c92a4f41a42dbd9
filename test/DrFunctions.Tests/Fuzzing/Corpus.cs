using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Store;
using DrFunctions.Tests.Functions;

namespace DrFunctions.Tests.Fuzzing;

/// <summary>Well-formed inputs to spoil: the repository's own files, and what a run leaves in the table.</summary>
static class Corpus
{
    public static IReadOnlyList<JsonSpans> Plans { get; } = [.. Names("examples").Select(File)];

    public static IReadOnlyList<JsonSpans> Alarms { get; } = [.. Names("events", "route53-").Concat(Names("events", "composite-")).Select(File)];

    /// <summary>What CloudWatch published: the text within the alarms' events.</summary>
    public static IReadOnlyList<JsonSpans> Messages { get;
        } = [.. Alarms.Select(alarm => new JsonSpans((string)MessageIn(JsonNode.Parse(alarm.Text)!)["Message"]!))];

    public static IReadOnlyList<JsonSpans> Watch { get; } = [.. Names("events", "e").Append("events/scheduled.json").Select(File)];

    public static IReadOnlyList<JsonSpans> Operator { get; } = [.. Names("events", "operator-").Select(File)];

    public static IReadOnlyList<JsonSpans> Velocities { get; } =
    [
        new(RegionFailoversJson.Write(new RegionFailovers(
            new Dictionary<string, DateTimeOffset> { ["ap-southeast-1"] = Instant }, new Dictionary<string, Queued> { ["bank"] = new("us-east-1", Instant) }))),
    ];

    public static IReadOnlyList<JsonSpans> Readinesses { get; } =
    [
        new(ReadinessJson.Write(new Readiness(
            Instant, [new("web", Unready.Broken, "it is away", 2), new("api", Unready.Denied, "you may not", 1)], Instant, [new("web", Unready.Broken, "it is away", 2)]))),
    ];

    /// <summary>What plans write on the board of notices, and the turn of digests.</summary>
    public static IReadOnlyList<JsonSpans> Boards { get; } =
    [
        new(NoticeBoardJson.Write(new PlanNotices("shop", true, Instant, [new("shop", "n1", Instant, NoticeKind.Stuck, "shop is STUCK", "dr approve", default)]))),
        new(NoticeBoardJson.Write(new DigestTurn(Instant.AddSeconds(10), ["shop n1"]))),
    ];

    /// <summary>A claim of another plan, as the table holds it.</summary>
    public static IReadOnlyList<JsonSpans> Claims { get; } =
        [Item("claim#ec2-start#ap-northeast-1/i-0123456789abcdef0", "plan#bank", ("runId", "S", "20260115T030000Z"))];

    /// <summary>Entries of the history from the lives, and one of version 0.1, as the table holds them.</summary>
    public static IReadOnlyList<JsonSpans> Histories { get; } =
    [
        Item("plan#shop", "history#00000000000000000001", ("at", "S", "2026-01-15T03:00:00Z"), ("text", "S", "a step began"), ("hash", "S", "00"), ("expires", "N", "9999999999")),
        .. Entries(),
    ];

    /// <summary>Record bodies from the lives of two plans: a failover, its way back, a drill, a prewarm that is stood down.</summary>
    public static IReadOnlyList<JsonSpans> Lives { get; } = [.. Bodies().Select(body => new JsonSpans(body))];

    /// <summary>All items of the table in DynamoDB's JSON, one by one: record, request, pause, failovers.</summary>
    public static IReadOnlyList<JsonSpans> Items { get; } =
    [
        .. Lives.Take(3).Select(
            record => Item("plan#shop", "record", ("version", "N", "7"), ("schema", "N", "1"), ("owner", "S", "me"), ("body", "S", System.Text.Encoding.UTF8.GetString(record.Text)))),
        Item("plan#shop", $"request#{RequestItems.NewId(Instant, "abcdefgh")}", ("command", "S", "reject"), ("at", "S", "2026-01-15T03:00:00Z"), ("by", "S", "ann"), ("reason", "S", "so"), ("expires", "N", "9999999999")),
        Item("plan#shop", "pause", ("by", "S", "ann"), ("at", "S", "2026-01-15T03:00:00Z"), ("reason", "S", "so")),
        Item("all", "pause", ("by", "S", "ann"), ("at", "S", "2026-01-15T03:00:00Z"), ("reason", "S", "so")),
        Item("plan#shop", "readiness", ("version", "N", "7"), ("body", "S", System.Text.Encoding.UTF8.GetString(Readinesses[0].Text))),
        Item("all", "velocity", ("version", "N", "7"), ("body", "S", System.Text.Encoding.UTF8.GetString(Velocities[0].Text))),
    ];

    static DateTimeOffset Instant => new(2026, 1, 15, 3, 0, 0, TimeSpan.Zero);

    static IEnumerable<string> Names(string folder, string prefix = "") => Directory.EnumerateFiles(Path.Combine(Files.Root, folder), $"{prefix}*.json")
        .Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal);

    /// <summary>What SNS tells about the one message of an event.</summary>
    public static JsonNode MessageIn(JsonNode alarm) => alarm["Records"]![0]!["Sns"]!;

    static JsonSpans File(string path) => new(Files.ReadText(path));

    static JsonSpans Item(string pk, string sk, params IEnumerable<(string Name, string Type, string Value)> attributes)
    {
        var item = new JsonObject();
        foreach (var (name, type, value) in attributes.Prepend(("sk", "S", sk)).Prepend(("pk", "S", pk)))
        {
            item[name] = new JsonObject { [type] = value };
        }

        return new JsonSpans(item.ToJsonString());
    }

    static IEnumerable<string> Bodies()
    {
        using var failover = new Bench();
        var bodies = Keep(failover);
        var now = failover.TestBench.Clock.GetUtcNow();
        failover.TestBench.Cloud.World.Darken(failover.Estate.Plan.Primary, now, now.AddMinutes(30));
        failover.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        failover.Pass(TimeSpan.FromMinutes(30));
        failover.Invoke(Bench.Operator, JsonNode.Parse(Files.Event("operator-failback.json"))!.With("skipHealth", true));
        failover.TickUntil(TimeSpan.FromMinutes(20), Phase.Watching);

        using var drill = new Bench();
        var drills = Keep(drill);
        drill.Invoke(Bench.Operator, Files.Event("operator-drill.json"));
        drill.TickUntil(TimeSpan.FromMinutes(20), Phase.Watching);
        return [.. bodies.Values, .. drills.Values];
    }

    static IEnumerable<JsonSpans> Entries()
    {
        using var bench = new Bench();
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered);
        return [.. Enumerable.Range(1, (int)bench.Record.HistoryCount)
            .Select(number => bench.TestBench.Cloud.DynamoDb.Item(bench.TestBench.Home, HomeEstate.Table, "plan#shop", $"history#{number:d20}"))
            .OfType<JsonObject>().Select(item => new JsonSpans(item.ToJsonString()))];
    }

    static string With(this JsonNode json, string name, bool value)
    {
        json[name] = value;
        return json.ToJsonString();
    }

    /// <summary>The newest body of each phase with each purpose.</summary>
    static SortedDictionary<string, string> Keep(Bench bench)
    {
        var bodies = new SortedDictionary<string, string>(StringComparer.Ordinal);
        bench.TestBench.Cloud.Traced = call =>
        {
            if (call is { Service: "dynamodb", Changing: true })
            {
                var record = bench.Record;
                bodies[$"{record.Phase} {record.Run?.Purpose} {record.Run?.Undoing} {record.Run?.Steps.Count(step => step.Value.Progress == StepProgress.Done)}"] = RecordJson.Write(record);
            }
        };
        return bodies;
    }
}
