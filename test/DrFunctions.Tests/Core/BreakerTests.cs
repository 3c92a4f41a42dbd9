using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

public sealed class BreakerTests
{
    const SignalState U = SignalState.Up, D = SignalState.Down, X = SignalState.Unknown;

    static string With(string members) => TestPlans.Trigger.Replace("\"atLeast\"", $"{members}, \"atLeast\"", StringComparison.Ordinal);

    static readonly string All = TestPlans.Trigger.Replace("\"any\"", "\"all\"", StringComparison.Ordinal);

    static Walk PausedWalk(TimeSpan length) => new() { Automation = Automation.Paused, PausedUntil = Walk.Begin + length };

    [Fact]
    public void A01_A_look_that_cannot_read_the_signals_does_not_end_the_asking_after_a_pause()
    {
        var walk = PausedWalk(TimeSpan.FromMinutes(10)).Down();
        walk.LookFor(606);
        Assert.True(walk.Record.AsksAfterPause);
        walk.Signals = [X, X, X];
        walk.Look();
        walk.Down().LookFor(60);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void A02_Asked_after_a_pause_while_vantages_disagree_it_does_not_begin_once_they_agree()
    {
        var walk = new Walk(trigger: All);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, Walk.Begin + TimeSpan.FromMinutes(10));
        walk.Signals = [U, D, D];
        walk.LookFor(606);
        Assert.True(walk.Record.AsksAfterPause);
        walk.LookFor(330);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Down().LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void A02b_Asked_anew_at_the_end_of_a_pause_a_disputed_question_is_not_settled_without_a_person()
    {
        var walk = new Walk(trigger: All);
        walk.Signals = [U, D, D];
        walk.LookFor(330);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        walk.Down().LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void A03_An_outage_during_a_paused_drill_asks_at_the_end_of_the_pause()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        Assert.Equal(Phase.Drilling, walk.Phase);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(30));
        walk.Look();
        walk.Down().LookFor(1800);
        walk.LookFor(60);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.FailingOver);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void A03b_An_outage_during_a_paused_drill_is_told()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.Automation = Automation.Paused;
        walk.Look();
        var before = walk.Told.Count;
        walk.Down().LookFor(3600);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A04_A_stuck_run_that_was_paused_does_not_go_on_by_itself_when_the_pause_runs_out()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(90);
        Assert.Equal(Phase.Stuck, walk.Phase);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(30));
        walk.LookFor(60);
        walk.AllDone().LookFor(1740);
        walk.LookFor(60);
        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    [Fact]
    public void A05_A_step_not_reached_yet_is_left_out_when_a_person_says_so()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = StepObservation.Broken("it is gone");
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(9);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Approve, request => request with { Skip = "traffic" });
        Assert.True(walk.Record.Answered!.Accepted);
        walk.Steps["web"] = walk.Steps["healthy"] = StepObservation.Done("it is good");
        walk.LookFor(30);
        Assert.Empty(walk.StartsOf("traffic"));
        Assert.Equal("Ann", walk.Of("traffic").AcceptedBy);
    }

    [Fact]
    public void A06_Users_do_not_move_while_capacity_that_fell_back_is_not_done_again()
    {
        var walk = new Walk(trigger: All).Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(6);
        walk.Signals = [U, D, D];
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(30);
        Assert.Empty(walk.StartsOf("traffic"));
        walk.Steps["api"] = StepObservation.NotStarted("0 of 4 tasks run");
        walk.LookFor(12);
        Assert.NotEqual(StepProgress.Done, walk.Of("api").Progress);
        walk.Down().LookFor(12);
        Assert.NotEqual(StepProgress.Done, walk.Of("api").Progress);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    [Fact]
    public void A07_In_the_standby_other_capacity_is_looked_at_while_one_step_is_degraded()
    {
        var walk = Degraded();
        walk.Steps["web"] = StepObservation.NotStarted("web was stopped");
        walk.LookFor(3 * 3600);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.CapacityLost);
    }

    [Fact]
    public void A08_Degraded_capacity_that_loses_more_is_still_started_in_the_standby()
    {
        var walk = Degraded();
        walk.Steps["api"] = StepObservation.NotStarted("1 of 4 tasks run") with { Serves = new Capacity(1, 4) };
        walk.LookFor(400);
        var starts = walk.StartsOf("api").Count();
        walk.LookFor(3 * 3600);
        Assert.True(walk.StartsOf("api").Count() > starts, $"{walk.StartsOf("api").Count()} starts, {starts} before");
    }

    static Walk Degraded()
    {
        var walk = new Walk("""
            [ { "id": "web", "kind": "start" }, { "id": "api", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web", "api"] },
              { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
            """).Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(75);
        Assert.True(walk.Of("api").Degraded);
        walk.LookFor(12);
        walk.Steps["traffic"] = StepObservation.Done("users go to the standby");
        walk.LookFor(12);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Steps["api"] = StepObservation.NotStarted("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        return walk;
    }

    [Fact]
    public void A09_An_unanswered_question_that_cannot_proceed_for_unreadable_signals_is_told_on()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\", \"onApprovalTimeout\": \"proceed\"")).Down();
        walk.LookFor(600);
        walk.Signals = [D, X, X];
        walk.LookFor(1200);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        var before = walk.Told.Count;
        walk.LookFor(6 * 3600);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A09b_A_question_whose_time_is_over_and_that_waits_for_another_Region_is_told()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\", \"onApprovalTimeout\": \"proceed\"")).Down();
        walk.LookFor(890);
        walk.RegionFailovers = RegionFailovers.None with { Begun = new Dictionary<string, DateTimeOffset> { ["eu-west-1"] = walk.Now } };
        walk.LookFor(120);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(3000);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.OutageNotActedOn);
    }

    [Fact]
    public void A09c_A_question_whose_time_is_over_while_the_limit_cannot_be_read_is_told()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\", \"onApprovalTimeout\": \"proceed\"")).Down();
        walk.RegionFailovers = null;
        walk.LookFor(920);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        var before = walk.Told.Count;
        walk.LookFor(6 * 3600);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A10_Approved_right_after_a_pause_the_limits_did_not_run_during_it()
    {
        var walk = new Walk(
            TestPlans.Steps.Replace("\"id\": \"web\",", "\"id\": \"web\", \"prewarm\": true,", StringComparison.Ordinal),
            With("\"mode\": \"approval\"")).Down();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.LookFor(30);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Automation = Automation.Paused;
        walk.LookFor(1800);
        walk.Automation = Automation.On;
        walk.Ask(Command.Approve);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.LookFor(12);
        Assert.Equal((Phase.Recovering, StepProgress.Started), (walk.Phase, walk.Of("web").Progress));
    }

    [Fact]
    public void A12_A_failback_that_skips_health_gets_a_held_return_out_of_Stuck()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        walk.Down(0).LookFor(400);
        walk.Ask(Command.Failback);
        walk.Signals = [U, X, X];
        walk.LookFor(400);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Failback, request => request with { SkipsHealth = true });
        Assert.True(walk.Record.Answered!.Accepted);
        walk.LookFor(9);
        Assert.Contains(walk.UndoStarts, undo => undo.Id == "traffic");
    }

    [Fact]
    public void A13_The_email_that_offers_a_failback_comes_when_it_is_possible()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        walk.Down(1).LookFor(400);
        var told = walk.Told.Any(notice => notice.Kind == NoticeKind.PrimaryHealthy);
        walk.Ask(Command.Failback);
        Assert.Equal(told, walk.Record.Answered!.Accepted);
    }

    [Fact]
    public void A14_Asked_anew_people_are_reminded_anew()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\", \"onApprovalTimeout\": \"proceed\"")).Down();
        walk.LookFor(720);
        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalReminder));
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        walk.LookFor(840);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Equal(4, walk.Told.Count(notice => notice.Kind == NoticeKind.ApprovalReminder));
    }

    [Fact]
    public void A15_An_outage_behind_an_acknowledged_stuck_drill_is_told()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.AllDone().LookFor(30);
        walk.Undos["web"] = StepObservation.Broken("it cannot be stopped");
        walk.Undos["api"] = StepObservation.Done("api is as before");
        walk.LookFor(120);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Ack);
        walk.LookFor(3600);
        var before = walk.Told.Count;
        walk.Down().LookFor(3 * 3600);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A16_A_planned_failover_that_is_stuck_is_not_undone_because_the_primary_is_as_well_as_before()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(120);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.AllUndone().LookFor(1200);
        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    [Fact]
    public void A17_An_outage_during_a_stand_down_is_told()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(135);
        Assert.Equal(Phase.FailingBack, walk.Phase);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Working("it is stopping");
        var before = walk.Told.Count;
        walk.Down().LookFor(170);
        Assert.True(walk.Phase != Phase.FailingBack || walk.Told.Count > before, $"{walk.Phase}");
    }

    [Fact]
    public void A17b_A_stand_down_that_cannot_be_undone_does_not_disarm_the_next_outage_silently()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(135);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Broken("it cannot be stopped");
        walk.LookFor(12);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Ack);
        walk.LookFor(1800);
        var before = walk.Told.Count;
        walk.Down().LookFor(2 * 3600);
        Assert.True(walk.Told.Count > before, $"{walk.Phase}: nothing said");
    }

    [Fact]
    public void A18_A_failover_that_a_person_let_go_on_counts_for_the_cooldown()
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
    public void A19_A_failover_ordered_right_after_a_stop_does_not_believe_a_reading_from_before_it()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.AllDone().LookFor(12);
        for (var look = 0; look < 30 && walk.UndoStarts.Count == 0; look++)
        {
            walk.Look();
        }

        Assert.NotEmpty(walk.UndoStarts);
        walk.Ask(Command.Failover);
        walk.Look();
        Assert.NotEqual(StepProgress.Done, walk.Of("web").Progress);
    }

    [Fact]
    public void A20_The_email_of_an_outage_while_all_plans_are_paused_names_the_command_that_ends_it()
    {
        var walk = new Walk { Automation = Automation.Paused }.Down();
        Decision decision = walk.Look();
        for (var at = 0; at < 30 && decision.Next.Outbox.Count == 0; at += 3)
        {
            walk.Now += TimeSpan.FromSeconds(3);
            decision = Decider.Decide(walk.Plan, walk.Record, new Snapshot
            {
                CommandOptions = "--table t",
                Signals = [.. walk.Plan.Trigger.Signals.Select(signal => new SignalObservation(signal, D, "is Down"))],
                Automation = Automation.Paused,
                AllPaused = true,
                PauseSentence = "by Ann",
            }, walk.Now);
            walk.Record = decision.Next;
        }

        Assert.Contains("dr resume --all", decision.Next.Outbox[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A21_The_late_email_does_not_say_that_it_is_over_now()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" } ]""").Recovering();
        walk.Steps["web"] = StepObservation.Unknown("no answer");
        walk.LookFor(190);
        var late = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Late);
        Assert.DoesNotContain($"by {late.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z", late.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A22_The_reminder_of_a_stuck_run_does_not_say_that_it_is_tried_again_while_it_is_paused()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(90);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Automation = Automation.Paused;
        walk.LookFor(1200);
        var still = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.StillStuck);
        Assert.DoesNotContain("tried again by itself", still.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A23_Where_one_of_two_records_was_moved_the_email_does_not_say_that_nobody_was()
    {
        var walk = new Walk("""
            [ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] },
              { "id": "one", "kind": "switch", "after": ["healthy"] }, { "id": "two", "kind": "switch", "after": ["healthy"] } ]
            """).Recovering();
        walk.AllDone();
        walk.Steps["two"] = StepObservation.Done("it leads to the standby");
        walk.LookFor(60);
        Assert.Equal(Phase.Stuck, walk.Phase);
        Assert.NotEmpty(walk.StartsOf("one"));
        Assert.DoesNotContain("moved nobody", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A24_A_shadow_run_does_not_disarm_the_plan_that_acts_from_now_on()
    {
        var shadow = new Walk(trigger: With("\"mode\": \"shadow\"")).Down();
        shadow.LookFor(60);
        Assert.Equal(Phase.Recovered, shadow.Phase);
        shadow.Down(0).LookFor(400);
        Assert.Equal(Phase.Watching, shadow.Phase);
        var walk = new Walk { Record = shadow.Record, Now = shadow.Now };
        walk.Down().LookFor(60);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A25_The_email_at_the_end_of_a_pause_promises_no_question_that_a_disarmed_plan_never_asks()
    {
        var walk = PausedWalk(TimeSpan.FromMinutes(10)).Down();
        walk.Record = walk.Record with { Disarmed = new Disarming("Ann", walk.Now, "a test") };
        walk.LookFor(606);
        var told = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PauseOver);
        Assert.DoesNotContain("asks for your approval", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A26_With_proceed_an_outage_longer_than_the_cooldown_is_failed_over_when_that_is_over()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\", \"onApprovalTimeout\": \"proceed\""));
        walk.Record = walk.Record with { AutomaticAt = walk.Now };
        walk.Down().LookFor(2 * 3600);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A28_After_a_pause_the_outage_is_still_as_old_as_it_is()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\"")).Down();
        walk.LookFor(60);
        var down = walk.Record.Down.Since;
        Assert.Equal(Walk.Begin + TimeSpan.FromSeconds(3), down);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(30));
        walk.LookFor(1830);
        walk.Ask(Command.Approve);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Equal(down, walk.Record.Run!.DetectedAt);
    }

    [Fact]
    public void A29_In_mode_shadow_an_email_offers_only_a_failover_that_is_not_refused()
    {
        var walk = new Walk(trigger: With("\"mode\": \"shadow\"")).Down();
        walk.LookFor(60);
        walk.Down(0).LookFor(400);
        Assert.Equal(Phase.Watching, walk.Phase);
        walk.Down().LookFor(60);
        Assert.DoesNotContain("dr failover shop --table t --reason", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A30_Stuck_with_enough_of_its_capacity_and_green_checks_the_run_goes_on_degraded()
    {
        var walk = new Walk("""
            [ { "id": "api", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["api"] }, { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
            """).Recovering();
        walk.LookFor(6);
        walk.Steps["api"] = StepObservation.Working("3 of 4 tasks run") with { Serves = new Capacity(3, 4) };
        walk.Steps["healthy"] = StepObservation.NotStarted("it does not answer");
        walk.LookFor(200);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.Stuck);
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(3600);
        Assert.Contains(walk.Starts, start => start.Id == "traffic");
    }

    [Fact]
    public void A31_Who_accepts_the_standby_of_a_plan_without_traffic_disarms_it()
    {
        var walk = new Walk("""[ { "id": "web", "kind": "start" }, { "id": "healthy", "kind": "check", "after": ["web"] } ]""").Recovering();
        walk.LookFor(6);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        Assert.Contains("To stay, which disarms this plan", walk.Told[^1].Body, StringComparison.Ordinal);
        walk.Ask(Command.Reset, request => request with { AcceptsStandby = true });
        Assert.NotNull(walk.Record.Disarmed);
    }

    [Fact]
    public void A31b_Who_has_moved_users_by_hand_and_accepts_the_standby_disarms_the_plan()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().Steps["traffic"] = StepObservation.Broken("the record is gone");
        walk.LookFor(30);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Reset, request => request with { AcceptsStandby = true });
        Assert.True(walk.Record.Answered!.Accepted);
        Assert.NotNull(walk.Record.Disarmed);
    }

    [Fact]
    public void A32_A_stand_down_that_AWS_could_not_answer_for_a_while_does_not_disarm_the_plan()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(135);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Unknown("no answer");
        walk.LookFor(400);
        walk.AllUndone().LookFor(1200);
        Assert.Equal(Phase.Watching, walk.Phase);
    }

    [Fact]
    public void A32b_A_drill_whose_undo_AWS_could_not_answer_for_a_while_does_not_disarm_the_plan()
    {
        var walk = new Walk();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.AllDone().LookFor(12);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Unknown("no answer");
        walk.LookFor(400);
        walk.AllUndone().LookFor(1200);
        Assert.NotEqual(Phase.Stuck, walk.Phase);
    }

    [Fact]
    public void A33_The_end_of_a_pause_of_a_declined_plan_is_told_truly()
    {
        var walk = new Walk(trigger: With("\"mode\": \"approval\"")).Down();
        walk.LookFor(30);
        walk.Ask(Command.Reject);
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        Assert.Equal(Phase.Declined, walk.Phase);
        var told = Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PauseOver);
        Assert.DoesNotContain("acts again", told.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A34_Confirming_an_outage_that_then_cannot_be_read_at_all_is_told_hourly()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.LookFor(30);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Signals = [X, X, X];
        walk.LookFor(6 * 3600);
        Assert.Equal(Phase.Confirming, walk.Phase);
        Assert.InRange(walk.Told.Count, 5, 12);
    }

    [Fact]
    public void A35_Ordered_over_a_pause_prewarmed_steps_have_their_limits()
    {
        var walk = new Walk(
            TestPlans.Steps.Replace("\"id\": \"web\",", "\"id\": \"web\", \"prewarm\": true,", StringComparison.Ordinal),
            TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.LookFor(30);
        Assert.Equal((Phase.Confirming, StepProgress.Started), (walk.Phase, walk.Of("web").Progress));
        walk.Automation = Automation.Paused;
        walk.LookFor(1800);
        walk.Ask(Command.Failover, request => request with { OverridesPause = true });
        walk.LookFor(12);
        Assert.Equal(StepProgress.Started, walk.Of("web").Progress);
    }

    [Fact]
    public void A36_In_the_cooldown_the_status_does_not_say_that_nothing_is_wrong()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { AutomaticAt = walk.Now };
        walk.LookFor(900);
        Assert.NotEqual("Nothing is wrong.", DrFunctions.Core.Explaining.StatusSentences.Of(walk.Record, Automation.On, true, walk.Now));
    }

    [Fact]
    public void A37_The_email_of_an_ordered_failover_that_is_stuck_does_not_say_that_a_healthy_primary_is_down()
    {
        var walk = new Walk();
        walk.Ask(Command.Failover);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        Assert.Equal((Phase.Stuck, NoticeKind.Stuck), (walk.Phase, walk.Told[^1].Kind));
        Assert.DoesNotContain("which is down", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A06b_Users_do_not_move_in_the_look_that_finds_prewarmed_capacity_fallen_back()
    {
        var walk = new Walk(
            TestPlans.Steps.Replace("\"id\": \"web\",", "\"id\": \"web\", \"prewarm\": true,", StringComparison.Ordinal),
            With("\"mode\": \"approval\"")).Down();
        walk.LookFor(30);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(60);
        Assert.Equal((Phase.AwaitingApproval, StepProgress.Done), (walk.Phase, walk.Of("web").Progress));
        walk.Steps["web"] = StepObservation.NotStarted("web was stopped");
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.Ask(Command.Approve);
        walk.LookFor(15);
        Assert.NotEqual(StepProgress.Done, walk.Of("web").Progress);
        Assert.Empty(walk.StartsOf("traffic"));
    }

    [Fact]
    public void A38_Two_good_answers_minutes_apart_are_not_two_minutes_without_a_break()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().Down(0);
        walk.LookFor(12);
        Assert.NotNull(walk.Record.Run!.HeldSince);
        walk.Look(125);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A39_Who_has_acknowledged_signals_that_were_never_up_hears_of_one_that_goes_down_later()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { SeenUp = [] };
        walk.Signals = [U, D, D];
        walk.LookFor(60);
        Assert.Equal(Unacted.NeverUp, walk.Record.Unacted!.Why);
        walk.Ask(Command.Ack);
        walk.LookFor(3600);
        var before = walk.Told.Count;
        walk.Down().LookFor(6 * 3600);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A40_A_paused_failover_is_not_said_to_be_under_way_and_expected_soon()
    {
        var walk = new Walk(more: "\"objectives\": { \"rto\": \"5m\" },").Recovering();
        walk.LookFor(6);
        walk.Automation = Automation.Paused;
        walk.LookFor(1200);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.Late && notice.Body.Contains("still under way", StringComparison.Ordinal));
    }
}
