using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>How often what is known of a standby that serves is looked at again, to the second.</summary>
public sealed class PostSwitchLimitsTests
{
    const PostSwitchTrouble Elsewhere = PostSwitchTrouble.NameElsewhere;
    const PostSwitchTrouble Unserved = PostSwitchTrouble.NameNotServed;
    const PostSwitchTrouble Fails = PostSwitchTrouble.CheckFails;
    const PostSwitchTrouble PutBack = PostSwitchTrouble.PutBack;

    /// <param name="served">Seconds since the standby serves.</param>
    /// <param name="last">Seconds since the newest look.</param>
    /// <param name="looks">How many looks have found it.</param>
    [Theory]
    [InlineData(620, 19, null, 0, false)]
    [InlineData(620, 20, null, 0, true)]
    [InlineData(621, 20, null, 0, false)]
    [InlineData(5000, 1799, null, 0, false)]
    [InlineData(5000, 1800, null, 0, true)]
    [InlineData(5000, 0, Elsewhere, 1, true)]
    [InlineData(5000, 19, Unserved, 1, false)]
    [InlineData(5000, 20, Unserved, 1, true)]
    [InlineData(5000, 299, Elsewhere, 2, false)]
    [InlineData(5000, 300, Elsewhere, 2, true)]
    [InlineData(620, 20, Elsewhere, 2, true)]
    [InlineData(5000, 300, PutBack, 2, false)]
    [InlineData(null, 19, null, 0, false)]
    [InlineData(null, 20, null, 0, true)]
    [InlineData(null, 9, Elsewhere, 1, false)]
    [InlineData(null, 10, Elsewhere, 1, true)]
    public void Where_a_name_leads(int? served, int last, PostSwitchTrouble? found, int looks, bool due)
    {
        var (walk, now) = Known(served, last, found, looks);

        Assert.Equal(due, PostSwitchCheck.Names(walk.Plan, walk.Record, now).Any(step => step.Id == "traffic"));
    }

    [Theory]
    [InlineData(620, 19, null, 0, false)]
    [InlineData(620, 20, null, 0, true)]
    [InlineData(621, 600, null, 0, false)]
    [InlineData(5000, 0, Fails, 1, true)]
    [InlineData(5000, 299, Fails, 2, false)]
    [InlineData(5000, 300, Fails, 2, true)]
    [InlineData(600, 20, Fails, 2, true)]
    [InlineData(5000, 4000, PutBack, 2, false)]
    [InlineData(null, 600, null, 0, false)]
    public void Whether_the_standby_passes_its_checks(int? served, int last, PostSwitchTrouble? found, int looks, bool due)
    {
        var (walk, now) = Known(served, last, found, looks);

        Assert.Equal(due, PostSwitchCheck.Watched(walk.Plan, walk.Record.Run!, now).Any(step => step.Id == "healthy"));
    }

    [Theory]
    [InlineData(620, 1799, null, 0, false)]
    [InlineData(620, 1800, null, 0, true)]
    [InlineData(5000, 19, Elsewhere, 1, false)]
    [InlineData(5000, 20, Unserved, 2, true)]
    [InlineData(5000, 19, PutBack, 1, false)]
    [InlineData(5000, 20, PutBack, 1, true)]
    [InlineData(5000, 299, PutBack, 2, false)]
    [InlineData(5000, 300, PutBack, 2, true)]
    [InlineData(5000, 300, Fails, 2, false)]
    [InlineData(null, 1800, null, 0, false)]
    public void Whether_what_was_switched_stays_so(int? served, int last, PostSwitchTrouble? found, int looks, bool due)
    {
        var (walk, now) = Known(served, last, found, looks);

        Assert.Equal(due, PostSwitchCheck.Watched(walk.Plan, walk.Record.Run!, now).Any(step => step.Id == "traffic"));
    }

    /// <summary>Until the first look it counts from when the standby serves.</summary>
    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void The_first_look(int served, bool due)
    {
        var walk = Recovered();
        var run = walk.Record.Run! with { PostSwitch = new PostSwitch() };

        Assert.Equal(due, PostSwitchCheck.Watched(walk.Plan, run, run.RecoveredAt!.Value.AddSeconds(served)).Any());
    }

    [Fact]
    public void It_is_told_again_after_a_day()
    {
        var walk = Recovered();
        walk.Names["traffic"] = new NameObservation(NameState.Elsewhere, "3 of 20 answers lead elsewhere");
        walk.Look(60);
        walk.Look(1);
        Assert.Equal(1, Told(walk));
        walk.Look(86_399);
        Assert.Equal(1, Told(walk));
        walk.Look(300);
        Assert.Equal(2, Told(walk));

        static int Told(Walk walk) => walk.Told.Count(notice => notice.Kind == NoticeKind.UsersElsewhere);
    }

    static (Walk Walk, DateTimeOffset Now) Known(int? served, int last, PostSwitchTrouble? found, int looks)
    {
        var walk = Recovered();
        var now = walk.Record.Run!.RecoveredAt!.Value.AddSeconds(served ?? 900);
        var at = now.AddSeconds(-last);
        walk.Record = walk.Record with
        {
            Run = walk.Record.Run with
            {
                RecoveredAt = served is null ? null : walk.Record.Run.RecoveredAt,
                PostSwitch = new PostSwitch
                {
                    Names = [new NameSeen("traffic", NameState.AtStandby, "", at)],
                    ChecksAt = at,
                    TrafficAt = at,
                    Findings = found is not { } what ? []
                        : [new PostSwitchFinding(what == Fails ? "healthy" : "traffic", what, "", at) { Looks = looks }],
                },
            },
        };
        return (walk, now);
    }

    static Walk Recovered()
    {
        var walk = new Walk().Recovering();
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }
}
