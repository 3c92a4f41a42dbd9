using DrFunctions.Core.Deciding;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>When a plan tells for itself, and when one digest tells for many.</summary>
public sealed class DigestTests
{
    static readonly DateTimeOffset Now = Walk.Begin;

    [Theory]
    [InlineData(1, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void With_more_than_five_plans_that_tell_each_leaves_it_to_a_digest(int plans, bool leaves)
    {
        var board = Board(plans, Now, NoticeKind.Recovered);

        Assert.Equal(leaves, Digests.Leaves(board, "p1", Notice(NoticeKind.Recovered, Now), Now));
        Assert.Equal(leaves ? plans : 0, Digests.Due(board, Now).Count);
    }

    [Fact]
    public void Plans_that_move_and_are_silent_leave_what_is_not_urgent_to_a_digest()
    {
        var board = new NoticeBoard([.. Enumerable.Range(1, 6).Select(number => new PlanNotices($"p{number}", true, null, []))], null);

        Assert.True(Digests.Leaves(board, "p1", Notice(NoticeKind.FailingOver, Now), Now));
        Assert.False(Digests.Leaves(board, "p1", Notice(NoticeKind.Stuck, Now), Now));
    }

    [Fact]
    public void What_was_told_lately_counts_for_a_minute()
    {
        var board = new NoticeBoard([.. Enumerable.Range(1, 6).Select(number => new PlanNotices($"p{number}", false, Now, []))], null);

        Assert.True(Digests.Leaves(board, "p1", Notice(NoticeKind.Stuck, Now), Now.AddSeconds(59)));
        Assert.False(Digests.Leaves(board, "p1", Notice(NoticeKind.Stuck, Now), Now.AddSeconds(60)));
    }

    [Fact]
    public void While_a_process_publishes_a_digest_all_others_leave_it_to_that()
    {
        var board = Board(2, Now, NoticeKind.Recovered) with { Turn = new DigestTurn(Now.AddSeconds(30), []) };

        Assert.True(Digests.Leaves(board, "p1", Notice(NoticeKind.Recovered, Now), Now));
        Assert.Empty(Digests.Due(Board(9, Now, NoticeKind.Recovered) with { Turn = board.Turn }, Now));
    }

    [Fact]
    public void A_process_that_died_with_its_digest_is_taken_over()
    {
        var board = Board(9, Now, NoticeKind.Recovered) with { Turn = new DigestTurn(Now + Digests.Turn, []) };

        Assert.Empty(Digests.Due(board, Now + Digests.Turn - TimeSpan.FromSeconds(1)));
        Assert.Equal(9, Digests.Due(board, Now + Digests.Turn).Count);
    }

    /// <summary>A clock that was hours ahead must not stop all digests for hours.</summary>
    [Fact]
    public void A_turn_that_lasts_longer_than_any_does_not_count()
    {
        var board = Board(9, Now, NoticeKind.Recovered) with { Turn = new DigestTurn(Now.AddHours(2), []) };

        Assert.Equal(9, Digests.Due(board, Now).Count);
    }

    [Fact]
    public void What_a_digest_has_told_is_not_told_again_and_is_remembered_until_it_has_left_its_outbox()
    {
        var board = Board(9, Now, NoticeKind.Recovered);
        var told = board with { Turn = Digests.After(board, Digests.Due(board, Now).Take(7), Now) };

        Assert.Equal(2, told.Plans.SelectMany(plan => plan.Waiting).Count(notice => !Digests.HasTold(told, notice.Key)));
        Assert.Equal(2, Digests.Due(told, Now.AddSeconds(31)).Count);
        var later = told with { Plans = [.. told.Plans.Select(plan => plan with { Waiting = [] })] };
        Assert.Empty(Digests.After(later, [], Now).Told);
    }

    [Fact]
    public void The_most_important_goes_first_then_kind_by_kind_the_oldest()
    {
        var board = new NoticeBoard(
            [
                Plan("p1", Now.AddSeconds(2), NoticeKind.Recovered), Plan("p2", Now, NoticeKind.FailingOver),
                Plan("p3", Now, NoticeKind.Recovered), Plan("p4", Now, NoticeKind.Stuck),
                Plan("p6", Now.AddSeconds(1), NoticeKind.Stuck), Plan("p5", Now.AddSeconds(1), NoticeKind.Stuck),
            ],
            null);

        Assert.Equal(["p3", "p1", "p4", "p5", "p6", "p2"], Digests.Due(board, Now.AddSeconds(5)).Select(notice => notice.Plan));

        static PlanNotices Plan(string plan, DateTimeOffset at, NoticeKind kind) => new(plan, true, at, [Waiting(plan, at, kind)]);
    }

    [Fact]
    public void What_an_earlier_digest_has_told_stays_told_while_it_waits()
    {
        var board = Board(3, Now, NoticeKind.Recovered);
        var keys = board.Plans.SelectMany(plan => plan.Waiting).Select(notice => notice.Key).ToList();
        var earlier = board with { Turn = new DigestTurn(Now.AddMinutes(-1), [keys[0], "gone"]) };
        var told = board.Plans[1].Waiting;

        Assert.Equal([keys[0], keys[1]], Digests.After(earlier, told, Now).Told);
    }

    /// <summary>The email of a plan that is alone says more than a line of a digest.</summary>
    [Fact]
    public void A_plan_that_is_alone_is_left_to_its_driver()
    {
        Assert.Empty(Digests.Due(Board(1, Now, NoticeKind.Recovered), Now.AddMinutes(10)));
        Assert.Empty(Digests.Due(Board(3, Now, NoticeKind.Recovered), Now.AddSeconds(5)));
        Assert.Equal(3, Digests.Due(Board(3, Now, NoticeKind.Recovered), Now.AddSeconds(30)).Count);
    }

    [Theory]
    [InlineData(NoticeKind.Stuck, 19, false)]
    [InlineData(NoticeKind.Stuck, 20, true)]
    [InlineData(NoticeKind.FailingOver, 300, false)]
    public void What_is_urgent_does_not_wait_for_the_minute(NoticeKind kind, int seconds, bool overdue) =>
        Assert.Equal(overdue, Digests.IsOverdue(Notice(kind, Now), Now.AddSeconds(seconds)));

    /// <summary>A hundred drivers must not all publish in the second in which the board is lost, and none may be silent.</summary>
    [Fact]
    public void While_the_board_cannot_be_read_the_plans_spread_over_less_than_a_minute()
    {
        var plans = Enumerable.Range(1, 100).Select(number => $"plan-{number}").ToList();
        var notice = Notice(NoticeKind.Recovered, Now);
        var at = plans.Select(plan => Enumerable.Range(0, 60)
            .First(second => !Digests.Leaves(null, plan, notice, Now.AddSeconds(second)))).ToList();

        Assert.All(at.CountBy(second => second), second => Assert.InRange(second.Value, 1, 9));
        Assert.InRange(at.Max(), 20, 45);
    }

    [Fact]
    public void A_save_writes_the_board_where_the_outbox_changes_or_the_plan_begins_to_move()
    {
        var record = new DrFunctions.Core.Records.Record { Plan = "shop" };
        var moving = record with { Phase = Phase.Confirming };
        var telling = moving with { Outbox = [Notice(NoticeKind.FailingOver, Now)] };

        Assert.Null(PlanNotices.Of(record, record with { UpSince = Now }));
        Assert.Equal((true, (DateTimeOffset?)null, 0), Seen(PlanNotices.Of(record, moving)!));
        Assert.Equal((true, Now, 1), Seen(PlanNotices.Of(moving, telling)!));
        Assert.Equal((true, Now, 0), Seen(PlanNotices.Of(telling, moving)!));

        static (bool, DateTimeOffset?, int) Seen(PlanNotices entry) => (entry.Moves, entry.ToldAt, entry.Waiting.Count);
    }

    [Fact]
    public void The_entry_in_the_table_is_read_as_it_was_written()
    {
        var entry = Board(1, Now, NoticeKind.Stuck).Plans[0];
        var turn = new DigestTurn(Now, ["p1 1", "p2 1"]);

        Assert.Equal(NoticeBoardJson.Write(entry), NoticeBoardJson.Write(NoticeBoardJson.ReadPlan(NoticeBoardJson.Write(entry))!));
        Assert.Equal(turn.Told, NoticeBoardJson.ReadTurn(NoticeBoardJson.Write(turn))!.Told);
        Assert.Null(NoticeBoardJson.ReadTurn("not JSON"));
    }

    /// <summary>Anybody may have written it: then the plan counts as silent, and its next save writes its entry anew.</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "plan": "p", "moves": true, "toldAt": null, "waiting": [null] }""")]
    [InlineData("""{ "plan": "p", "moves": true, "toldAt": "9999-12-31T23:59:59Z", "waiting": [{}] }""")]
    [InlineData("""{ "until": "9999-12-31T23:59:59Z", "told": [null] }""")]
    public void An_entry_that_nobody_of_ours_wrote_is_left_out(string body)
    {
        Assert.Null(NoticeBoardJson.ReadPlan(body));
        Assert.Null(NoticeBoardJson.ReadTurn(body));
    }

    [Fact]
    [Trait("about", "text")]
    public void One_email_tells_for_many_a_line_each_with_what_a_person_may_do()
    {
        var began = Board(14, Now, NoticeKind.FailingOver).Plans.SelectMany(plan => plan.Waiting).ToList();
        var mixed = Board(3, Now.AddMinutes(2), NoticeKind.Stuck).Plans.Concat(Board(4, Now.AddMinutes(3), NoticeKind.Recovered).Plans)
            .Concat(Board(2, Now.AddMinutes(1), NoticeKind.FailingOver).Plans).SelectMany(plan => plan.Waiting).ToList();

        ReviewedEmails.Assert("digest", ("fourteen plans begin", Email(began)), ("many things at once", Email(mixed)));

        static Notice Email(List<WaitingNotice> notices) => DigestEmails.Of(notices, "ap-northeast-1", "--table t") is var email
            ? new Notice("1", Now, email.Kind, email.Subject, email.Body) : null!;
    }

    static Notice Notice(NoticeKind kind, DateTimeOffset at) => new("1", at, kind, $"[DrFunctions] p: {kind}", "");

    static NoticeBoard Board(int plans, DateTimeOffset at, NoticeKind kind) => new(
        [.. Enumerable.Range(1, plans).Select(number => $"p{number}").Select(plan => new PlanNotices(plan, false, at, [Waiting(plan, at, kind)]))],
        null);

    static WaitingNotice Waiting(string plan, DateTimeOffset at, NoticeKind kind) => new(
        plan, "1", at, kind, $"[DrFunctions] {plan}: {Subject(kind)}", $"dr {Verb(kind)} {plan} --table t --reason \"...\"",
        NoticeChannel.Everybody);

    static string Subject(NoticeKind kind) => kind switch
    {
        NoticeKind.Stuck => "ACTION NEEDED: failover to ap-northeast-1 is STUCK",
        NoticeKind.Recovered => "RECOVERED in ap-northeast-1 after 3 min 10 s",
        _ => "failing over to ap-northeast-1",
    };

    static string Verb(NoticeKind kind) => kind switch
    {
        NoticeKind.Stuck => "approve",
        NoticeKind.Recovered => "failback",
        _ => "pause",
    };
}
