using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>One primary Region an hour, over all plans.</summary>
public class RegionLimitTests
{
    static RegionFailovers After(TimeSpan ago, string region = "eu-west-1") =>
        RegionFailovers.None with { Begun = new Dictionary<string, DateTimeOffset> { [region] = Walk.Begin - ago } };

    [Fact]
    public void The_first_of_a_Region_is_counted_with_its_decision_and_the_next_one_needs_no_write()
    {
        var walk = new Walk().Recovering();
        Assert.Equal(walk.Record.Run!.BeganAt, walk.RegionFailovers!.Begun["ap-southeast-1"]);
        var (before, second) = (walk.RegionFailovers, new Walk { RegionFailovers = walk.RegionFailovers });
        second.Recovering();
        Assert.Same(before, second.RegionFailovers);
    }

    [Trait("about", "text")]
    [Fact]
    public void A_second_Region_within_the_hour_asks_and_waits_its_turn()
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.FromMinutes(55)) }.Down();
        walk.LookFor(30);
        Assert.Equal((Phase.AwaitingApproval, true), (walk.Phase, walk.RegionFailovers!.Queue.ContainsKey("shop")));
        Assert.Contains("eu-west-1 failed over within the last hour", Assert.Single(walk.Told).Body, StringComparison.Ordinal);
        walk.LookFor(560);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Empty(walk.RegionFailovers!.Queue);
        Assert.Equal(["ap-southeast-1"], walk.RegionFailovers.Begun.Keys);
    }

    [Fact]
    public void A_person_may_say_go_and_silence_does_not_decline_it()
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.Zero) }.Down();
        walk.LookFor(30);
        walk.Ask(Command.Approve);
        Assert.Equal((Phase.Recovering, 0), (walk.Phase, walk.RegionFailovers!.Queue.Count));
        walk = new Walk { RegionFailovers = After(TimeSpan.Zero) }.Down();
        walk.LookFor(960);
        Assert.Equal((Phase.AwaitingApproval, 1), (walk.Phase, walk.RegionFailovers!.Queue.Count));
        walk.LookFor(3000);
        Assert.Equal((Phase.Recovering, 0), (walk.Phase, walk.RegionFailovers!.Queue.Count));
    }

    [Theory]
    [InlineData("ap-southeast-1", "us-east-1 another", Phase.Recovering)]
    [InlineData("ap-southeast-1", "us-east-1 primary", Phase.AwaitingApproval)]
    [InlineData("us-west-2", "us-east-1 another", Phase.AwaitingApproval)]
    [InlineData("ap-southeast-1", null, Phase.AwaitingApproval)]
    public void Alarms_of_two_plans_of_its_Region_let_it_go_at_once(string primary, string? alarm, Phase phase)
    {
        var other = new Queued(primary, Walk.Begin) { Seen = Walk.Begin, Alarms = alarm is null ? null : [alarm] };
        var walk = new Walk
        {
            RegionFailovers = After(TimeSpan.Zero) with { Queue = new Dictionary<string, Queued> { ["other"] = other } },
        };
        walk.Down().LookFor(30);

        Assert.Equal(phase, walk.Phase);
    }

    [Fact]
    public void A_plan_that_reads_no_alarm_as_down_waits_whatever_others_read()
    {
        var other = new Queued("ap-southeast-1", Walk.Begin) { Seen = Walk.Begin, Alarms = ["us-east-1 another"] };
        var walk = new Walk
        {
            RegionFailovers = After(TimeSpan.Zero) with { Queue = new Dictionary<string, Queued> { ["other"] = other } },
            Signals = [SignalState.Up, SignalState.Down, SignalState.Down],
        };
        walk.LookFor(30);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void In_the_queue_it_says_that_it_still_waits_and_which_alarms_are_down()
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.Zero) }.Down();
        walk.LookFor(30);
        var (queued, joined) = (walk.RegionFailovers!.Queue["shop"], walk.Now);
        Assert.Equal(["us-east-1 primary"], queued.Alarms);
        walk.LookFor(400);

        Assert.True(walk.RegionFailovers.Queue["shop"].Seen > joined);
        Assert.Equal(queued.Since, walk.RegionFailovers.Queue["shop"].Since);
    }

    [Fact]
    public void An_entry_that_is_not_renewed_holds_nobody_up()
    {
        var gone = new Queued("us-west-2", Walk.Begin - TimeSpan.FromHours(1)) { Seen = Walk.Begin - TimeSpan.FromMinutes(15) };
        var walk = new Walk { RegionFailovers = RegionFailovers.None with { Queue = new Dictionary<string, Queued> { ["gone"] = gone } } };
        walk.Down().LookFor(30);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void While_nothing_of_it_changes_it_is_not_written()
    {
        var walk = new Walk().Down();
        Assert.All(Enumerable.Range(0, 4), _ => Assert.Null(walk.Look().RegionFailovers));
        Assert.NotNull(walk.Look().RegionFailovers);
    }

    /// <summary>The decision falls 15 s after the beginning.</summary>
    [Theory]
    [InlineData(3899, Phase.AwaitingApproval)]
    [InlineData(3900, Phase.Recovering)]
    public void Another_Region_holds_it_for_an_hour_and_the_five_minutes_of_its_renewal(int before, Phase phase)
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.FromSeconds(before - 15)) }.Down();
        walk.LookFor(15);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void Its_own_Region_is_counted_again_after_five_minutes(int before, bool renewed)
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.FromSeconds(before - 15), "ap-southeast-1") }.Recovering();

        Assert.Equal(renewed ? walk.Record.Run!.BeganAt : Walk.Begin.AddSeconds(15 - before), walk.RegionFailovers!.Begun["ap-southeast-1"]);
    }

    /// <summary>An entry of version 0.1 has no time at which it was renewed, and counts for two hours.</summary>
    [Theory]
    [InlineData(3600, 899, Phase.AwaitingApproval)]
    [InlineData(3600, 900, Phase.Recovering)]
    [InlineData(7199, null, Phase.AwaitingApproval)]
    [InlineData(7200, null, Phase.Recovering)]
    [InlineData(0, 0, Phase.Recovering)]
    public void A_plan_that_has_waited_longer_goes_first_while_it_waits(int since, int? seen, Phase phase)
    {
        var decided = Walk.Begin.AddSeconds(15);
        var other = new Queued("us-west-2", decided.AddSeconds(-since)) { Seen = seen is { } ago ? decided.AddSeconds(-ago) : null };
        var walk = new Walk { RegionFailovers = RegionFailovers.None with { Queue = new Dictionary<string, Queued> { ["other"] = other } } };
        walk.Down().LookFor(15);

        Assert.Equal(phase, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_oldest_in_the_queue_goes_first()
    {
        var earlier = new Dictionary<string, Queued> { ["bank"] = new("us-west-2", Walk.Begin - TimeSpan.FromMinutes(5)) };
        var walk = new Walk { RegionFailovers = RegionFailovers.None with { Queue = earlier } }.Down();
        walk.LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Contains("bank of us-west-2 has waited longer", walk.Record.Because + walk.Told[0].Body, StringComparison.Ordinal);
        walk.RegionFailovers =
            walk.RegionFailovers! with { Queue = walk.RegionFailovers.Queue.Where(queued => queued.Key == "shop").ToDictionary() };
        walk.LookFor(6);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_cannot_be_read_holds()
    {
        var walk = new Walk { RegionFailovers = null }.Down();
        walk.LookFor(120);
        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.EndsWith("the failovers of other Regions cannot be read, so the plan waits", walk.Record.Because, StringComparison.Ordinal);
        walk.RegionFailovers = RegionFailovers.None;
        walk.LookFor(6);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }
}
