using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>What is looked at once users were moved: it is told, and gates nothing.</summary>
public sealed class PostSwitchTests
{
    static readonly NameObservation There = new(NameState.AtStandby, "all answers lead there") { IsServed = true };
    static readonly NameObservation Elsewhere = new(NameState.Elsewhere, "3 of 20 answers lead elsewhere");
    static readonly NameObservation Unread = new(NameState.Unknown, "no server answers");
    static readonly NameObservation Unserved = There with { IsServed = false, Request = "https://shop.example.com/ answers 503, not 200" };
    static readonly StepObservation Failing = StepObservation.Working("answers 503, not 200");
    static readonly StepObservation Back = StepObservation.NotStarted("shop.example.com is served from the primary");

    [Fact]
    public void A_mismatch_is_told_once_after_two_readings_and_stands_in_the_record()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Elsewhere;
        Minutes(walk, 5);

        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
        Assert.Equal(Phase.Recovered, walk.Phase);
        var serves = Assert.IsType<StandbyServes>(Assert.IsType<NoAction>(walk.Record.Fact).Why);
        Assert.Equal([new PostSwitchSaid("traffic", PostSwitchTrouble.NameElsewhere, Elsewhere.Because)], serves.Found!);
        Assert.Contains(walk.History, entry => entry.Facts.OfType<PostSwitchFound>().Any());
        var stored = RecordJson.Read(RecordJson.Write(walk.Record), RecordJson.Schema)!.Run!.PostSwitch;
        Assert.Equal(walk.Record.Run!.PostSwitch.Findings, stored.Findings);
        Assert.Equal(walk.Record.Run.PostSwitch.Names, stored.Names);
    }

    [Fact]
    public void One_reading_is_not_told()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Elsewhere;
        walk.Look(60);
        walk.Names["traffic"] = There;
        Minutes(walk, 12);

        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
    }

    [Fact]
    public void What_cannot_be_asked_is_said_and_is_no_mismatch()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Unread;
        Minutes(walk, 15);

        Assert.Equal([NoticeKind.FailingOver, NoticeKind.Recovered], walk.Told.Select(notice => notice.Kind));
        var said = new NamesAsked([new NameSaid("traffic", NameState.Unknown, Unread.Because)]);
        Assert.Contains(walk.History, entry => entry.Facts.Contains(said, Facts.ByJson));
    }

    [Fact]
    public void What_cannot_be_asked_leaves_a_mismatch_as_it_is()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Elsewhere;
        Minutes(walk, 3);
        walk.Names["traffic"] = Unread;
        Minutes(walk, 3);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.PostSwitchOver);

        walk.Names["traffic"] = There;
        Minutes(walk, 10);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PostSwitchOver);
        Assert.Empty(walk.Record.Run!.PostSwitch.Findings);
    }

    [Fact]
    public void An_unread_second_reading_does_not_make_looks_chase_each_other()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Elsewhere;
        Assert.Equal(TimeSpan.Zero, walk.Look(60).LookAgainIn);
        walk.Names["traffic"] = Unread;

        Assert.Null(walk.Look().LookAgainIn);
    }

    [Fact]
    public void A_name_that_does_not_serve_is_told()
    {
        var walk = Recovered();
        walk.Names["traffic"] = Unserved;
        Minutes(walk, 4);

        Assert.Equal(
            PostSwitchTrouble.NameNotServed, Assert.Single(walk.Record.Run!.PostSwitch.Findings).What);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
    }

    [Fact]
    public void A_standby_that_fails_is_told_at_once_and_only_as_that()
    {
        var walk = Recovered();
        (walk.Steps["healthy"], walk.Names["traffic"]) = (Failing, Unserved);
        Assert.Equal(TimeSpan.Zero, walk.Look(60).LookAgainIn);
        walk.Look(1);

        Assert.Equal(NoticeKind.StandbyFails, walk.Told[^1].Kind);
        Minutes(walk, 3);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.StandbyFails);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
    }

    [Fact]
    public void Its_checks_are_asked_for_ten_minutes_and_while_they_fail()
    {
        var walk = Recovered();
        Minutes(walk, 12);
        walk.Steps["healthy"] = Failing;
        Minutes(walk, 60);
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.StandbyFails);

        walk = Recovered();
        Minutes(walk, 8);
        walk.Steps["healthy"] = Failing;
        Minutes(walk, 20);
        walk.Steps["healthy"] = StepObservation.Done("answers well");
        Minutes(walk, 10);
        Assert.Equal([NoticeKind.StandbyFails, NoticeKind.PostSwitchOver], walk.Told.Select(notice => notice.Kind).TakeLast(2));
    }

    [Fact]
    public void Records_that_were_put_back_are_told_within_half_an_hour_and_daily()
    {
        var walk = Recovered();
        Minutes(walk, 45);
        (walk.Steps["traffic"], walk.Names["traffic"]) = (Back, Elsewhere);
        Minutes(walk, 35);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PutBack);

        Minutes(walk, 23 * 60);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.PutBack);
        Minutes(walk, 2 * 60);
        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.PutBack));
        Assert.DoesNotContain(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
        Assert.DoesNotContain(walk.Starts, start => start.Id == "traffic" && start.At > Walk.Begin + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void A_paused_plan_tells_too()
    {
        var walk = Recovered();
        (walk.Automation, walk.Steps["healthy"]) = (Automation.Paused, Failing);
        Minutes(walk, 3);

        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.StandbyFails);
    }

    [Fact]
    public void A_mismatch_before_the_run_ends_does_not_hold_it_and_stands_in_its_recovery()
    {
        var walk = new Walk("""
            [
                { "id": "healthy", "kind": "check" },
                { "id": "traffic", "kind": "switch", "after": ["healthy"] },
                { "id": "late", "kind": "start", "after": ["traffic"], "limit": "20m" }
              ]
            """).Recovering();
        walk.AllDone();
        (walk.Steps["late"], walk.Names["traffic"]) = (StepObservation.Working("is starting"), Elsewhere);
        walk.LookFor(60);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.Steps["late"] = StepObservation.Done("it runs");
        walk.LookFor(9);

        Assert.Equal(Phase.Recovered, walk.Phase);
        var recovery = walk.History.SelectMany(entry => entry.Facts).OfType<PhaseEntered>().Select(entered => entered.Because)
            .OfType<Recovery>().Single();
        Assert.Equal([new NameSaid("traffic", NameState.Elsewhere, Elsewhere.Because)], recovery.Names!);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.UsersElsewhere);
    }

    [Fact]
    public void In_mode_shadow_nothing_was_switched_and_nothing_is_asked()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal)).Recovering();
        walk.LookFor(30);
        walk.Names["traffic"] = Elsewhere;
        Minutes(walk, 10);

        Assert.Empty(walk.Record.Run!.PostSwitch.Names);
    }

    static Walk Recovered()
    {
        var walk = new Walk().Recovering();
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }

    /// <summary>A look each minute, and another at once where the decider asks for it.</summary>
    static void Minutes(Walk walk, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            if (walk.Look(60).LookAgainIn == TimeSpan.Zero)
            {
                walk.Look(1);
            }
        }
    }
}

/// <summary>Facts compare their lists by reference; as JSON, equal facts are equal.</summary>
sealed class Facts : IEqualityComparer<Fact>
{
    public static Facts ByJson { get; } = new();

    public bool Equals(Fact? x, Fact? y) => x is not null && y is not null && FactJson.Write([x]) == FactJson.Write([y]);

    public int GetHashCode(Fact obj) => FactJson.Write([obj]).GetHashCode(StringComparison.Ordinal);
}
