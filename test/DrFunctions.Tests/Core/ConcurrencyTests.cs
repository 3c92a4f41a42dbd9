using DrFunctions.Core.Deciding;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Whether enough invocations may run at once, and when people are notified of it.</summary>
public sealed class ConcurrencyTests
{
    const string Region = "ap-northeast-1";

    [Theory]
    [InlineData(null, 5, 1, true)]
    [InlineData(null, 4, 1, false)]
    [InlineData(5, 0, 1, true)]
    [InlineData(5, 900, 2, false)]
    [InlineData(null, 204, 1_000, true)]
    [InlineData(null, 203, 1_000, false)]
    [InlineData(null, null, 1_000, true)]
    public void Each_plan_needs_one_and_four_more_are_needed(int? reserved, int? unreserved, int plans, bool isEnough) =>
        Assert.Equal(isEnough, new Concurrency(reserved, unreserved).Lacks(plans, Region) is null);

    [Fact]
    public void It_is_told_when_two_looks_agree_and_then_daily_until_it_is_enough()
    {
        var (now, few, told) = (Walk.Begin, new Concurrency(null, 3), new List<Notice>());
        Readiness? readiness = null;
        void Look(Concurrency found, TimeSpan after)
        {
            now += after;
            (readiness, var notice) = QuietLook.Decide(readiness, found, 1, Region, now);
            told.AddRange(notice is null ? [] : [notice]);
        }

        Look(few, TimeSpan.Zero);
        Assert.Empty(told);
        Look(few, TimeSpan.FromMinutes(1));
        Look(few, TimeSpan.FromHours(23));
        Assert.Equal(NoticeKind.NotReady, Assert.Single(told).Kind);
        Look(few, TimeSpan.FromHours(1));
        Assert.Equal(2, told.Count);
        Look(new Concurrency(null, 1000), TimeSpan.FromMinutes(30));
        Assert.Empty(readiness!.Findings);
        Assert.Equal(readiness, ReadinessJson.Read(ReadinessJson.Write(readiness)) is { } read ? readiness with { At = read.At } : null);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_email_says_how_many_are_left_and_what_to_do()
    {
        var (before, _) = QuietLook.Decide(null, new Concurrency(null, 3), 2, Region, Walk.Begin);
        var (_, notice) = QuietLook.Decide(before, new Concurrency(null, 3), 2, Region, Walk.Begin.AddMinutes(1));

        ReviewedEmails.Assert("account", ("too few invocations may run at once", notice!));
    }
}
