using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Steps;
using DrFunctions.Steps.Route53Switch;

namespace DrFunctions.Tests.Steps;

/// <summary>The way back of weighted records: a tenth of the users, half of them, all.</summary>
public sealed class Route53StagesTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 3, 0, 0, TimeSpan.Zero);
    static readonly RecordsSwitch Settings = new("Z1", "shop.example.com.", "A", "standby", null, null, null);

    /// <summary>The weights of the standby and of the primary: before the failover, now, and next.</summary>
    [Theory]
    [InlineData(0, 100, 100, 0, 90, 10)]
    [InlineData(0, 100, 90, 10, 50, 50)]
    [InlineData(0, 100, 95, 5, 90, 10)]
    [InlineData(0, 100, 50, 50, 0, 100)]
    [InlineData(0, 100, 30, 70, 0, 100)]
    [InlineData(50, 50, 100, 0, 90, 10)]
    [InlineData(50, 50, 90, 10, 50, 50)]
    [InlineData(90, 10, 100, 0, 90, 10)]
    [InlineData(89, 11, 100, 0, 90, 10)]
    [InlineData(0, 7, 255, 0, 90, 10)]
    [InlineData(70, 0, 100, 0, 70, 0)]
    public void The_next_stage(long standby, long primary, long nowStandby, long nowPrimary, long nextStandby, long nextPrimary)
    {
        var next = Route53SwitchUndo.Next(Weighted(nowStandby, nowPrimary), Weighted(standby, primary));

        Assert.Equal((nextStandby, nextPrimary), (next[0].Weight!.Value, next[1].Weight!.Value));
    }

    /// <summary>A stage lasts two minutes from its start, unless the records show that it never took effect.</summary>
    [Theory]
    [InlineData(0, "2", StepState.Working)]
    [InlineData(119, "2", StepState.Working)]
    [InlineData(120, "2", StepState.NotStarted)]
    [InlineData(10, "1", StepState.NotStarted)]
    public void A_stage_lasts_two_minutes(int seconds, string epoch, StepState state)
    {
        var undo = new UndoRecord { Attempts = 1, StartedAt = Now, Expected = Weighted(100, 0, "1").ToJson() };

        Assert.Equal(state, Read(Weighted(0, 100), Weighted(90, 10, epoch), undo, Now.AddSeconds(seconds)).State);
    }

    [Fact]
    public void Before_the_first_stage_there_is_nothing_to_wait_for()
    {
        var undo = new UndoRecord { Attempts = 1, StartedAt = Now, Expected = Weighted(100, 0, "1").ToJson() };

        Assert.Equal(StepState.NotStarted, Read(Weighted(0, 100), Weighted(100, 0, "2"), undo, Now.AddSeconds(1)).State);
        Assert.Equal(StepState.NotStarted, Read(Weighted(0, 100), Weighted(90, 10), null, Now).State);
    }

    static StepObservation Read(RecordsLedger before, RecordsLedger now, UndoRecord? undo, DateTimeOffset time)
    {
        var plan = Files.Shop().Plan!;
        var at = new StepAt(plan, plan.Steps[^1], new StepRecord { Undo = undo }, "run", null);
        return Route53SwitchUndo.Read(at, Settings, before, now, time);
    }

    static RecordsLedger Weighted(long standby, long primary, string? epoch = null) =>
        new(DnsPolicy.Weighted, epoch, [Record("standby", standby), Record("primary", primary)]);

    static DnsRecord Record(string id, long weight) =>
        new("shop.example.com.", "A", id) { Weight = weight, Ttl = 60, Values = ["192.0.2.1"] };
}
