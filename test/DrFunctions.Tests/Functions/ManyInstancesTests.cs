using System.Text.Json.Nodes;
using DrFunctions.Core.Observations;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws;
using LocalAws.Services.Ec2;
using LocalAws.Wire;

namespace DrFunctions.Tests.Functions;

/// <summary>Many instances in few calls, within AWS's rates, and one that AWS refuses does not hold up the others.</summary>
public sealed class ManyInstancesTests : IDisposable
{
    readonly List<IReadOnlyList<string>> asked = [];
    Bench? bench;

    [Fact]
    public void Nearly_a_thousand_start_in_one_look_with_no_call_throttled()
    {
        var web = With(999);

        Assert.Equal(new StartOutcome(), web.Start());

        Assert.Equal(999, Running);
        Assert.Equal([.. Enumerable.Repeat(50, 19), 49], asked.Select(ids => ids.Count));
        AssertNotThrottled();
    }

    [Fact]
    public void What_the_rate_does_not_allow_yet_follows_and_nothing_is_asked_for_twice()
    {
        var web = With(1000);
        web.Record = new() { Attempts = 1, Expected = web.Look().Saw };
        for (var look = 0; web.StartNow() is { Refusal: { } refusal } outcome; look++)
        {
            Assert.Equal((Sent.Part, true), (refusal.Sent, refusal.MayPass));
            Assert.InRange(look, 0, 2);
            web.Record = web.Record with { Unsent = true, Receipt = outcome.Receipt };
            bench!.Pass(TimeSpan.FromSeconds(3));
        }

        Assert.All(asked, ids => Assert.InRange(ids.Count, 1, 50));
        Assert.Equal(1000, asked.Sum(ids => ids.Count));
        Assert.Equal(1000, asked.SelectMany(ids => ids).Distinct().Count());
        AssertNotThrottled();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(36)]
    [InlineData(99)]
    public void One_poison_id_in_a_hundred_is_found_within_five_seconds(int poison)
    {
        var web = With(100);
        var refused = bench!.Estate.Instances.ElementAt(poison);
        refused.RefusedStarts = int.MaxValue;
        var begin = bench.TestBench.Clock.GetUtcNow();

        Assert.Equal(new StartOutcome(), web.Start());

        Assert.Equal(99, Running);
        Assert.Equal("stopped", refused.State);
        Assert.InRange((Starts[^1].Time - begin).TotalSeconds, 0, 5);
        AssertNotThrottled();
    }

    /// <summary>Capacity that was missing for the whole batch may be there for each of it a moment later.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Nobody_is_left_out_without_having_been_asked_alone(int instances)
    {
        var web = With(instances);
        bench!.Estate.Instances.Last().RefusedStarts = 1;

        web.Start();

        Assert.Equal(instances == 1 ? 0 : instances, Running);
    }

    [Fact]
    public void Several_poison_ids_are_left_out_as_well()
    {
        var web = With(64);
        List<Ec2Instance> poison = [.. bench!.Estate.Instances.Where((_, index) => index % 20 == 7)];
        poison.ForEach(instance => instance.RefusedStarts = int.MaxValue);

        Assert.Equal(new StartOutcome(), web.Start());

        Assert.Equal(64 - poison.Count, Running);
        Assert.All(poison, instance => Assert.Equal("stopped", instance.State));
    }

    [Fact]
    public void Where_all_are_refused_the_refusal_says_why_and_the_search_ends()
    {
        var web = With(64);
        foreach (var instance in bench!.Estate.Instances)
        {
            instance.RefusedStarts = int.MaxValue;
        }

        var outcome = web.Start();

        Assert.Equal(("InsufficientInstanceCapacity: Insufficient capacity", true, Sent.All), (outcome.Refusal!.Because, outcome.Refusal.MayPass, outcome.Refusal.Sent));
        Assert.InRange(asked.Count, 1, 40);
    }

    [Fact]
    public void What_is_known_of_poison_ids_is_not_found_out_again_at_each_look()
    {
        var web = With(100);
        foreach (var instance in bench!.Estate.Instances.Take(4))
        {
            instance.RefusedStarts = int.MaxValue;
        }

        web.Record = new() { Attempts = 1, Expected = web.Look().Saw };
        List<string?> cursors = [];
        while (web.StartNow() is { Refusal.Sent: not Sent.All } outcome && cursors.Count < 20)
        {
            web.Record = web.Record with { Unsent = true, Receipt = outcome.Receipt ?? web.Record.Receipt };
            cursors.Add(web.Record.Receipt);
            bench.Pass(TimeSpan.FromSeconds(3));
        }

        Assert.InRange(cursors.Count, 1, 19);
        Assert.Equal(cursors.Order(StringComparer.Ordinal), cursors);
        bench.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(96, Running);
    }

    /// <summary>Each call takes longer than a decision is fresh, so each look makes one call a batch.</summary>
    [Fact]
    public void However_slow_the_calls_are_a_poison_id_is_found_look_by_look()
    {
        var web = With(120);
        bench!.Estate.Instances.ElementAt(70).RefusedStarts = int.MaxValue;
        bench.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? Fault.Slow(TimeSpan.FromSeconds(10)) : null;
        web.Record = new() { Attempts = 1, Expected = web.Look().Saw };

        for (var look = 0; web.StartNow() is { Refusal.Sent: not Sent.All } outcome; look++)
        {
            Assert.InRange(look, 0, 8);
            bench.Pass(TimeSpan.FromMinutes(1));
            web.Record = web.Record with { Unsent = true, Receipt = outcome.Receipt, Expected = web.Look().Saw };
        }

        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(119, Running);
    }

    [Fact]
    public void Batches_are_sent_side_by_side()
    {
        var web = With(150);
        bench!.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? Fault.Slow(TimeSpan.FromSeconds(10)) : null;
        web.Record = new() { Attempts = 1, Expected = web.Look().Saw };

        Assert.Equal(new StartOutcome(), web.StartNow());
        Assert.Equal(3, Starts.Count);
        Assert.InRange(Starts[^1].Time - Starts[0].Time, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_throttle_that_comes_all_the_same_is_a_refusal_that_may_pass()
    {
        var web = With(10);
        bench!.TestBench.Cloud.Faults = point => point.Operation == "StartInstances" ? new Fault(FaultKind.Throttle) : null;

        var outcome = web.Start();

        Assert.Equal((true, Sent.All), (outcome.Refusal!.MayPass, outcome.Refusal.Sent));
        Assert.Equal(0, Running);
    }

    public void Dispose() => bench?.Dispose();

    OneStep With(int instances)
    {
        bench = new Bench(Files.Shop(json => json["steps"]![0]!["instances"] = new JsonArray([.. Enumerable.Range(0, instances).Select(Id)])));
        bench.TestBench.Cloud.Buckets = new TokenBuckets(bench.TestBench.Clock);
        bench.TestBench.Cloud.Faults = point =>
        {
            if (point.Operation == "StartInstances")
            {
                asked.Add(Form.Parse(point.Request.Text).List("InstanceId"));
            }

            return null;
        };
        return new OneStep(bench, "web");
    }

    static JsonNode Id(int number) => JsonValue.Create($"i-{number:d17}");

    int Running => bench!.Estate.Instances.Count(instance => instance.State == "running");

    List<TracedCall> Starts => [.. bench!.TestBench.Cloud.Trace.Where(call => call is { Operation: "StartInstances", TookEffect: true })];

    void AssertNotThrottled() => Assert.DoesNotContain(bench!.TestBench.Cloud.Trace, call => call.ErrorCode == "RequestLimitExceeded");
}
