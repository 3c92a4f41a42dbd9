using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>Slow is not dead, and a lost answer is not a failed start.</summary>
public class TimingTests
{
    const string Web = """[ { "id": "web", "kind": "start", "limit": "5m", "attempts": 2 } ]""";

    [Fact]
    public void Docs_print_the_table()
    {
        var safety = Files.ReadText("docs/SAFETY.md");
        Assert.All(Timing.Table, row => Assert.Contains($"| {row.What} | {row.Is.TotalSeconds:0} s | {row.From} |".Replace("|  |", "| |", StringComparison.Ordinal), safety, StringComparison.Ordinal));
    }

    /// <summary>What is sent at the last moment, and takes its whole time, has ended before anybody makes it once more.</summary>
    [Fact]
    public void The_numbers_fit_together()
    {
        Assert.True(Timing.SentAfterDecision >= Timing.Change + Timing.SentAfterAnswer);
        Assert.True(Timing.Lost >= Timing.SentAfterDecision + Timing.Change);
        Assert.True(Timing.LongestLook >= Timing.Read + Timing.Observing + Timing.Lost);
        Assert.True(Timing.Drives(Timing.LongestLook) <= TimeSpan.FromSeconds(90));
        Assert.True(Timing.Observing + Timing.SentAfterDecision <= TimeSpan.FromSeconds(60), "S1: the standby was seen healthy within 60 s");
        Assert.Equal($"Timeout: {Timing.Operator.TotalSeconds:0}", Assert.Single(Files.ReadText("template.yaml").Split('\n'), line => line.Contains("Timeout: 1", StringComparison.Ordinal)).Trim());
    }

    [Theory]
    [InlineData(0, 6)]
    [InlineData(3, 6)]
    [InlineData(20, 40)]
    [InlineData(45, 90)]
    [InlineData(900, 90)]
    public void A_driver_counts_as_alive_for_twice_its_slowest_look(int slowest, int seconds)
    {
        var snapshot = new Snapshot { SlowestLook = TimeSpan.FromSeconds(slowest), Automation = Automation.On };
        var record = new Record { Plan = "shop", Phase = Phase.Confirming };
        var next = Decider.Decide(TestPlans.Good(TestPlans.Text()), record, snapshot, Walk.Begin).Next;
        Assert.Equal(Walk.Begin.AddSeconds(seconds), next.LookUntil);
        next = next with { Phase = Phase.Recovering };
        Assert.IsType<NoAction>(Driver.Yields(next, "other", "mine", Walk.Begin.AddSeconds(seconds - 1)));
        Assert.Null(Driver.Yields(next, "other", "mine", Walk.Begin.AddSeconds(seconds)));
        Assert.Null(Driver.Yields(next, "other", "mine", Walk.Begin.AddSeconds(-seconds)));
    }

    [Fact]
    public void A_damaged_instant_holds_nobody_off_for_longer_than_90_s()
    {
        var (looked, until) = (Walk.Begin, Walk.Begin.AddDays(9));
        var record = new Record { Plan = "shop", Phase = Phase.Recovering, LookedAt = looked, LookUntil = until };
        Assert.Null(Driver.Yields(record, "other", "mine", looked.AddSeconds(90)));
    }

    [Fact]
    public void A_start_whose_answer_was_lost_is_repeated_after_45_s_as_the_same_attempt()
    {
        var walk = new Walk(Web).Recovering();
        walk.Look();
        var first = walk.Starts[^1].At;
        walk.Lose("web");
        walk.LookFor(200);
        Assert.Equal([(0, 1), (45, 1), (66, 2)], walk.Starts.Select(start => ((int)(start.At - first).TotalSeconds, start.Attempt)));
    }

    [Fact]
    public void A_start_that_was_answered_is_repeated_after_20_s()
    {
        var walk = new Walk(Web).Recovering();
        walk.LookFor(60);
        Assert.Equal([1, 2], walk.Starts.Select(start => start.Attempt));
        Assert.Equal(21, (walk.Starts[1].At - walk.Starts[0].At).TotalSeconds);
    }

    /// <summary>The driver was killed before it could write down the answer.</summary>
    [Fact]
    public void A_start_of_whose_answer_nothing_is_known_is_repeated_after_45_s_and_counts()
    {
        var walk = new Walk(Web).Recovering();
        walk.Look();
        walk.Forget();
        walk.LookFor(60);
        Assert.Equal([1, 2], walk.Starts.Select(start => start.Attempt));
        Assert.Equal(45, (walk.Starts[1].At - walk.Starts[0].At).TotalSeconds);
    }

    /// <summary>An effect shows, so the start did arrive, and its attempt counts.</summary>
    [Fact]
    public void A_lost_start_of_which_something_shows_has_used_its_attempt()
    {
        var walk = new Walk(Web).Recovering();
        walk.Look();
        walk.Lose("web");
        walk.Steps["web"] = StepObservation.Broken("it crashed", startMayHelp: true);
        walk.LookFor(60);
        Assert.Equal([1, 2], walk.Starts.Select(start => start.Attempt));
    }

    /// <summary>Nobody knows what two of them would do.</summary>
    [Fact]
    public void A_lost_start_of_a_kind_that_is_not_idempotent_has_used_its_attempt()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "once", "limit": "5m", "attempts": 2 } ]""").Recovering();
        walk.Look();
        walk.Lose("web");
        walk.LookFor(60);
        Assert.Equal([1, 2], walk.Starts.Select(start => start.Attempt));
    }

    /// <summary>Neither by its limit.</summary>
    [Fact]
    public void A_short_limit_repeats_no_lost_start_earlier()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start", "limit": "10s", "attempts": 9 } ]""").Recovering();
        walk.Look();
        walk.Lose("web");
        walk.LookFor(60);
        Assert.Equal(45, (walk.Starts[1].At - walk.Starts[0].At).TotalSeconds);
    }
}
