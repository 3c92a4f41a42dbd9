using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>What starts a cooldown, and what a primary that fails and answers again all the time leads to.</summary>
public sealed class CooldownTests
{
    [Fact]
    public void A_blip_does_not_disarm_the_next_hour()
    {
        var walk = new Walk();
        Blip(walk);
        Assert.Null(walk.Record.AutomaticAt);

        walk.LookFor(600);
        walk.Down().LookFor(18);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void It_counts_from_when_the_standby_serves()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(12);

        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Equal(walk.Record.Run!.RecoveredAt, walk.Record.AutomaticAt);
    }

    [Fact]
    public void It_counts_from_when_a_person_is_needed()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);

        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.Equal(walk.Record.PhaseSince, walk.Record.AutomaticAt);
    }

    [Fact]
    public void A_person_who_orders_a_failover_starts_no_cooldown()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.AllDone().LookFor(30);

        Assert.Equal((Phase.Recovered, null), (walk.Phase, walk.Record.AutomaticAt));
    }

    [Fact]
    public void A_failover_that_a_person_let_go_on_counts()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.LookFor(3600);
        walk.Ask(Command.Approve);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Down(0).LookFor(400);
        walk.Ask(Command.Failback);
        walk.AllUndone().LookFor(60);
        Assert.Equal(Phase.Watching, walk.Phase);

        walk.Down().LookFor(60);

        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Fact]
    public void The_fourth_outage_after_three_blips_is_asked_about()
    {
        var walk = Blipped(3);
        walk.Down().LookFor(18);

        Assert.Equal((Phase.AwaitingApproval, NoticeKind.ApprovalNeeded), (walk.Phase, walk.Told[^1].Kind));
        Assert.Contains("and the primary is down without a break until then, it fails over", walk.Told[^1].Body, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(new StoodDownOften(3, TimeSpan.FromHours(1)), Parts(((PhaseEntered)walk.History[^1].Facts[^1]).Because));
    }

    [Fact]
    public void It_begins_without_an_answer_once_it_has_lasted_for_as_long_as_a_person_had()
    {
        var walk = Blipped(3);
        walk.Down().LookFor(18);

        walk.LookFor((15 * 60) - 12);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(15);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void What_cannot_be_read_does_not_count_as_lasting()
    {
        var walk = Blipped(3);
        walk.Down().LookFor(18);
        walk.LookFor(600);

        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Down];
        walk.LookFor(600);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Down().LookFor(270);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(60);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A_primary_that_answers_ends_the_question()
    {
        var walk = Blipped(3);
        walk.Down().LookFor(18);

        walk.Down(0).LookFor(15);

        Assert.Equal((Phase.Watching, false), (walk.Phase, walk.Record.Flapping));
    }

    [Fact]
    public void Blips_longer_ago_than_the_cooldown_are_forgotten()
    {
        var walk = Blipped(3);
        walk.Now += TimeSpan.FromHours(1);

        walk.Down().LookFor(18);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void Two_blips_ask_nobody()
    {
        var walk = Blipped(2);

        walk.Down().LookFor(18);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    static Walk Blipped(int times)
    {
        var walk = new Walk();
        for (var blip = 0; blip < times; blip++)
        {
            Blip(walk);
        }

        Assert.Equal(times, walk.Record.StoodDownAt.Count);
        return walk;
    }

    /// <summary>A failover that begins, and is stood down before users move.</summary>
    static void Blip(Walk walk)
    {
        walk.Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(135);
        walk.AllUndone().LookFor(30);
        Assert.Equal(Phase.Watching, walk.Phase);
        foreach (var step in walk.Plan.Steps)
        {
            walk.Steps[step.Id] = StepObservation.NotStarted($"{step.Id} is stopped");
        }
    }

    static IEnumerable<Fact> Parts(Fact fact) => fact is But but ? Parts(but.What).Concat(Parts(but.Hold)) : [fact];
}
