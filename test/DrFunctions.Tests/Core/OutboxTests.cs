using System.Text.Json;
using DrFunctions.Core.Explaining;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>An outbox has limits, whatever SNS does: what does not fit is counted.</summary>
public sealed class OutboxTests
{
    [Fact]
    public void A_hundred_notices_are_kept_as_they_are()
    {
        var outbox = Fill(Enumerable.Repeat(NoticeKind.Late, 100));

        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number}"), outbox.Select(notice => notice.Id));
    }

    [Fact]
    public void What_no_person_needs_goes_first_and_of_that_the_oldest()
    {
        NoticeKind[] kinds = [NoticeKind.Stuck, NoticeKind.Blind, NoticeKind.Recovered, NoticeKind.Blind, NoticeKind.ApprovalNeeded,
            .. Enumerable.Repeat(NoticeKind.Late, 95), NoticeKind.Late];
        var outbox = Fill(kinds);

        Assert.Equal(100, outbox.Count);
        Assert.Equal(["100-more", "0", "2", "4"], outbox.Take(4).Select(notice => notice.Id));
        Assert.Equal([(NoticeKind.Blind, 2)], outbox[0].Folded.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Nothing_is_forgotten_without_being_counted()
    {
        var kinds = Enumerable.Range(0, 1000).Select(number => (number % 7) switch
        {
            0 => NoticeKind.Stuck,
            1 => NoticeKind.StillStuck,
            2 => NoticeKind.Recovered,
            _ => NoticeKind.FailingOver,
        }).ToList();
        var outbox = Fill(kinds);

        Assert.Equal(Outbox.Most, outbox.Count);
        var counted = outbox.SelectMany(notice => notice.Folded).ToDictionary();
        foreach (var kind in kinds.Distinct())
        {
            Assert.Equal(kinds.Count(one => one == kind), outbox.Count(notice => notice.Kind == kind) + counted.GetValueOrDefault(kind));
        }

        Assert.Equal(0, outbox.Count(notice => notice.Kind == NoticeKind.FailingOver && notice.Id != "999"));
        Assert.Equal("999", outbox[^1].Id);
    }

    [Fact]
    public void Long_emails_are_counted_before_they_fill_the_record()
    {
        var outbox = Fill(Enumerable.Repeat(NoticeKind.StillStuck, 30), body: new string('x', 20_000));

        Assert.InRange(outbox.Sum(notice => notice.Body.Length), 40_000, Outbox.MostText);
        Assert.Equal(30, outbox.Count - 1 + outbox[0].Folded.Values.Sum());
    }

    [Fact]
    public void A_record_keeps_what_is_counted()
    {
        var record = new DrFunctions.Core.Records.Record { Plan = "shop", Outbox = Fill(Enumerable.Repeat(NoticeKind.Late, 150)) };
        var json = RecordJson.Write(record);

        Assert.Equal(json, RecordJson.Write(RecordJson.Read(json, RecordJson.Schema)!));
        using var document = JsonDocument.Parse(json);
        Assert.Equal(51, document.RootElement.GetProperty("outbox")[0].GetProperty("folded").GetProperty("Late").GetInt32());
    }

    /// <summary>Whoever published the notice that counted fewer has not told of the others.</summary>
    [Fact]
    public void With_each_count_the_notice_has_another_id()
    {
        var ids = new HashSet<string>();
        IReadOnlyList<Notice> outbox = [];
        for (var number = 0; number < 110; number++)
        {
            outbox = Add(outbox, number, NoticeKind.Late, "");
            ids.UnionWith(outbox.Where(notice => notice.Kind == NoticeKind.Folded).Select(notice => notice.Id));
        }

        Assert.Equal(10, ids.Count);
    }

    /// <summary>A topic that is away for a week, and a run that is stuck.</summary>
    [Fact]
    public void The_decider_never_fills_a_record()
    {
        var walk = new Walk { Escalates = true }.Recovering();
        walk.Steps["web"] = DrFunctions.Core.Observations.StepObservation.Broken("the instance does not exist");
        for (var hour = 0; hour < 24 * 7; hour++)
        {
            walk.Look(3600);
        }

        Assert.Equal(Outbox.Most, walk.Record.Outbox.Count);
        Assert.Contains(walk.Record.Outbox, notice => notice.Kind == NoticeKind.Stuck);
        Assert.InRange(walk.Record.Outbox.Single(notice => notice.Kind == NoticeKind.Folded).Folded.Values.Sum(), 100, 400);
    }

    [Fact]
    [Trait("about", "text")]
    public void The_email_says_what_was_not_kept()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = DrFunctions.Core.Observations.StepObservation.Broken("the instance does not exist");
        for (var hour = 0; hour < 24 * 7; hour++)
        {
            walk.Look(3600);
        }

        ReviewedEmails.Assert("folded", ("the topic was away for a week", walk.Record.Outbox.Single(notice => notice.Kind == NoticeKind.Folded)));
    }

    static IReadOnlyList<Notice> Fill(IEnumerable<NoticeKind> kinds, string body = "body")
    {
        IReadOnlyList<Notice> outbox = [];
        foreach (var (kind, number) in kinds.Select((kind, number) => (kind, number)))
        {
            outbox = Add(outbox, number, kind, body);
        }

        return outbox;
    }

    static IReadOnlyList<Notice> Add(IReadOnlyList<Notice> outbox, int number, NoticeKind kind, string body) => outbox.With(
        new Notice($"{number}", Walk.Begin.AddMinutes(number), kind, "subject", body), counts => new EmailText(NoticeKind.Folded, "more", $"{counts.Count}"));
}
