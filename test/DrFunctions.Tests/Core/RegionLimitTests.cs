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
    public void A_person_may_say_go_and_nobody_s_answer_is_no()
    {
        var walk = new Walk { RegionFailovers = After(TimeSpan.Zero) }.Down();
        walk.LookFor(30);
        walk.Ask(Command.Approve);
        Assert.Equal((Phase.Recovering, 0), (walk.Phase, walk.RegionFailovers!.Queue.Count));
        walk = new Walk { RegionFailovers = After(TimeSpan.Zero) }.Down();
        walk.LookFor(960);
        Assert.Equal((Phase.Declined, 0), (walk.Phase, walk.RegionFailovers!.Queue.Count));
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
