using DrFunctions.Core.Records;
using DrFunctions.Simulation.Bench;
using DrFunctions.Simulation.Chaos;
using LocalAws;

namespace DrFunctions.Tests.Functions;

/// <summary>Fourteen plans fail over at once, or one of them does, and something is wrong with the way to people.</summary>
public sealed class ManyEmailsTests
{
    const int Plans = 14;

    /// <summary>A digest that SNS accepted and that nobody wrote down is told once more, and nothing is lost.</summary>
    [Fact]
    public void A_process_that_dies_with_its_digest_is_taken_over()
    {
        using var bench = new Bench(Crowd.Of(Plans, Files.Kinds));
        var killed = 0;
        bench.TestBench.Cloud.Faults = point => IsDigest(point) && killed++ == 0 ? new Fault(FaultKind.KillAfter) : null;
        bench.DarkenPrimary();
        Play(bench, minutes: 8);

        Assert.True(killed > 1);
        AssertAllTold(bench);
        Assert.InRange(Twice(bench), 1, Plans * 2);
    }

    [Fact]
    public void A_digest_that_SNS_refuses_for_a_while_is_told_later_and_holds_up_no_plan()
    {
        using var bench = new Bench(Crowd.Of(Plans, Files.Kinds));
        var (cloud, until) = (bench.TestBench.Cloud, bench.TestBench.Clock.GetUtcNow() + TimeSpan.FromMinutes(5));
        cloud.Faults = point => point.Service == "sns" && cloud.World.Now < until ? new Fault(FaultKind.Unavailable) : null;
        bench.DarkenPrimary();
        Play(bench, minutes: 9);

        AssertAllTold(bench);
        Assert.All(bench.TestBench.Estates, estate =>
            Assert.True(bench.TestBench.RecordOf(estate.Plan.Name).PhaseSince < until, "the run waited for its email"));
    }

    /// <summary>Each plan then tells for itself, at a time of its own.</summary>
    [Fact]
    public void While_nobody_can_read_what_others_tell_nobody_is_silent_and_nobody_is_suspended()
    {
        using var bench = new Bench(Crowd.Of(Plans, Files.Kinds));
        bench.TestBench.Cloud.Faults = point => IsBoard(point) ? new Fault(FaultKind.Unavailable) : null;
        bench.DarkenPrimary();
        Play(bench, minutes: 8);

        AssertAllTold(bench);
        Assert.DoesNotContain(bench.TestBench.Cloud.Sns.Emails, email => email.Kind() == NoticeKind.Digest);
    }

    /// <summary>What many plans need must not silence one that is alone.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_plan_that_moves_alone_writes_its_own_emails(bool boardIsAway)
    {
        using var bench = new Bench(Crowd.Of(Plans, Files.Kinds));
        bench.TestBench.Cloud.Faults = point => boardIsAway && IsBoard(point) ? new Fault(FaultKind.Unavailable) : null;
        bench.Estate.PrimaryAppServes = false;
        Play(bench, minutes: 8);

        var emails = bench.TestBench.Cloud.Sns.Emails;
        Assert.Equal([NoticeKind.FailingOver, NoticeKind.Recovered], emails.Select(email => email.Kind()));
        Assert.InRange(emails[1].Publication!.At - bench.Record.PhaseSince, TimeSpan.Zero, TimeSpan.FromSeconds(boardIsAway ? 60 : 5));
        Assert.Empty(bench.Record.Outbox);
    }

    [Fact]
    public void A_few_plans_need_no_board()
    {
        using var bench = new Bench(Crowd.Of(5, Files.Kinds));
        bench.DarkenPrimary();
        Play(bench, minutes: 8);

        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Summary.Contains("notices", StringComparison.Ordinal)
            && call.Summary.Contains("plan#", StringComparison.Ordinal));
        Assert.Equal(10, bench.TestBench.Cloud.Sns.Emails.Count);
    }

    static void Play(Bench bench, int minutes)
    {
        bench.TestBench.StartSchedule();
        bench.Pass(TimeSpan.FromMinutes(minutes));
    }

    static bool IsDigest(FaultPoint point) =>
        point is { Service: "sns", Operation: "Publish" } && point.Request.Text.Contains("plan-notice", StringComparison.Ordinal);

    static bool IsBoard(FaultPoint point) =>
        point is { Service: "dynamodb", Operation: "Query" } && point.Request.Text.Contains(":notices", StringComparison.Ordinal);

    static void AssertAllTold(Bench bench)
    {
        var sns = bench.TestBench.Cloud.Sns;
        foreach (var plan in bench.TestBench.Estates.Select(estate => estate.Plan.Name))
        {
            var record = bench.TestBench.RecordOf(plan);
            Assert.Equal((Phase.Recovered, 0), (record.Phase, record.Outbox.Count));
            Assert.All(
                new[] { NoticeKind.FailingOver, NoticeKind.Recovered },
                kind => Assert.Contains(sns.Emails, email => email.Tells(plan, kind)));
        }

        Assert.All(
            sns.SubscriptionsOf(bench.TestBench.Base.NoticeTopic), one => Assert.Equal((true, 0), (one.Confirmed, one.Suspended)));
    }

    /// <summary>How many notices were told more than once.</summary>
    static int Twice(Bench bench) => bench.TestBench.Cloud.Sns.Emails.SelectMany(email => email.Tells()).CountBy(notice => notice)
        .Count(told => told.Value > 1);
}
