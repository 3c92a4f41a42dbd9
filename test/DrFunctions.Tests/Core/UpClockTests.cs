using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>How long the primary has been healthy again.</summary>
public sealed class UpClockTests
{
    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void Two_looks_further_apart_than_90_s_begin_it_anew(int gap, bool goesOn)
    {
        var walk = Declined("20m");
        walk.LookFor(60);
        var since = walk.Record.UpSince;

        walk.Look(gap);

        Assert.Equal(goesOn ? since : walk.Now, walk.Record.UpSince);
    }

    /// <summary>What takes longer than the rules' 15 minutes is saved for as long as the plan's own "for" is.</summary>
    [Theory]
    [InlineData(899, "20m", false)]
    [InlineData(900, "20m", false)]
    [InlineData(1190, "20m", false)]
    [InlineData(899, "10s", false)]
    [InlineData(900, "10s", true)]
    public void From_then_on_a_gap_ends_nothing(int up, string @for, bool isEnough)
    {
        var walk = @for == "10s" ? Recovered() : Declined(@for);
        walk.Down(0).Look();
        var since = walk.Record.UpSince;
        for (var left = up; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal((since, walk.Now), (walk.Record.UpSince, walk.Record.UpSeen));
        walk.Look(200);

        Assert.Equal(isEnough ? since : walk.Now, walk.Record.UpSince);
        Assert.Equal(isEnough, walk.Record.UpSeen < walk.Now);
    }

    [Fact]
    public void A_look_that_may_find_it_down_ends_it()
    {
        var walk = Declined("20m");
        walk.LookFor(60);
        walk.Down(2).Look();

        Assert.Equal((null, null), (walk.Record.UpSince, walk.Record.UpSeen));
    }

    [Fact]
    public void Nothing_is_counted_where_nothing_depends_on_it()
    {
        var watching = new Walk();
        watching.LookFor(30);
        var recovering = new Walk().Recovering().Down(0);
        recovering.LookFor(30);

        Assert.Equal((null, null), (watching.Record.UpSince, recovering.Record.UpSince));
        Assert.Equal((Phase.Watching, Phase.Recovering), (watching.Phase, recovering.Phase));
    }

    static Walk Declined(string @for)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"10s\"", $"\"{@for}\"", StringComparison.Ordinal));
        walk.Record = walk.Record with { Phase = Phase.Declined };
        walk.Look();
        return walk;
    }

    static Walk Recovered()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }
}
