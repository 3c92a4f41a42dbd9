using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Mode approval: a person approves, declines, or does not answer.</summary>
public sealed class ApprovalTests
{
    static Walk Asked(string more = "")
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", $"\"mode\": \"approval\", {more} \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(18);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Empty(walk.Starts);
        return walk;
    }

    [Trait("about", "text")]
    [Fact]
    public void A_person_is_asked_once_with_the_commands_that_decide()
    {
        var walk = Asked();
        walk.LookFor(60);
        var letter = Assert.Single(walk.Told);
        Assert.Equal("[DrFunctions] shop: APPROVAL NEEDED: fail over to ap-northeast-1?", letter.Subject);
        Assert.Contains("dr approve shop --table t --reason", letter.Body, StringComparison.Ordinal);
        Assert.Contains("dr reject shop --table t --reason", letter.Body, StringComparison.Ordinal);
        Assert.Contains("if nobody answers by 2026-03-01 03:15:15Z, it does not fail over", letter.Body, StringComparison.Ordinal);
        Assert.StartsWith("no action: approval was requested 1 min 6 s ago, and 13 min 54 s are left", walk.Look().Because, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void Approved_it_fails_over_and_says_by_whom()
    {
        var walk = Asked();
        walk.Ask(Command.Approve);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Equal((true, "Ann"), (walk.Record.Answered!.Accepted, walk.Record.Answered.By));
        Assert.EndsWith("; Ann approved it: a test", walk.Record.Run!.Why, StringComparison.Ordinal);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Rejected_nothing_begins_until_the_primary_has_been_up()
    {
        var walk = Asked();
        Assert.Equal("not failing over: Ann declined: a test", walk.Ask(Command.Reject));
        Assert.Equal(Phase.Declined, walk.Phase);
        walk.LookFor(3600);
        Assert.Equal(Phase.Declined, walk.Phase);
        walk.Down(0).Look();
        walk.Look(6);
        Assert.Equal(Phase.Declined, walk.Phase);
        walk.Look(6);
        Assert.Equal(Phase.Watching, walk.Phase);
        Assert.Empty(walk.Starts);
    }

    [Fact]
    public void Declined_a_person_may_still_fail_over()
    {
        var walk = Asked();
        walk.Ask(Command.Reject);
        walk.Ask(Command.Failover);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void Nobody_answers_and_the_plan_says_stop()
    {
        var walk = Asked();
        walk.LookFor(891);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Equal("not failing over: nobody answered within 15 min", walk.Look(9).Because);
        Assert.Equal(Phase.Declined, walk.Phase);
        Assert.Equal("[DrFunctions] shop: ACTION NEEDED: nobody answered, and ap-southeast-1 is still DOWN", walk.Told[^1].Subject);
    }

    [Trait("about", "text")]
    [Fact]
    public void Nobody_answers_and_the_plan_says_proceed()
    {
        var walk = Asked("\"approvalTimeout\": \"2m\", \"onApprovalTimeout\": \"proceed\",");
        walk.LookFor(114);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(9);
        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.StartsWith("nobody answered within 2 min, so the plan proceeds", walk.Record.Run!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void To_proceed_enough_signals_must_surely_be_down()
    {
        var walk = Asked("\"approvalTimeout\": \"2m\", \"onApprovalTimeout\": \"proceed\",");
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Down];
        walk.LookFor(600);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Down().Look();
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_cooldown_holds_for_what_proceeds_by_itself_and_not_for_asking()
    {
        var walk = Asked("\"approvalTimeout\": \"2m\", \"onApprovalTimeout\": \"proceed\",");
        walk.Record = walk.Record with { AutomaticAt = walk.Now - TimeSpan.FromMinutes(30) };
        walk.LookFor(150);
        Assert.Equal(Phase.Declined, walk.Phase);
        Assert.Contains("the cooldown is 1 h", walk.Record.Because, StringComparison.Ordinal);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_signals_come_up_again_and_nobody_is_needed_any_more()
    {
        var walk = Asked().Down(1);
        walk.LookFor(15);
        Assert.Equal((Phase.Watching, "[DrFunctions] shop: no approval needed any more"), (walk.Phase, walk.Told[^1].Subject));
    }

    [Fact]
    public void One_good_answer_does_not_call_the_question_off()
    {
        var walk = Asked().Down(0);
        walk.LookFor(9);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Down().Look();
        walk.Down(0).LookFor(9);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
    }

    [Fact]
    public void People_are_reminded_at_a_third_and_at_two_thirds_of_the_time()
    {
        var walk = Asked();
        walk.LookFor(894);

        Assert.Equal([TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)],
            walk.Told.Where(notice => notice.Kind == NoticeKind.ApprovalReminder).Select(notice => notice.At - walk.Record.PhaseSince));
    }

    [Fact]
    public void Who_pauses_to_think_has_the_whole_time_left()
    {
        var walk = Asked("\"approvalTimeout\": \"2m\", \"onApprovalTimeout\": \"proceed\",");
        walk.Automation = Automation.Paused;
        walk.LookFor(3600);
        walk.Automation = Automation.On;
        walk.LookFor(100);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void A_question_that_cannot_proceed_because_the_signals_cannot_be_read_is_told_on()
    {
        var walk = Asked("\"onApprovalTimeout\": \"proceed\",");
        walk.LookFor(582);
        walk.Signals = [SignalState.Down, SignalState.Unknown, SignalState.Unknown];
        walk.LookFor(1200);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        var before = walk.Told.Count;

        walk.LookFor(6 * 3600);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.NotEqual(before, walk.Told.Count);
    }

    [Fact]
    public void A_question_whose_time_is_over_and_that_waits_for_another_Region_is_told()
    {
        var walk = Asked("\"onApprovalTimeout\": \"proceed\",");
        walk.LookFor(873);
        walk.RegionFailovers = RegionFailovers.None with { Begun = new Dictionary<string, DateTimeOffset> { ["eu-west-1"] = walk.Now } };
        walk.LookFor(120);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);

        walk.LookFor(3000);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.OutageNotActedOn);
    }

    [Fact]
    public void A_question_whose_time_is_over_while_the_failovers_of_other_Regions_cannot_be_read_is_told()
    {
        var walk = Asked("\"onApprovalTimeout\": \"proceed\",");
        walk.RegionFailovers = null;
        walk.LookFor(903);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        var before = walk.Told.Count;

        walk.LookFor(6 * 3600);

        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.NotEqual(before, walk.Told.Count);
    }
}
