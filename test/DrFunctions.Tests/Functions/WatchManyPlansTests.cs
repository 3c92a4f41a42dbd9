using System.Text.Json.Nodes;
using System.Text.Json;
using DrFunctions.Core.Records;
using DrFunctions.Handlers;
using DrFunctions.Looping;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>One invocation of the watch over many plans: what they share is read once, and nobody holds up the others.</summary>
public sealed class WatchManyPlansTests
{
    [Trait("about", "text")]
    [Fact]
    public void A_thousand_plans_are_looked_at_well_within_the_minute_by_a_call_for_each_hundred_alarms()
    {
        using var bench = Of(1_000);

        var (answers, took) = Tick(bench);

        Assert.Equal(1_000, answers.Count);
        Assert.All(answers, answer => Assert.Equal("no action: 0 of 3 signals down, 2 needed", answer.Because[..40]));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(10, Calls(bench, "DescribeAlarms").Count);
        Assert.All(bench.TestBench.Cloud.Trace, call => Assert.Equal(200, call.Status));
        // A query for each plan and one for what all have to tell; the pause of all, and how many people were subscribed.
        Assert.Equal((1_001, 2, 0), (Calls(bench, "Query").Count, Calls(bench, "GetItem").Count, Calls(bench, "Invoke").Count));
    }

    [Trait("about", "text")]
    [Fact]
    public void What_is_wrong_with_a_few_costs_the_others_nothing()
    {
        using var bench = Of(300);
        var (cloud, hangs, damaged, without, ill) =
            (bench.TestBench.Cloud, Crowd.NameOf(10), Crowd.NameOf(20), Crowd.NameOf(30), Crowd.NameOf(300));
        cloud.ProbeFaults = host => host.Contains(hangs, StringComparison.Ordinal) ? DoorAnswer.Hang : null;
        var record = JsonNode.Parse($$$"""{"pk":{"S":"plan#{{{damaged}}}"},"sk":{"S":"record"}}""")!.AsObject();
        cloud.DynamoDb.Put(bench.TestBench.Home, HomeEstate.Table, record);
        cloud.CloudWatch.Remove("us-east-1", $"{without}-unhealthy");
        bench.TestBench.Estates[299].PrimaryAppServes = false;
        var began = bench.TestBench.Clock.GetUtcNow();

        var (answers, took) = Tick(bench);

        var of = answers.ToDictionary(answer => answer.Plan!, answer => answer.Because);
        Assert.Contains("damaged", of[damaged], StringComparison.Ordinal);
        Assert.Contains("does not exist in us-east-1", of[without], StringComparison.Ordinal);
        Assert.All([hangs, ill], name => Assert.StartsWith("driven by an invocation of its own", of[name], StringComparison.Ordinal));
        Assert.All(of.Where(answer => answer.Key != damaged && answer.Key != without && answer.Key != hangs && answer.Key != ill),
            answer => Assert.StartsWith("no action: 0 of 3 signals down, 2 needed", answer.Value, StringComparison.Ordinal));
        Assert.InRange(took, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));
        Assert.All(
            Calls(bench, "Invoke"), call =>
                Assert.True(
                    call.Summary.Contains(hangs, StringComparison.Ordinal) || call.Summary.Contains(ill, StringComparison.Ordinal)));
        Assert.InRange(
            Calls(bench, "Invoke").Single(call => call.Summary.Contains(ill, StringComparison.Ordinal)).Time, began, began.AddSeconds(3.5));
    }

    [Fact]
    public void Twenty_plans_in_trouble_get_invocations_of_their_own_and_recover()
    {
        using var bench = Of(50);
        var events = new List<string>();
        Listen(bench, events);
        var ill = Enumerable.Range(10, 20).ToList();
        ill.ForEach(number => bench.TestBench.Estates[number].PrimaryAppServes = false);

        var (answers, took) = Tick(bench);

        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(20, answers.Count(answer => answer.Outcome == WakeOutcome.LeftAlone));
        bench.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(ill.Select(number => SelfInvocation.EventOf([Crowd.NameOf(number + 1)])), events.Order(StringComparer.Ordinal));
        RecoverAll(bench, ill);
        Assert.All(bench.TestBench.Estates.Where((_, number) => !ill.Contains(number)), estate =>
            Assert.Equal(Phase.Watching, bench.TestBench.RecordOf(estate.Plan.Name).Phase));
    }

    [Fact]
    public void Whoever_gets_no_invocation_of_its_own_is_driven_where_it_was_seen()
    {
        using var bench = Of(3);
        bench.TestBench.Cloud.Faults = point => point.Operation == "Invoke" ? Fault.Denied : null;
        bench.TestBench.Estates[1].PrimaryAppServes = false;

        RecoverAll(bench, [1]);

        Assert.Contains(bench.Log, line => line.StartsWith("Warning: p0002: cannot get an invocation of its own, so it is driven here: AccessDeniedException", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dark_Region_begins_two_hundred_invocations_at_most_and_each_plan_is_in_one()
    {
        using var bench = Of(350);
        var events = new List<string>();
        Listen(bench, events);
        bench.DarkenPrimary();

        Tick(bench);
        bench.Pass(TimeSpan.FromSeconds(5));

        Assert.Equal(100 + 84, events.Count);
        var named = events.SelectMany(json => SelfInvocation.NamesIn(JsonDocument.Parse(json).RootElement.GetProperty("detail"))).ToList();
        Assert.Equal(Enumerable.Range(1, 350).Select(Crowd.NameOf), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_an_invocation_was_given_it_drives_itself()
    {
        using var bench = Of(3);
        bench.TestBench.Estates[0].PrimaryAppServes = false;
        bench.TestBench.Estates[1].PrimaryAppServes = false;

        var answers = bench.Invoke(Bench.Watch, SelfInvocation.EventOf(["p0001", "p0002"]));

        Assert.Equal(["p0001 Recovered", "p0002 Recovered"], answers.Select(answer => $"{answer.Plan} {answer.Phase}"));
        Assert.Empty(Calls(bench, "Invoke"));
    }

    [Trait("about", "text")]
    [Fact]
    public void One_refused_read_of_alarms_or_of_the_pause_is_asked_for_again()
    {
        using var bench = Of(150);
        var refused = new HashSet<string>();
        bench.TestBench.Cloud.Faults = point =>
            (point.Operation == "DescribeAlarms" || (point.Operation == "GetItem" && point.Request.Text.Contains("pause", StringComparison.Ordinal)))
                && refused.Add(point.Operation) ? Fault.Throttle : null;

        var (answers, _) = Tick(bench);

        Assert.Equal(2, refused.Count);
        // The pause is read twice, and once how many people were subscribed.
        Assert.Equal((3, 3), (Calls(bench, "DescribeAlarms").Count, Calls(bench, "GetItem").Count));
        Assert.All(answers, answer => Assert.Matches("^no action: 0 of 3 signals down, 2 needed( .cannot be read: alarm .* is INSUFF.*)?$", answer.Because));
    }

    [Fact]
    public void A_pause_of_all_that_cannot_be_read_holds_them_all()
    {
        using var bench = Of(5);
        bench.TestBench.Cloud.Faults = point =>
            point.Operation == "GetItem" && point.Request.Text.Contains("pause", StringComparison.Ordinal) ? Fault.Internal : null;
        bench.TestBench.Estates.ToList().ForEach(estate => estate.PrimaryAppServes = false);

        for (var minute = 0; minute < 4; minute++)
        {
            Tick(bench);
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.All(bench.TestBench.Estates, estate => Assert.NotEqual(Phase.Recovering, bench.TestBench.RecordOf(estate.Plan.Name).Phase));
        Assert.Empty(bench.Changes);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"plans":[]}""")]
    [InlineData("""{"plans":"p0001"}""")]
    [InlineData("""{"plans":[1]}""")]
    [InlineData("""{"plans":["p0001",null]}""")]
    [InlineData("""{"plans":["\ud800"]}""")]
    [InlineData("""{"plans":["nobody\n","nothing"]}""")]
    public void A_hostile_event_gets_a_sentence(string detail)
    {
        using var bench = Of(2);

        var answer = Assert.Single(bench.Invoke(Bench.Watch, $$$"""{"detail-type":"DrFunctions Plans","detail":{{{detail}}}}"""));

        Assert.Null(answer.Plan);
        Assert.Contains("nothing was done", answer.Because, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', answer.Because);
        Assert.Empty(bench.TestBench.Cloud.Trace);
    }

    /// <summary>Alarm messages are lost, so that all is the watch's doing.</summary>
    static Bench Of(int plans)
    {
        var bench = new Bench(Crowd.Of(plans, Files.Kinds));
        bench.TestBench.Cloud.Sns.ToLambda = null;
        return bench;
    }

    static (IReadOnlyList<HandlerResult> Answers, TimeSpan Took) Tick(Bench bench)
    {
        var began = bench.TestBench.Clock.GetUtcNow();
        var answers = bench.Invoke(Bench.Watch, Files.Event("scheduled.json"));
        return (answers, bench.TestBench.Clock.GetUtcNow() - began);
    }

    static List<TracedCall> Calls(Bench bench, string operation) =>
        [.. bench.TestBench.Cloud.Trace.Where(call => call.Operation == operation)];

    static void Listen(Bench bench, List<string> events)
    {
        var deliver = bench.TestBench.Cloud.Lambda.Deliver!;
        bench.TestBench.Cloud.Lambda.Deliver = (function, json) =>
        {
            events.Add(json);
            deliver(function, json);
        };
    }

    static void RecoverAll(Bench bench, IReadOnlyList<int> ill)
    {
        for (var minute = 0; minute < 15 && !ill.All(number => PhaseOf(bench, number) == Phase.Recovered); minute++)
        {
            Tick(bench);
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.All(ill, number => Assert.Equal(Phase.Recovered, PhaseOf(bench, number)));
    }

    static Phase PhaseOf(Bench bench, int number) => bench.TestBench.RecordOf(bench.TestBench.Estates[number].Plan.Name).Phase;
}
