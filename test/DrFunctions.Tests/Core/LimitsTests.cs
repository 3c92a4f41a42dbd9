using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Each limit at its very instant, and a second before or after it.</summary>
public sealed class LimitsTests
{
    [Theory]
    [InlineData(3599, Phase.Watching)]
    [InlineData(3600, Phase.Confirming)]
    public void Cooldown(int ago, Phase phase)
    {
        var walk = new Walk().Down();
        walk.Record = walk.Record with { AutomaticAt = Walk.Begin.AddSeconds(3 - ago) };
        walk.Look();

        Assert.Equal(phase, walk.Phase);
    }

    /// <summary>The decision falls 15 s after the beginning.</summary>
    [Theory]
    [InlineData(3599, Phase.AwaitingApproval)]
    [InlineData(3600, Phase.Recovering)]
    public void Blips_within_a_cooldown(int ago, Phase phase)
    {
        var walk = new Walk().Down();
        walk.Record = walk.Record with { StoodDownAt = [.. Enumerable.Repeat(Walk.Begin.AddSeconds(15 - ago), 3)] };
        walk.LookFor(15);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(9, Phase.Confirming)]
    [InlineData(10, Phase.Recovering)]
    public void An_outage_without_a_break(int seconds, Phase phase)
    {
        var walk = new Walk().Down();
        walk.Look();
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(119, Phase.AwaitingApproval)]
    [InlineData(120, Phase.Declined)]
    public void The_time_to_answer(int seconds, Phase phase)
    {
        var walk = Asking("\"onApprovalTimeout\": \"stop\", ");
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(39, 0)]
    [InlineData(40, 1)]
    [InlineData(79, 1)]
    [InlineData(80, 2)]
    public void A_third_and_two_thirds_of_the_time_to_answer(int seconds, int reminded)
    {
        var walk = Asking();
        for (var left = seconds; left > 0; left -= 40)
        {
            walk.Look(Math.Min(left, 40));
        }

        Assert.Equal(reminded, walk.Record.RemindedTimes);
    }

    [Theory]
    [InlineData(9, Phase.AwaitingApproval)]
    [InlineData(10, Phase.Watching)]
    public void A_primary_that_answers_calls_the_question_off(int seconds, Phase phase)
    {
        var walk = Asking().Down(0);
        walk.Look();
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(9, Phase.Declined)]
    [InlineData(10, Phase.Watching)]
    public void A_primary_that_answers_ends_a_declined_outage(int seconds, Phase phase)
    {
        var walk = Asking();
        walk.Ask(Command.Reject);
        walk.Down(0).Look();
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    /// <summary>Five minutes longer than "for".</summary>
    [Theory]
    [InlineData(309, Phase.Confirming)]
    [InlineData(310, Phase.AwaitingApproval)]
    public void Vantages_that_disagree(int seconds, Phase phase)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"any\"", "\"all\"", StringComparison.Ordinal))
        {
            Signals = [SignalState.Up, SignalState.Down, SignalState.Down],
        };
        walk.Look();
        walk.Look();
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(119, Phase.Recovering)]
    [InlineData(120, Phase.FailingBack)]
    public void A_primary_that_answers_before_users_move(int seconds, Phase phase)
    {
        var walk = BeforeTraffic().Down(0);
        walk.Look();
        walk.Look(60);
        walk.Look(seconds - 60);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(90, Phase.FailingBack)]
    [InlineData(91, Phase.Recovering)]
    public void A_break_in_the_two_minutes(int gap, Phase phase)
    {
        var walk = BeforeTraffic().Down(0);
        walk.Look();
        walk.Look(60);
        walk.Look(gap);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    public void A_primary_that_is_well_enough_to_go_back_to(int seconds, bool accepted)
    {
        var walk = Recovered().Down(0);
        walk.Look();
        walk.Look(60);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.PrimaryHealthy);
        for (var left = seconds - 60; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal(accepted, walk.Told.Exists(notice => notice.Kind == NoticeKind.PrimaryHealthy));
        walk.Now -= TimeSpan.FromSeconds(3);
        walk.Ask(Command.Failback);

        Assert.Equal(accepted, walk.Record.Answered!.Accepted);
    }

    [Theory]
    [InlineData(299, Phase.FailingBack)]
    [InlineData(300, Phase.Stuck)]
    public void A_primary_to_which_users_cannot_go_back(int seconds, Phase phase)
    {
        var walk = Recovered().Down(0);
        walk.LookFor(330);
        walk.Ask(Command.Failback);
        walk.Down().Look();
        walk.Look(21);
        Assert.NotNull(walk.Record.Run!.HeldSince);
        for (var end = walk.Record.Run.HeldSince.Value.AddSeconds(seconds); walk.Now < end;)
        {
            walk.Look(Math.Min(60, (end - walk.Now).TotalSeconds));
        }

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void A_request_that_waited_too_long(int age, bool accepted)
    {
        var walk = new Walk();
        walk.Ask(Command.Failover, request => request with { At = walk.Now.AddSeconds(3 - age) });

        Assert.Equal(accepted, walk.Record.Answered!.Accepted);
    }

    [Theory]
    [InlineData(599, false)]
    [InlineData(600, true)]
    public void Signals_that_cannot_be_read(int seconds, bool told)
    {
        var walk = new Walk { Signals = [SignalState.Unknown, SignalState.Up, SignalState.Up] };
        walk.Look();
        walk.Look(seconds);
        Assert.Equal(told, walk.Told.Count == 1);
        if (told)
        {
            walk.Look(86_399);
            Assert.Single(walk.Told);
            walk.Look(1);
            Assert.Equal(2, walk.Told.Count);
        }
    }

    /// <summary>What is seen and not acted on: after "for", then a quarter of an hour, then hourly.</summary>
    [Fact]
    public void An_outage_that_nobody_acts_on()
    {
        var walk = new Walk { Automation = Automation.Paused }.Down();
        walk.Look();
        foreach (var (limit, told) in new[] { (10, 1), (900, 2), (3600, 3), (3600, 4) })
        {
            walk.Look(limit - 1);
            Assert.Equal(told - 1, walk.Told.Count);
            walk.Look(1);
            Assert.Equal(told, walk.Told.Count);
        }
    }

    [Fact]
    public void Signals_of_which_too_few_can_be_read()
    {
        var walk = new Walk { Signals = [SignalState.Unknown, SignalState.Down, SignalState.Up] };
        walk.Look();
        walk.Look(599);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.OutageNotActedOn);
        walk.Look(1);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.OutageNotActedOn);
    }

    [Fact]
    public void The_end_of_an_outage_that_nobody_acted_on()
    {
        var walk = new Walk { Automation = Automation.Paused }.Down();
        walk.LookFor(30);
        walk.Down(0).Look();
        walk.Look(9);
        Assert.NotNull(walk.Record.Unacted);
        walk.Look(1);
        Assert.Null(walk.Record.Unacted);
    }

    [Fact]
    public void What_needs_a_person()
    {
        var walk = new Walk { Escalates = true }.Recovering();
        walk.Steps["web"] = StepObservation.Broken("the instance does not exist");
        while (walk.Phase != Phase.Stuck)
        {
            walk.Look();
        }

        foreach (var (limit, told) in new[] { (900, 1), (3600, 2), (3600, 3) })
        {
            walk.Look(limit - 1);
            Assert.Equal(told - 1, walk.Told.Count(notice => notice.Kind == NoticeKind.Escalation));
            walk.Look(1);
            Assert.Equal(told, walk.Told.Count(notice => notice.Kind == NoticeKind.Escalation));
        }
    }

    [Theory]
    [InlineData(23, 15)]
    [InlineData(12, 8)]
    public void A_question_that_nobody_answers(int patience, int escalated)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace(
            "\"atLeast\"", $"\"mode\": \"approval\", \"approvalTimeout\": \"{patience}m\", \"atLeast\"", StringComparison.Ordinal))
        { Escalates = true }.Down();
        walk.LookFor(15);
        walk.Look((escalated * 60) - 1);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.Escalation);
        walk.Look(1);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.Escalation);
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void An_objective_that_is_over(int seconds, bool told)
    {
        var walk = new Walk(more: "\"objectives\": { \"rto\": \"2m\" },").Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Working("it is on its way");
        walk.Look();
        walk.Look((walk.Record.Run!.DetectedAt.AddSeconds(seconds) - walk.Now).TotalSeconds);

        Assert.Equal(told, walk.Told.Exists(notice => notice.Kind == NoticeKind.Late));
    }

    [Theory]
    [InlineData(899, false)]
    [InlineData(900, true)]
    public void A_rest_that_is_saved(int seconds, bool saved)
    {
        var walk = new Walk();
        walk.Look();

        Assert.Equal(saved, walk.Look(seconds).NeedsSave);
    }

    /// <summary>Only the traffic step is left to do.</summary>
    static Walk BeforeTraffic()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        while (!walk.Record.Run!.IsDone("healthy"))
        {
            walk.Look();
        }

        return walk;
    }

    static Walk Recovered()
    {
        var walk = new Walk().Recovered();
        walk.Undos["web"] = walk.Undos["api"] = walk.Undos["traffic"] = StepObservation.NotStarted("as it was left");
        return walk;
    }

    /// <summary>Asked this very instant, with two minutes to answer.</summary>
    static Walk Asking(string more = "")
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace(
            "\"atLeast\"", $"\"mode\": \"approval\", \"approvalTimeout\": \"2m\", {more}\"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(15);
        Assert.Equal((Phase.AwaitingApproval, walk.Now), (walk.Phase, walk.Record.PhaseSince));
        return walk;
    }
}
