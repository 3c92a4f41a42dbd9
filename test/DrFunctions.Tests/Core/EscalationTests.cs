using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>What needs a person and is answered by nobody goes to a second topic.</summary>
public sealed class EscalationTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    [Fact]
    public void A_run_that_is_stuck_is_escalated_after_a_quarter_of_an_hour_and_then_hourly()
    {
        var walk = Stuck();
        var since = walk.Record.PhaseSince;
        walk.LookFor(Patience.TotalSeconds - 30);
        Assert.Empty(Escalated(walk));
        walk.LookFor(3600 * 2);

        var told = Escalated(walk);
        Assert.Equal(2, told.Count);
        Assert.InRange(told[0].At - since, Patience, Patience + TimeSpan.FromSeconds(6));
        Assert.Equal(TimeSpan.FromHours(1), told[1].At - told[0].At);
        Assert.All(told, notice => Assert.Equal(NoticeChannel.Escalation, notice.Channel));
        Assert.Single(walk.History.SelectMany(entry => entry.Facts).OfType<Escalated>(), fact => fact.Since < TimeSpan.FromHours(1));
    }

    [Fact]
    public void All_other_notices_are_for_everybody()
    {
        var walk = Stuck();
        walk.LookFor(3600);

        Assert.All(
            walk.Told.Where(notice => notice.Kind != NoticeKind.Escalation),
            notice => Assert.Equal(NoticeChannel.Everybody, notice.Channel));
    }

    [Theory]
    [InlineData(Command.Ack)]
    [InlineData(Command.Reject)]
    public void Any_command_is_an_answer_a_refused_one_too(Command command)
    {
        var walk = Stuck();
        walk.LookFor(60);
        walk.Ask(command);
        walk.LookFor(3600 * 2);

        Assert.Empty(Escalated(walk));
        Assert.NotNull(walk.Record.Needed!.AnsweredAt);
    }

    [Fact]
    public void A_pause_is_an_answer()
    {
        var walk = Stuck();
        walk.LookFor(60);
        walk.Automation = Automation.Paused;
        walk.LookFor(3600);

        Assert.Empty(Escalated(walk));
    }

    [Fact]
    public void What_was_answered_before_does_not_answer_what_comes_next()
    {
        var walk = Stuck();
        walk.LookFor(60);
        walk.Ask(Command.Approve);
        walk.LookFor(1);
        Assert.Null(walk.Record.Needed);
        while (walk.Phase != Phase.Stuck)
        {
            walk.Look();
        }

        var again = walk.Record.PhaseSince;
        walk.LookFor(Patience.TotalSeconds + 30);
        Assert.InRange(Assert.Single(Escalated(walk)).At - again, Patience, Patience + TimeSpan.FromSeconds(6));
    }

    /// <summary>There must be time left to answer.</summary>
    [Fact]
    public void A_question_is_escalated_before_its_time_is_over()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"approvalTimeout\": \"12m\", \"atLeast\"", StringComparison.Ordinal))
        { Escalates = true }.Down();
        while (walk.Phase != Phase.AwaitingApproval)
        {
            walk.Look();
        }

        var asked = walk.Record.PhaseSince;
        walk.LookFor(11 * 60);

        Assert.InRange(Assert.Single(Escalated(walk)).At - asked, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(8.2));
    }

    [Fact]
    public void An_outage_that_nobody_acts_on_needs_a_person_once_it_was_told()
    {
        var walk = new Walk { Escalates = true, Automation = Automation.Paused }.Down();
        walk.LookFor(9);
        Assert.Equal((0, null), (walk.Record.Unacted!.Told, walk.Record.Needed));
        walk.LookFor(6);

        Assert.Equal((1, NoticeKind.OutageNotActedOn), (walk.Record.Unacted.Told, walk.Record.Needed!.For));
    }

    /// <summary>Who resumes is at work; a pause that runs out says nothing of anybody.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_end_of_a_pause_is_an_answer_if_a_person_gave_it(bool resumed)
    {
        var walk = new Walk { Escalates = true, Automation = Automation.Paused, PausedUntil = Walk.Begin.AddHours(2) };
        walk.Record = walk.Record with { Disarmed = new Disarming("Ann", walk.Now, "a test") };
        walk.Look();
        walk.Down().LookFor(30);
        Assert.Equal((NoticeKind.OutageNotActedOn, null), (walk.Record.Needed!.For, walk.Record.Needed.AnsweredAt));
        (walk.Automation, walk.ResumedSentence) = (Automation.On, resumed ? "by Ann" : null);
        walk.PausedUntil = null;
        walk.Look(resumed ? 3 : 7200);

        Assert.Equal(resumed, walk.Record.Needed!.AnsweredAt is not null);
    }

    [Fact]
    public void Mode_shadow_needs_nobody()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal))
        { Escalates = true }.Down();
        walk.Steps["web"] = StepObservation.Broken("it is gone");
        walk.LookFor(3600);

        Assert.True(walk.Phase is Phase.Stuck or Phase.Recovered);
        Assert.Null(walk.Record.Needed);
    }

    [Fact]
    public void Without_a_second_topic_nothing_is_remembered_or_told()
    {
        var walk = Stuck(escalates: false);
        walk.LookFor(3600 * 2);

        Assert.Empty(Escalated(walk));
        Assert.Null(walk.Record.Needed);
    }

    [Fact]
    [Trait("about", "text")]
    public void The_email_says_that_nobody_has_answered_and_what_to_do()
    {
        var stuck = Stuck();
        stuck.LookFor(1000);
        var asked = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"atLeast\"", StringComparison.Ordinal)) { Escalates = true }.Down();
        asked.LookFor(700);

        ReviewedEmails.Assert(
            "escalation", ("nobody answers that a run is stuck", Escalated(stuck)[0]), ("nobody answers the question", Escalated(asked)[0]));
    }

    static Walk Stuck(bool escalates = true)
    {
        var walk = new Walk { Escalates = escalates }.Recovering();
        walk.Steps["web"] = StepObservation.Broken("the instance does not exist");
        while (walk.Phase != Phase.Stuck)
        {
            walk.Look();
        }

        return walk;
    }

    static List<Notice> Escalated(Walk walk) => [.. walk.Told.Where(notice => notice.Kind == NoticeKind.Escalation)];
}
