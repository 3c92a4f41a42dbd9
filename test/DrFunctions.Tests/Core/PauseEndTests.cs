using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>A pause is loud, and its end is safe.</summary>
public sealed class PauseEndTests
{
    [Fact]
    public void At_its_end_the_clock_starts_anew_and_a_plan_with_a_signal_down_asks()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(600);
        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.Equal(0, walk.Record.Down.Counted.TotalSeconds);

        walk.LookFor(30);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Empty(walk.Starts);
        walk.Ask(Command.Approve);
        Assert.Equal((Phase.Recovering, false), (walk.Phase, walk.Record.AsksAfterPause));
    }

    [Fact]
    public void One_signal_that_is_down_is_enough_to_ask()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down(1);
        walk.LookFor(606);
        walk.Down().LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void Once_no_signal_is_down_any_more_the_plan_acts_by_itself()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down(1);
        walk.LookFor(606);
        Assert.True(walk.Record.AsksAfterPause);
        walk.Down(0).LookFor(6);
        walk.Down().LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A_look_that_cannot_read_the_signals_does_not_end_the_asking()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(606);
        Assert.True(walk.Record.AsksAfterPause);

        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Unknown];
        walk.Look();
        walk.Down().LookFor(60);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void Asked_while_vantages_disagree_it_does_not_begin_once_they_agree()
    {
        var walk = Disputed();
        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        Assert.True(walk.Record.AsksAfterPause);
        walk.LookFor(330);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);

        walk.Down().LookFor(30);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void A_disputed_question_that_is_asked_anew_is_not_settled_without_a_person()
    {
        var walk = Disputed();
        walk.LookFor(330);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);

        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        walk.Down().LookFor(30);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void An_end_with_every_signal_up_changes_nothing_else()
    {
        var walk = Paused(TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        Assert.Equal((Phase.Watching, false), (walk.Phase, walk.Record.AsksAfterPause));
        Assert.Equal(NoticeKind.PauseOver, Assert.Single(walk.Told).Kind);
        walk.Down().LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A_person_who_resumes_knows_what_the_primary_is_like()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(300);
        walk.Automation = Automation.On;
        walk.LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.PauseOver);
        Assert.Contains(walk.History.SelectMany(entry => entry.Facts), fact => fact is PauseLifted);
    }

    /// <summary>The next look may come when the pause would have ended anyway: a person ended it, which counts, and is named.</summary>
    [Fact]
    public void A_person_who_resumes_shortly_before_the_end_is_believed_and_named()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(300);
        (walk.Automation, walk.ResumedSentence) = (Automation.On, "by ann: \"go\"");
        walk.Now = Walk.Begin + TimeSpan.FromMinutes(11);
        walk.LookFor(30);

        Assert.False(walk.Record.AsksAfterPause);
        Assert.Contains(walk.History.SelectMany(entry => entry.Facts), fact =>
            Sentences.Say(fact) == "the pause is over: resumed by ann: \"go\"");
    }

    [Fact]
    public void A_run_that_was_paused_waits_for_a_person_at_the_end()
    {
        var walk = new Walk().Recovering();
        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(597);
        Assert.Null(walk.Look().LookAgainIn);
        walk.LookFor(6);
        Assert.Equal((Phase.Stuck, true), (walk.Phase, walk.Record.Run!.StoppedByPause));
        Assert.Equal(NoticeKind.Stuck, walk.Told[^1].Kind);
        Assert.IsType<AsksAfterPause>(Assert.IsType<PersonNeeded>(Assert.IsType<NoAction>(walk.Look().Fact).Why).For);

        walk.Ask(Command.Approve);

        Assert.Equal((Phase.Recovering, false), (walk.Phase, walk.Record.Run!.StoppedByPause));
        Assert.Equal(Phase.Recovered, walk.AllDone().LookFor(60).Next.Phase);
    }

    [Fact]
    public void A_stuck_run_that_was_paused_does_not_go_on_by_itself_when_the_pause_runs_out()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(90);
        Assert.Equal(Phase.Stuck, walk.Phase);

        Pause(walk, TimeSpan.FromMinutes(30));
        walk.LookFor(60);
        walk.AllDone().LookFor(1740);
        walk.LookFor(60);

        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    [Fact]
    public void A_failover_that_overrides_the_pause_is_not_stopped_by_its_end()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(540);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Working("is pending");
        walk.Ask(Command.Failover, request => request with { OverridesPause = true });
        walk.LookFor(75);
        Assert.Equal((Phase.Recovering, null), (walk.Phase, walk.Record.Pause));
    }

    [Fact]
    public void A_plan_that_waits_for_an_answer_is_asked_anew()
    {
        var walk = Asking("\"onApprovalTimeout\": \"proceed\", ");
        walk.LookFor(30);
        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalNeeded));
        walk.LookFor(walk.Plan.Trigger.ApprovalTimeout.TotalSeconds - 30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void Asked_anew_people_are_reminded_anew()
    {
        var walk = Asking("\"onApprovalTimeout\": \"proceed\", ");
        walk.LookFor(720);
        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalReminder));

        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        walk.LookFor(840);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Equal(4, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalReminder));
    }

    [Fact]
    public void The_outage_is_still_as_old_as_it_is()
    {
        var walk = Asking();
        walk.LookFor(60);
        var down = walk.Record.Down.Since;
        Assert.Equal(Walk.Begin + TimeSpan.FromSeconds(3), down);

        Pause(walk, TimeSpan.FromMinutes(30));
        walk.LookFor(1830);
        walk.Ask(Command.Approve);

        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Equal(down, walk.Record.Run!.DetectedAt);
    }

    [Fact]
    public void People_are_told_half_an_hour_before_the_end()
    {
        var walk = Paused(TimeSpan.FromHours(4));
        walk.LookFor(3.4 * 3600);
        Assert.Empty(walk.Told);
        walk.LookFor(0.2 * 3600);
        Assert.Equal(NoticeKind.Paused, Assert.Single(walk.Told).Kind);
        walk.LookFor(0.5 * 3600);
        Assert.Equal([NoticeKind.Paused, NoticeKind.PauseOver], walk.Told.Select(notice => notice.Kind));
    }

    [Fact]
    public void A_longer_pause_is_told_again_before_its_own_end()
    {
        var walk = Paused(TimeSpan.FromHours(1));
        walk.LookFor(40 * 60);
        walk.PausedUntil = walk.Now + TimeSpan.FromHours(2);
        walk.LookFor(119 * 60);
        Assert.Equal([NoticeKind.Paused, NoticeKind.Paused], walk.Told.Select(notice => notice.Kind));
    }

    [Fact]
    public void A_pause_without_an_end_is_told_daily()
    {
        var walk = new Walk { Automation = Automation.Paused };
        walk.Look();
        for (var minute = 0; minute < 3 * 24 * 60; minute++)
        {
            walk.Look(60);
        }

        Assert.Equal([NoticeKind.Paused, NoticeKind.Paused, NoticeKind.Paused], walk.Told.Select(notice => notice.Kind));
    }

    [Fact]
    public void A_pause_that_cannot_be_read_is_no_end()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(60);
        (walk.Automation, walk.PausedUntil) = (Automation.Unknown, null);
        walk.LookFor(900);
        Assert.NotNull(walk.Record.Pause);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind is NoticeKind.Paused or NoticeKind.PauseOver);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_email_promises_no_question_that_a_disarmed_plan_never_asks()
    {
        var walk = Paused(TimeSpan.FromMinutes(10)).Down();
        walk.Record = walk.Record with { Disarmed = new Disarming("Ann", walk.Now, "a test") };
        walk.LookFor(606);

        var told = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PauseOver);
        Assert.DoesNotContain("asks for your approval", told.Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_email_of_a_declined_plan_does_not_say_that_it_acts_again()
    {
        var walk = Asking();
        walk.LookFor(30);
        walk.Ask(Command.Reject);

        Pause(walk, TimeSpan.FromMinutes(10));
        walk.LookFor(606);

        Assert.Equal(Phase.Declined, walk.Phase);
        var told = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PauseOver);
        Assert.DoesNotContain("acts again", told.Body, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void What_people_read()
    {
        var soon = Paused(TimeSpan.FromHours(4));
        soon.LookFor(3.6 * 3600);
        var down = Paused(TimeSpan.FromMinutes(10)).Down();
        down.LookFor(606);
        var daily = new Walk { Automation = Automation.Paused };
        daily.Look();
        daily.Look(86_400);
        ReviewedEmails.Assert("pause", ("half an hour before its end", soon.Told[^1]), ("its end, with signals down", down.Told[^1]), ("once a day", daily.Told[^1]));
    }

    static Walk Paused(TimeSpan length) => new() { Automation = Automation.Paused, PausedUntil = Walk.Begin + length };

    static void Pause(Walk walk, TimeSpan length) => (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + length);

    /// <summary>Down, in mode approval.</summary>
    static Walk Asking(string more = "") =>
        new Walk(trigger: TestPlans.Trigger.Replace("\"for\"", $"\"mode\": \"approval\", {more}\"for\"", StringComparison.Ordinal)).Down();

    /// <summary>The probes say down, the alarm says up, and they must agree.</summary>
    static Walk Disputed() => new(trigger: TestPlans.Trigger.Replace("\"any\"", "\"all\"", StringComparison.Ordinal))
    {
        Signals = [SignalState.Up, SignalState.Down, SignalState.Down],
    };
}
