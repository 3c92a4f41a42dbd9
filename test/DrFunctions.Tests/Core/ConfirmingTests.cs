using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>From Watching to the decision, second by second.</summary>
public class ConfirmingTests
{
    const string All = "alarm primary is Down; probe https://one.example.com/ is Down; probe https://two.example.com/ is Down";

    [Trait("about", "text")]
    [Fact]
    public void Up_is_a_no_op_that_touches_nothing()
    {
        var walk = new Walk();
        walk.Look();
        var before = walk.Record;
        var decision = walk.Look();
        Assert.Equal("no action: 0 of 3 signals down, 2 needed", decision.Because);
        Assert.Equal((false, null, null), (decision.NeedsSave, decision.History, decision.LookAgainIn));
        Assert.Same(before, walk.Record);
    }

    /// <summary>Whoever reads the record must see a signal that changed sides, and that the plan is still watched.</summary>
    [Fact]
    public void At_rest_a_changed_signal_is_saved_and_otherwise_each_quarter_of_an_hour()
    {
        var walk = new Walk();
        Assert.True(walk.Look().NeedsSave);
        Assert.Equal(walk.Now, walk.Record.PhaseSince);
        Assert.False(walk.Look(60).NeedsSave);
        Assert.True(walk.Down(1).Look(60).NeedsSave);
        Assert.Equal(SignalState.Down, walk.Record.Signals[0].State);
        Assert.False(walk.Look(14 * 60).NeedsSave);
        Assert.True(walk.Look(60).NeedsSave);
    }

    [Trait("about", "text")]
    [Fact]
    public void One_witness_of_two_is_not_enough() => Assert.Equal(
        "no action: 1 of 3 signals down, 2 needed (alarm primary is Down)", new Walk().Down(1).Look().Because);

    [Trait("about", "text")]
    [Fact]
    public void Down_for_long_enough_becomes_a_failover()
    {
        var walk = new Walk().Down();
        Assert.Equal($"3 of 3 signals down ({All}); failing over if this lasts 10 s and a second check agrees", walk.Look().Because);
        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.Equal($"no action: 3 of 3 signals down ({All}) for 3 s of 10 s", walk.Look().Because);
        walk.Look();
        walk.Look();
        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.Equal($"failing over to ap-northeast-1: 3 of 3 signals down ({All}) for the full 10 s", walk.Look().Because);
        Assert.Equal(Phase.Recovering, walk.Phase);
        var run = walk.Record.Run!;
        Assert.Equal(("20260301T030015Z", Walk.Begin.AddSeconds(15), Walk.Begin.AddSeconds(3)), (run.Id, run.BeganAt, run.DetectedAt));
        Assert.Equal((new DownClock(), null), (walk.Record.Down, walk.Record.AutomaticAt));
        Assert.Equal("[DrFunctions] shop: failing over to ap-northeast-1", Assert.Single(walk.Record.Outbox).Subject);
    }

    [Fact]
    public void Without_a_time_to_wait_a_second_look_must_still_agree()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"10s\"", "\"0s\"", StringComparison.Ordinal)).Down();
        walk.Look();
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Look(91);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Look();
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Up_again_goes_back_to_watching_and_the_clock_begins_anew()
    {
        var walk = new Walk().Down();
        walk.LookFor(9);
        walk.Down(1);
        Assert.Equal("the primary answers again: 1 of 3 signals down (alarm primary is Down), 2 needed", walk.Look().Because);
        Assert.Equal((Phase.Watching, new DownClock()), (walk.Phase, walk.Record.Down));
        walk.Down().LookFor(9);
        Assert.Equal(Phase.Confirming, walk.Phase);
    }

    [Fact]
    public void A_primary_that_flaps_is_never_failed_over()
    {
        var walk = new Walk();
        for (var i = 0; i < 200; i++)
        {
            walk.Down(i % 4 == 3 ? 0 : 3).Look();
            Assert.True(walk.Phase is Phase.Watching or Phase.Confirming, walk.Record.Because);
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void Unknown_holds_the_clock_and_never_decides()
    {
        var walk = new Walk().Down();
        walk.LookFor(9);
        walk.Signals = [SignalState.Unknown, SignalState.Down, SignalState.Unknown];
        var held = walk.Look();
        Assert.Equal("no action: 1 of 3 signals down (probe https://one.example.com/ is Down; cannot be read: alarm primary is Unknown; "
            + "probe https://two.example.com/ is Unknown), 2 cannot be read, which holds the count at 6 s of 10 s", held.Because);
        walk.LookFor(300);
        Assert.Equal((Phase.Confirming, 6.0), (walk.Phase, walk.Record.Down.Counted.TotalSeconds));
        walk.Down().Look();
        walk.Look();
        Assert.Equal((Phase.Confirming, 9.0), (walk.Phase, walk.Record.Down.Counted.TotalSeconds));
        walk.Look();
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void Unknown_alone_does_not_leave_watching()
    {
        var walk = new Walk { Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Unknown] };
        walk.LookFor(60);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData(true, Phase.Recovering)]
    [InlineData(false, Phase.Watching)]
    [InlineData(null, Phase.Watching)]
    public void Failed_probes_count_only_while_a_reference_answers(bool? reference, Phase phase)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"for\"", "\"reference\": [\"https://www.example.net/\"], \"for\"", StringComparison.Ordinal))
        {
            Reference = reference,
            Signals = [SignalState.Up, SignalState.Down, SignalState.Down],
        };
        var last = walk.LookFor(15);
        Assert.Equal(phase, walk.Phase);
        if (phase == Phase.Watching)
        {
            Assert.Contains("probe https://one.example.com/ is Down, but no reference answers either: our own network may be the problem", last.Because, StringComparison.Ordinal);
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void Within_the_cooldown_of_an_automatic_failover_there_is_no_second_one()
    {
        var walk = new Walk().Down();
        walk.Record = walk.Record with { AutomaticAt = Walk.Begin.AddMinutes(-50) };
        Assert.Equal($"no action: 3 of 3 signals down ({All}), but the last automatic failover was 50 min 3 s ago and the cooldown is 1 h; "
            + "you can still order a failover", walk.Look().Because);
        Assert.Equal(Phase.Watching, walk.Phase);
        walk.Look(600);
        Assert.Equal(Phase.Confirming, walk.Phase);
    }
}
