using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>What is read of a plan's steps while nothing happens, and when people are notified of it.</summary>
public class QuietLookTests
{
    static readonly Plan Plan = TestPlans.Good(TestPlans.Text());

    readonly Dictionary<string, StepCheck> seen = new(StringComparer.Ordinal)
    {
        ["web"] = new(StepObservation.NotStarted("is stopped")),
        ["api"] = new(StepObservation.NotStarted("is stopped")),
        ["traffic"] = new(StepObservation.NotStarted("is at the primary")),
    };

    readonly List<Notice> told = [];
    DateTimeOffset now = Walk.Begin;
    Readiness? readiness;

    static Record Resting => new() { Plan = "shop" };

    IEnumerable<(string, Unready)> Findings => QuietLook.Findings(Plan, seen).Select(finding => (finding.Step, finding.Why));

    void Look(TimeSpan after)
    {
        now += after;
        (readiness, var notice) = QuietLook.Decide(Plan, Resting, readiness, seen, now, "--table t");
        told.AddRange(notice is null ? [] : [notice]);
    }

    [Fact]
    public void Steps_that_could_be_started_are_ready() => Assert.Empty(Findings);

    [Fact]
    public void Capacity_that_runs_already_is_ready_and_a_switch_that_is_in_place_is_not()
    {
        seen["web"] = new(StepObservation.Done("runs"));
        seen["traffic"] = new(StepObservation.Done("is served from the standby"));
        Assert.Equal([("traffic", Unready.InPlace)], Findings);
        seen["traffic"] = new(StepObservation.Working("is served from the standby since a second"));
        Assert.Equal([("traffic", Unready.InPlace)], Findings);
    }

    [Fact]
    public void What_is_broken_unreadable_denied_or_fails_its_check_is_a_finding()
    {
        seen["web"] = new(StepObservation.NotStarted("is stopped"), Denied: "UnauthorizedOperation");
        seen["api"] = new(StepObservation.Broken("100% of primary was never seen"));
        seen["healthy"] = new(StepObservation.Working("answers 503"));
        seen["traffic"] = new(StepObservation.Unknown("no answer"));
        Assert.Equal([("web", Unready.Denied), ("api", Unready.Broken), ("healthy", Unready.CheckFails), ("traffic", Unready.Unreadable)], Findings);
    }

    [Fact]
    [Trait("about", "text")]
    public void A_doubt_is_told_once_and_does_not_hide_what_is_broken()
    {
        seen["web"] = new(StepObservation.Broken("is gone"), Doubt: "spare capacity");
        seen["api"] = new(StepObservation.NotStarted("0 tasks"), Doubt: "spare capacity");
        Assert.Equal([("web", Unready.Broken), ("api", Unready.Doubtful)], Findings);
        Assert.Equal(["web"], QuietLook.Failing(QuietLook.Findings(Plan, seen)).Select(finding => finding.Step));

        seen["web"] = new(StepObservation.NotStarted("is stopped"));
        for (var look = 0; look < 150; look++)
        {
            Look(TimeSpan.FromMinutes(30));
        }

        Assert.Contains("may not get what it needs: spare capacity", Assert.Single(told).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_told_once_two_looks_agree_and_then_daily_until_it_is_gone()
    {
        seen["api"] = new(StepObservation.Broken("is gone"));
        Look(TimeSpan.Zero);
        Assert.Empty(told);
        Assert.Equal(now + TimeSpan.FromSeconds(50), QuietLook.DueAt(readiness));

        Look(TimeSpan.FromMinutes(1));
        Assert.Equal(NoticeKind.NotReady, Assert.Single(told).Kind);
        Assert.Equal(now + TimeSpan.FromMinutes(30), QuietLook.DueAt(readiness));

        for (var look = 1; look < 48; look++)
        {
            Look(TimeSpan.FromMinutes(30));
        }

        Assert.Single(told);
        Look(TimeSpan.FromMinutes(30));
        Assert.Equal(2, told.Count);

        seen["api"] = new(StepObservation.NotStarted("is stopped"));
        Look(TimeSpan.FromMinutes(30));
        Assert.Equal((0, null), (readiness!.Findings.Count, readiness.ToldAt));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void Another_finding_is_news_at_once_and_a_moment_s_trouble_is_none()
    {
        seen["api"] = new(StepObservation.Broken("is gone"));
        Look(TimeSpan.Zero);
        Look(TimeSpan.FromMinutes(1));
        seen["web"] = new(StepObservation.Unknown("throttled"));
        Look(TimeSpan.FromMinutes(30));
        seen["web"] = new(StepObservation.NotStarted("is stopped"));
        Look(TimeSpan.FromMinutes(1));
        Assert.Single(told);

        seen["traffic"] = new(StepObservation.Done("is served from the standby"));
        Look(TimeSpan.FromMinutes(30));
        Look(TimeSpan.FromMinutes(1));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public void It_is_made_only_while_the_plan_rests_in_its_primary()
    {
        Assert.True(QuietLook.MayLook(Resting));
        Assert.False(QuietLook.MayLook(Resting with { Phase = Phase.Recovered }));
        Assert.False(QuietLook.MayLook(new Walk().Recovering().Record));
    }

    [Fact]
    public void It_comes_back_as_it_was_written_and_what_this_version_cannot_read_is_none()
    {
        seen["api"] = new(StepObservation.Broken("is gone"));
        Look(TimeSpan.Zero);
        Look(TimeSpan.FromMinutes(1));
        var json = ReadinessJson.Write(readiness!);
        Assert.Equal(json, ReadinessJson.Write(ReadinessJson.Read(json)!));
        Assert.Null(ReadinessJson.Read("""{ "at": "2026-03-01T03:00:00+00:00", "findings": [{ "why": "OfTomorrow" }] }"""));
    }

    [Fact]
    public void A_drill_does_not_pass_where_a_step_that_it_leaves_out_would_fail()
    {
        var walk = new Walk { LeftOut = { ["traffic"] = new(StepObservation.Done("is served from the standby")) } };
        walk.Look();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.AllDone().LookFor(12);
        Assert.IsType<NotReady>(walk.Record.Run!.DrillResult);
        walk.AllUndone().LookFor(6);
        Assert.Equal((Phase.Watching, NoticeKind.DrillFailed), (walk.Phase, walk.Told[^1].Kind));
    }
}
