using DrFunctions.Cli;
using DrFunctions.Commands;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>Mode shadow says what is true, changes nothing unless a person overrides it, and watches again by itself.</summary>
public sealed class ShadowTests
{
    static Walk Shadow => new(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal)) { RegionFailovers = null };

    static Walk Down()
    {
        var walk = Shadow.Down();
        walk.LookFor(60);
        return walk;
    }

    /// <summary>What mode shadow would have done has moved nobody; what a person ordered in it has.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Out_of_mode_shadow_only_what_acted_has_a_cooldown(bool ordered)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal));
        walk.Look();
        var at = walk.Now.AddMinutes(-10);
        walk.Record = walk.Record with
        {
            AutomaticAt = at, Run = new Walk().Recovering().Record.Run! with { OverridesShadow = ordered, EndedAt = at },
        };
        walk = new Walk { Record = walk.Record, Now = walk.Now };
        Assert.NotNull(walk.Record.Shadow);
        walk.Look();

        Assert.Equal((null, ordered ? at : null), (walk.Record.Shadow, walk.Record.AutomaticAt));
    }

    [Fact]
    public void It_walks_all_phases_and_touches_nothing()
    {
        var walk = Down();
        Assert.Equal((Phase.Recovered, Mode.Shadow), (walk.Phase, walk.Record.Mode));
        Assert.Empty(walk.Starts);
        Assert.Equal([NoticeKind.FailingOver, NoticeKind.Recovered], walk.Told.Select(notice => notice.Kind));
        Assert.Contains(walk.History.SelectMany(entry => entry.Facts), fact => fact is StepWouldStart { Step: "traffic" });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_watches_again_once_the_primary_is_healthy(bool stuck)
    {
        var walk = Shadow.Down();
        walk.Steps["web"] = stuck ? StepObservation.Broken("gone") : walk.Steps["web"];
        walk.LookFor(60);
        Assert.Equal(stuck ? Phase.Stuck : Phase.Recovered, walk.Phase);

        walk.Down(0).LookFor(4 * 60);
        Assert.Equal(stuck ? Phase.Stuck : Phase.Recovered, walk.Phase);
        walk.LookFor(90);

        Assert.Equal(Phase.Watching, walk.Phase);
        var would = Assert.Single(walk.Record.Shadow!.Failovers);
        Assert.Equal((stuck, true), (would.Stuck is not null, would.WellAt is not null));
        Assert.Equal(NoticeKind.PrimaryHealthy, walk.Told[^1].Kind);
        Assert.Empty(walk.UndoStarts);
    }

    /// <summary>Nothing was changed, so there is nothing to undo and nothing to keep: only watching again is left.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_failback_is_refused_and_a_reset_watches_again(bool stuck)
    {
        var walk = Shadow.Down();
        walk.Steps["web"] = stuck ? StepObservation.Broken("gone") : walk.Steps["web"];
        walk.LookFor(60);
        walk.Ask(Command.Failback);
        Assert.Equal(new CommandUnfit(Unfit.NothingToGoBackFrom), ((RequestRefused)((InPhase)walk.Record.Answered!.Fact).Answer).Why);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.PrimaryHealthy);

        walk.Ask(Command.Reset);
        Assert.Equal((Phase.Watching, null), (walk.Phase, walk.Record.Disarmed));
    }

    [Trait("about", "text")]
    [Fact]
    public void What_can_be_ordered_says_that_nothing_was_changed()
    {
        var offered = AllowedVerb.Of(Down().Record, Automation.On).Select(verb => (verb.For("shop"), verb.Meaning)).ToList();
        Assert.Contains(("reset shop", "watch again; nothing was changed"), offered);
        Assert.Contains(("failover shop --override-shadow", "fail over now, although the plan is in mode shadow"), offered);
        Assert.DoesNotContain(offered, verb => verb.Item1.StartsWith("failback", StringComparison.Ordinal)
            || verb.Meaning.Contains("standby", StringComparison.Ordinal) || verb.Meaning.Contains("undo", StringComparison.Ordinal));
        Assert.Contains("nothing to undo", FailbackPreview.Of(Files.Kinds, Down().Record), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Phase.Watching)]
    [InlineData(Phase.Recovered)]
    public void An_ordered_failover_is_refused_unless_it_overrides_the_mode(Phase phase)
    {
        var walk = phase == Phase.Recovered ? Down() : Shadow;
        walk.Look();
        walk.Ask(Command.Failover);
        Assert.Equal(new CommandUnfit(Unfit.FailoverInShadow), ((RequestRefused)((InPhase)walk.Record.Answered!.Fact).Answer).Why);

        walk.Ask(Command.Failover, request => request with { OverridesShadow = true });
        walk.LookFor(6);

        Assert.Equal((Phase.Recovering, true), (walk.Phase, walk.Record.Run!.OverridesShadow));
        Assert.Equal(["web", "api"], walk.Starts.Select(start => start.Id));
    }

    [Fact]
    public void A_run_that_overrides_the_mode_is_real_to_its_end()
    {
        var walk = Down();
        walk.Ask(Command.Failover, request => request with { OverridesShadow = true });
        walk.LookFor(6);
        walk.AllDone().LookFor(60);
        Assert.Equal(Phase.Recovered, walk.Phase);

        walk.Down(0).LookFor(900);
        Assert.Equal(Phase.Recovered, walk.Phase);
        walk.Ask(Command.Failback);
        walk.LookFor(6);
        Assert.NotEmpty(walk.UndoStarts);
        walk.AllUndone().LookFor(30);
        Assert.Equal(Phase.Watching, walk.Phase);

        walk.Ask(Command.Failover);
        Assert.False(walk.Record.Answered!.Accepted);
    }

    [Fact]
    public void A_week_is_reported_whether_or_not_anything_happened()
    {
        var walk = Down();
        walk.Down(0).LookFor(360);
        for (var hour = 0; hour < 2 * 7 * 24; hour++)
        {
            walk.Look(3600);
        }

        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.ShadowReport));
    }

    [Fact]
    public void It_does_not_disarm_the_plan_that_acts_from_now_on()
    {
        var shadow = Down();
        Assert.Equal(Phase.Recovered, shadow.Phase);
        shadow.Down(0).LookFor(400);
        Assert.Equal(Phase.Watching, shadow.Phase);

        var walk = new Walk { Record = shadow.Record, Now = shadow.Now };
        walk.Down().LookFor(60);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Trait("about", "text")]
    [Fact]
    public void An_email_offers_only_a_failover_that_is_not_refused()
    {
        var walk = Down();
        walk.Down(0).LookFor(400);
        Assert.Equal(Phase.Watching, walk.Phase);

        walk.Down().LookFor(60);

        Assert.DoesNotContain("dr failover shop --table t --reason", walk.Told[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_ends_with_the_mode()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { Shadow = new ShadowLog(Walk.Begin, Walk.Begin, []), Mode = Mode.Shadow };
        walk.Look();
        Assert.Equal((Mode.Automatic, null), (walk.Record.Mode, walk.Record.Shadow));
    }

    [Trait("about", "text")]
    [Fact]
    public void What_people_read()
    {
        var walk = Down();
        walk.Down(0).LookFor(360);
        for (var hour = 0; hour < 7 * 24; hour++)
        {
            walk.Look(3600);
        }

        var stuck = Shadow.Down();
        stuck.Steps["web"] = StepObservation.Broken("gone");
        stuck.LookFor(60);
        ReviewedEmails.Assert("shadow", [.. walk.Told.Append(stuck.Told[^1]).Select(notice => ("in mode shadow", notice))]);
    }
}
