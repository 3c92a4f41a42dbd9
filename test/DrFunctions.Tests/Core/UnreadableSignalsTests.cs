using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

public class UnreadableSignalsTests
{
    readonly Walk walk = new() { Signals = [SignalState.Unknown, SignalState.Up, SignalState.Up] };

    IEnumerable<string> Told => walk.Record.Outbox.Select(notice => $"+{(notice.At - Walk.Begin).TotalMinutes} {notice.Subject}");

    void Minutes(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            walk.Look(60);
        }
    }

    [Trait("about", "text")]
    [Fact]
    public void Ten_minutes_of_not_seeing_are_told_once_and_then_daily()
    {
        Minutes(10);
        Assert.Empty(Told);
        Minutes(1);
        const string Subject = "[DrFunctions] shop: ACTION NEEDED: signals cannot be read";
        Assert.Equal([$"+11 {Subject}"], Told);
        Minutes(1440);
        Assert.Equal([$"+11 {Subject}", $"+1451 {Subject}"], Told);
        Assert.Equal(
            ["signals cannot be read (alarm primary is Unknown)", "signals have not been readable for 10 min (alarm primary is Unknown)",
                "signals have not been readable for 24 h 10 min (alarm primary is Unknown)"],
            walk.History.Select(entry => entry.Text));
    }

    /// <summary>What was read is not listed as unreadable, and what cannot be read not as down.</summary>
    [Trait("about", "text")]
    [Fact]
    public void Each_signal_is_listed_as_what_it_is()
    {
        SignalSaid unread = new("alarm a", SignalState.Unknown, "is INSUFFICIENT_DATA"), down = new("probe p", SignalState.Down, "gives no answer"),
            never = new("probe q", SignalState.Unknown, "gives no answer", Discount.NeverUp);

        Assert.Equal("signals cannot be read (alarm a is INSUFFICIENT_DATA)", Sentences.Of(new SignalsUnreadable(new(1, 1, 3, [unread, down]))));
        Assert.Equal("1 of 3 signals down (probe p gives no answer; cannot be read: alarm a is INSUFFICIENT_DATA)", Sentences.Of(new SignalsCounted(1, 1, 3, [unread, down])));
        Assert.Equal("0 of 3 signals down (cannot be read: alarm a is INSUFFICIENT_DATA)", Sentences.Of(new SignalsCounted(0, 1, 3, [unread])));
        Assert.Equal("no action: 1 of 3 signals look down, none counts yet: never seen up; 2 needed (probe q gives no answer, but was never seen up, so it does not count)", Sentences.Of(new NotEnoughDown(new(0, 1, 3, [never]), 2, false)));
        Assert.StartsWith("2 of 3 signals look down, only 1 of them counts yet: never seen up (", Sentences.Of(new SignalsCounted(1, 1, 3, [down, never])), StringComparison.Ordinal);
        Assert.StartsWith("signals do not count (", Sentences.Of(new SignalsUnreadable(new(0, 1, 3, [never]))), StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_letter_says_what_cannot_be_read_and_what_to_check()
    {
        Minutes(11);
        var body = walk.Record.Outbox[0].Body;
        Assert.Contains("For 10 min, 1 of 3 signals of shop could not be read", body, StringComparison.Ordinal);
        Assert.Contains("alarm primary is Unknown", body, StringComparison.Ordinal);
        Assert.Contains("cloudwatch:DescribeAlarms", body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void Seeing_again_ends_it_and_the_ten_minutes_begin_anew()
    {
        Minutes(6);
        walk.Down(0);
        Minutes(1);
        Assert.Equal("all signals can be read again", walk.History[^1].Text);
        walk.Signals = [SignalState.Unknown, SignalState.Up, SignalState.Up];
        Minutes(10);
        Assert.Empty(Told);
    }

    [Fact]
    public void While_it_lasts_the_looks_between_touch_nothing()
    {
        Minutes(1);
        Assert.True(walk.Record.BlindSince is not null);
        Assert.False(walk.Look(60).NeedsSave);
    }

    [Fact]
    public void It_is_told_while_paused_as_well()
    {
        walk.Automation = Automation.Paused;
        Minutes(11);
        Assert.Single(Told);
    }
}
