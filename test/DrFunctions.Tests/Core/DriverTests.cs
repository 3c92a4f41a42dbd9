using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

public class DriverTests
{
    static Record Looked(Phase phase) => new() { Plan = "shop", Phase = phase, LookedAt = Walk.Begin };

    [Fact]
    public void Another_invocation_that_looked_just_now_is_left_to_drive() => Assert.Equal(
        new NoAction(new OtherInvocationLooks(TimeSpan.FromSeconds(5))),
        Driver.Yields(Looked(Phase.Recovering), "other", "mine", Walk.Begin.AddSeconds(5)));

    [Fact]
    public void One_that_has_not_looked_for_twice_the_pace_is_taken_over() =>
        Assert.Null(Driver.Yields(Looked(Phase.Recovering), "other", "mine", Walk.Begin.AddSeconds(6)));

    [Fact]
    public void The_driver_does_not_yield_to_itself() =>
        Assert.Null(Driver.Yields(Looked(Phase.Confirming), "mine", "mine", Walk.Begin.AddSeconds(1)));

    [Theory]
    [InlineData(Phase.Watching)]
    [InlineData(Phase.Recovered)]
    [InlineData(Phase.Stuck)]
    [InlineData(Phase.Declined)]
    public void Nobody_drives_a_record_that_rests(Phase phase) =>
        Assert.Null(Driver.Yields(Looked(phase), "other", "mine", Walk.Begin.AddSeconds(1)));

    [Fact]
    public void A_record_that_rests_is_driven_while_its_outbox_holds_a_notice()
    {
        var record = Looked(Phase.Recovered) with { Outbox = [new Notice("1", Walk.Begin, NoticeKind.Blind, "", "")] };
        Assert.NotNull(Driver.Yields(record, "other", "mine", Walk.Begin.AddSeconds(1)));
        Assert.Null(Driver.Yields(record, "other", "mine", Walk.Begin.AddSeconds(6)));
    }

    [Fact]
    public void A_clock_that_is_a_little_behind_the_last_look_yields() => Assert.Equal(
        new NoAction(new OtherInvocationLooks(TimeSpan.FromSeconds(4))),
        Driver.Yields(Looked(Phase.Recovering), "other", "mine", Walk.Begin.AddSeconds(-4)));

    [Fact]
    public void A_dead_driver_whose_clock_was_minutes_ahead_is_taken_over() =>
        Assert.Null(Driver.Yields(Looked(Phase.Recovering), "other", "mine", Walk.Begin.AddMinutes(-3)));
}
