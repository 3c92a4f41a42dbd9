using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Nothing is silent: what is seen and not acted on is told, again and again, until it is over or acknowledged.</summary>
public sealed class UnactedOutageTests
{
    static readonly TimeSpan For = TimeSpan.FromSeconds(10);

    [Fact]
    public void It_is_told_after_the_time_of_an_outage_then_after_a_quarter_of_an_hour_and_then_hourly()
    {
        var walk = Cooling();
        var seen = walk.Now + TimeSpan.FromSeconds(3);
        walk.LookFor((3 * 3600) + 600);

        var told = Told(walk);
        Assert.Equal(4, told.Count);
        Assert.InRange(told[0] - seen, For, For + TimeSpan.FromSeconds(3));
        Assert.Equal(
            [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(1)],
            told.Zip(told.Skip(1), (one, next) => next - one));
        Assert.Equal((Unacted.Cooldown, 4), (walk.Record.Unacted!.Why, walk.Record.Unacted.Told));
    }

    [Fact]
    public void Who_acknowledges_it_hears_no_more_of_it()
    {
        var walk = Cooling();
        walk.LookFor(60);
        walk.Ask(Command.Ack);
        walk.LookFor(3600);

        Assert.Single(Told(walk));
        Assert.Equal((true, "Ann"), (walk.Record.Answered!.Accepted, walk.Record.Unacted!.AckedBy));
    }

    [Fact]
    public void There_must_be_something_to_acknowledge()
    {
        var walk = new Walk();
        walk.Ask(Command.Ack);

        Assert.False(walk.Record.Answered!.Accepted);
    }

    [Fact]
    public void Another_outage_is_told_anew()
    {
        var walk = Cooling();
        walk.LookFor(60);
        walk.Ask(Command.Ack);
        walk.Down(0).LookFor(30);
        Assert.Null(walk.Record.Unacted);
        walk.Down().LookFor(60);

        Assert.Equal(2, Told(walk).Count);
    }

    [Fact]
    public void One_good_answer_does_not_end_it()
    {
        var walk = Cooling();
        walk.LookFor(60);
        walk.Down(0).Look();
        walk.Down().LookFor(60);

        Assert.Single(Told(walk));
    }

    [Theory]
    [InlineData(Automation.Paused)]
    [InlineData(Automation.Unknown)]
    public void A_pause_is_loud(Automation automation)
    {
        var walk = new Walk { Automation = automation }.Down();
        walk.LookFor(60);

        Assert.Equal(Unacted.Paused, walk.Record.Unacted!.Why);
        Assert.Single(Told(walk));
    }

    [Fact]
    public void A_paused_failover_is_one_that_is_not_acted_on()
    {
        var walk = new Walk().Recovering();
        walk.Automation = Automation.Paused;
        walk.LookFor(60);
        Assert.Equal(Unacted.Paused, walk.Record.Unacted!.Why);
        walk.Automation = Automation.On;
        walk.Look();

        Assert.Null(walk.Record.Unacted);
    }

    [Fact]
    public void A_disarmed_plan_tells_of_its_outage()
    {
        var walk = new Walk().Down();
        walk.Record = walk.Record with { Disarmed = new Disarming("Ann", walk.Now, "a test") };
        walk.LookFor(60);

        Assert.Equal((Unacted.Disarmed, 1), (walk.Record.Unacted!.Why, Told(walk).Count));
    }

    [Fact]
    public void Declined_it_is_told_a_quarter_of_an_hour_after_the_refusal()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(18);
        walk.Ask(Command.Reject);
        walk.LookFor(1000);

        Assert.Equal([walk.Record.PhaseSince + TimeSpan.FromMinutes(15)], Told(walk));
    }

    [Fact]
    public void Signals_that_cannot_be_read_are_told_after_ten_minutes()
    {
        var walk = new Walk { Signals = [SignalState.Unknown, SignalState.Down, SignalState.Up] };
        walk.LookFor(597);
        Assert.Empty(Told(walk));
        walk.LookFor(12);

        Assert.Equal((Unacted.Blind, 1), (walk.Record.Unacted!.Why, Told(walk).Count));
    }

    [Fact]
    public void Confirmed_in_part_and_then_not_to_be_read_at_all_it_is_told_hourly()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.LookFor(30);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Unknown];

        walk.LookFor(6 * 3600);

        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.InRange(walk.Told.Count, 5, 12);
    }

    [Fact]
    public void Who_has_acknowledged_signals_that_were_never_up_hears_of_one_that_goes_down_later()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { SeenUp = [] };
        walk.Signals = [SignalState.Up, SignalState.Down, SignalState.Down];
        walk.LookFor(60);
        Assert.Equal(Unacted.NeverUp, walk.Record.Unacted!.Why);
        walk.Ask(Command.Ack);
        walk.LookFor(3600);
        var before = walk.Told.Count;

        walk.Down().LookFor(6 * 3600);

        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A_primary_that_is_being_deployed_is_not_silent_either()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace(
            "\"atLeast\": 2", "\"atLeast\": 1, \"deploying\": { \"alarm\": \"d\", \"region\": \"us-east-1\" }", StringComparison.Ordinal))
        {
            Signals = [SignalState.Down, SignalState.Up, SignalState.Up],
        };
        walk.Deploying = new SignalObservation(walk.Plan.Trigger.Deploying!, SignalState.Down, "is ALARM");
        walk.LookFor(60);

        Assert.Equal((Unacted.Deploying, 1), (walk.Record.Unacted!.Why, Told(walk).Count));
    }

    [Fact]
    public void Stuck_is_told_again_whatever_the_signals_say()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        walk.Down(0).LookFor(1000);

        Assert.Equal([walk.Record.PhaseSince + TimeSpan.FromMinutes(15)],
            walk.Told.Where(notice => notice.Kind == NoticeKind.StillStuck).Select(notice => notice.At));
    }

    [Fact]
    public void A_failover_that_acts_is_no_outage_without_an_action()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(60);

        Assert.Null(walk.Record.Unacted);
        Assert.Empty(Told(walk));
    }

    [Fact]
    public void A_failover_that_takes_longer_than_its_objective_says_so_once()
    {
        var walk = new Walk(more: "\"objectives\": { \"rto\": \"2m\" },").Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Working("it is on its way");
        walk.LookFor(160);

        var told = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Late);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.InRange(told.At - walk.Record.Run!.DetectedAt, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(123));
        Assert.Contains(walk.History, entry => entry.Facts.Any(fact => fact is RunLate { Latest: var latest } && latest > told.At));
    }

    /// <summary>Down, within the cooldown of an earlier failover.</summary>
    static Walk Cooling()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"cooldown\": \"10h\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.Record = walk.Record with { AutomaticAt = walk.Now - TimeSpan.FromMinutes(10) };
        return walk;
    }

    static List<DateTimeOffset> Told(Walk walk) =>
        [.. walk.Told.Where(notice => notice.Kind == NoticeKind.OutageNotActedOn).Select(notice => notice.At)];
}
