using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>An alarm and two probes: two vantages, which must agree before a run begins and before users move.</summary>
public sealed class VantageTests
{
    static readonly SignalState[] OnlyProbes = [SignalState.Up, SignalState.Down, SignalState.Down];
    static readonly SignalState[] OnlyAlarm = [SignalState.Down, SignalState.Up, SignalState.Up];

    const string Warm = """
        [ { "id": "web", "kind": "start", "prewarm": true },
          { "id": "healthy", "kind": "check", "after": ["web"] },
          { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
        """;

    [Fact]
    public void While_the_alarm_says_up_nothing_but_prewarm_begins_and_people_are_told()
    {
        var walk = New(OnlyProbes);
        walk.Look();
        Assert.Empty(walk.Starts);
        walk.LookFor(120);

        Assert.Equal((Phase.Confirming, "web"), (walk.Phase, Assert.Single(walk.Starts.Select(start => start.Id).Distinct())));
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.Prewarming);
        var said = Assert.IsType<VantagesDisagree>(Assert.IsType<NoAction>(walk.Look().Fact).Why);
        Assert.Equal(["aws"], said.UpAt);
    }

    /// <summary>What must come true before it fails over is said whole, and only where it must.</summary>
    [Theory]
    [InlineData("all", true)]
    [InlineData("any", false)]
    public void That_no_vantage_may_say_up_is_said_where_it_is_so(string witnesses, bool isSaid)
    {
        var said = Assert.IsType<OutageSuspected>(New(OnlyProbes, witnesses).Look().Fact);
        Assert.Equal((isSaid, isSaid), (said.VantagesMustAgree, Sentences.Of(said).EndsWith(
            "failing over if this lasts 10 s, a second check agrees and no vantage says up", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void All_signals_of_one_vantage_prewarm_and_the_other_one_s_word_gives_it_back()
    {
        var walk = New(OnlyAlarm);
        walk.LookFor(60);
        Assert.Equal((Phase.Confirming, "web"), (walk.Phase, Assert.Single(walk.Starts.Select(start => start.Id).Distinct())));

        walk.AllDone().LookFor(10);
        walk.Signals = [SignalState.Up, SignalState.Up, SignalState.Up];
        walk.LookFor(1_000);

        Assert.Equal((Phase.Watching, "web"), (walk.Phase, Assert.Single(walk.UndoStarts.Select(undo => undo.Id).Distinct())));
    }

    [Fact]
    public void Once_no_vantage_says_up_the_time_that_was_counted_counts()
    {
        var walk = New(OnlyProbes);
        walk.LookFor(60);
        walk.Down();
        walk.Look();

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Theory]
    [InlineData(SignalState.Unknown, "all", Phase.Recovering)]
    [InlineData(SignalState.Up, "any", Phase.Recovering)]
    [InlineData(SignalState.Up, "all", Phase.Confirming)]
    public void A_vantage_that_cannot_be_read_does_not_disagree_and_any_asks_nobody(SignalState alarm, string witnesses, Phase phase)
    {
        var walk = New([alarm, SignalState.Down, SignalState.Down], witnesses);
        walk.LookFor(60);

        Assert.Equal(phase, walk.Phase);
    }

    [Fact]
    public void One_signal_down_makes_a_vantage_say_down()
    {
        var walk = New([SignalState.Down, SignalState.Down, SignalState.Up]);
        walk.LookFor(60);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void Probes_of_another_vantage_are_another_witness()
    {
        var walk = new Walk(trigger: """
            { "signals": [ { "probe": "https://one.example.com/" }, { "probe": "https://two.example.com/" },
              { "probe": "https://three.example.com/", "vantage": "relay" } ], "atLeast": 2, "for": "10s" }
            """);
        walk.Down(2).LookFor(60);
        Assert.Equal(Phase.Confirming, walk.Phase);

        walk.Down().LookFor(15);
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Theory]
    [InlineData("stop", Phase.Declined)]
    [InlineData("proceed", Phase.Recovering)]
    public void A_disagreement_that_lasts_is_asked_about_and_the_plan_says_what_no_answer_means(string onTimeout, Phase phase)
    {
        var walk = New(OnlyProbes, more: $$""", "onApprovalTimeout": "{{onTimeout}}", "approvalTimeout": "2m" """);
        walk.LookFor(305);
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.LookFor(12);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        Assert.Contains(walk.Told, notice => notice.Kind == NoticeKind.ApprovalNeeded);
        walk.LookFor(130);

        Assert.Equal(phase, walk.Phase);
    }

    [Fact]
    public void Who_approves_while_they_disagree_has_judged_and_users_move()
    {
        var walk = New(OnlyProbes);
        walk.LookFor(330);
        walk.Ask(Command.Approve);
        walk.AllDone().Steps["traffic"] = StepObservation.NotStarted("it leads to the primary");
        walk.LookFor(30);

        Assert.Contains(walk.Starts, start => start.Id == "traffic");
    }

    [Fact]
    public void If_they_come_to_agree_while_a_person_is_asked_the_plan_goes_on_by_itself()
    {
        var walk = New(OnlyProbes);
        walk.LookFor(330);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Down();
        walk.LookFor(15);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    /// <summary>A cooldown that began meanwhile holds what nobody has to approve.</summary>
    [Theory]
    [InlineData("", Phase.Confirming)]
    [InlineData(""", "mode": "approval" """, Phase.AwaitingApproval)]
    public void A_disagreement_that_lasts_within_a_cooldown(string mode, Phase phase)
    {
        var walk = New(OnlyProbes, more: mode);
        walk.LookFor(30);
        walk.Record = walk.Record with { AutomaticAt = walk.Now };
        walk.LookFor(330);

        Assert.Equal(phase, walk.Phase);
    }

    [Fact]
    public void What_cannot_be_read_does_not_end_a_disagreement_and_agreeing_does()
    {
        var walk = New(OnlyProbes);
        walk.LookFor(30);
        var since = walk.Record.DisputedSince;
        Assert.NotNull(since);
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Unknown];
        walk.LookFor(30);
        Assert.Equal(since, walk.Record.DisputedSince);

        walk.Down().Look();
        Assert.Null(walk.Record.DisputedSince);
    }

    [Fact]
    public void Users_do_not_move_while_a_vantage_says_up_again()
    {
        var walk = New([SignalState.Down, SignalState.Down, SignalState.Down]);
        walk.LookFor(30);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.AllDone().Steps["traffic"] = StepObservation.NotStarted("it leads to the primary");
        walk.Signals = OnlyProbes;
        walk.LookFor(30);
        Assert.DoesNotContain(walk.Starts, start => start.Id == "traffic");

        walk.Down();
        walk.LookFor(9);
        Assert.Contains(walk.Starts, start => start.Id == "traffic");
    }

    static Walk New(SignalState[] signals, string witnesses = "all", string more = "")
    {
        var walk = new Walk(Warm, $$"""
            { "signals": [ { "alarm": "primary", "region": "us-east-1" }, { "probe": "https://one.example.com/" }, { "probe": "https://two.example.com/" } ],
              "atLeast": 2, "for": "10s", "witnesses": "{{witnesses}}"{{more}} }
            """);
        walk.Signals = signals;
        return walk;
    }
}
