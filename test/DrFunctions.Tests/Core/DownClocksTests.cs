using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

public class DownClocksTests
{
    static readonly DrFunctions.Core.Plans.Plan Plan = TestPlans.Good(TestPlans.Text());

    static readonly SignalCount Down = Count(2, 0);
    static readonly SignalCount Unknown = Count(1, 1);
    static readonly SignalCount Up = Count(1, 0);

    static SignalCount Count(int down, int unknown) => new(down, unknown, 3, new SignalsCounted(down, unknown, 3, []), [], false);

    static DownClock Next(DownClock clock, SignalCount signals, int second) =>
        DownClocks.Next(Plan, clock, signals, Walk.Begin.AddSeconds(second));

    static double Counted(DownClock clock) => clock.Counted.TotalSeconds;

    [Fact]
    public void Down_advances_it_from_the_first_look()
    {
        var clock = Next(Next(Next(new DownClock(), Down, 0), Down, 3), Down, 10);
        Assert.Equal((Walk.Begin, 10.0), (clock.Since!.Value, Counted(clock)));
    }

    [Fact]
    public void Unknown_holds_it_and_the_time_that_nobody_saw_does_not_count()
    {
        var held = Next(Next(Next(new DownClock(), Down, 0), Down, 3), Unknown, 6);
        Assert.Equal((3.0, null), (Counted(held), held.LastDown));
        var after = Next(held, Down, 9);
        Assert.Equal(3.0, Counted(after));
        Assert.Equal(6.0, Counted(Next(after, Down, 12)));
    }

    [Fact]
    public void Unknown_alone_starts_nothing() => Assert.Equal(new DownClock(), Next(new DownClock(), Unknown, 0));

    [Fact]
    public void Up_clears_it() => Assert.Equal(new DownClock(), Next(Next(Next(new DownClock(), Down, 0), Down, 3), Up, 6));

    [Theory]
    [InlineData(90, 90)]
    [InlineData(91, 0)]
    public void Two_looks_further_apart_than_90_s_say_nothing_about_the_time_between(int second, double counted)
    {
        var clock = Next(Next(new DownClock(), Down, 0), Down, second);
        Assert.Equal((Walk.Begin, counted), (clock.Since!.Value, Counted(clock)));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void An_outage_has_lasted_long_enough_after_the_whole_of_for(int counted, bool over) =>
        Assert.Equal(over, DownClocks.IsOver(Plan, new DownClock { Counted = TimeSpan.FromSeconds(counted) }, Walk.Begin));

    [Fact]
    public void A_clock_that_goes_backwards_stands_still()
    {
        var walk = new Walk().Down();
        walk.Look();
        walk.Look();
        walk.Look(-60);
        Assert.Equal(3, walk.Record.Down.Counted.TotalSeconds);
        Assert.Equal(Walk.Begin.AddSeconds(6), walk.Record.LookedAt);
        walk.Look(66);
        Assert.Equal(9, walk.Record.Down.Counted.TotalSeconds);
    }
}
