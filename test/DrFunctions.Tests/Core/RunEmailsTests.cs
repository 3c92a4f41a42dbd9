using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>The emails of runs: the failover, the way back, and drills.</summary>
public sealed class RunEmailsTests
{
    const string Rto = "\"objectives\": { \"rto\": \"3m\" },";

    const string Warm = """
        [ { "id": "web", "kind": "start", "prewarm": true }, { "id": "healthy", "kind": "check", "after": ["web"] },
          { "id": "traffic", "kind": "switch", "after": ["healthy"] } ]
        """;

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_of_a_failover() => ReviewedEmails.Assert(
        "failover",
        ("prewarming", Of(NoticeKind.Prewarming, Prewarmed())),
        ("it begins", Of(NoticeKind.FailingOver, new Walk(more: Rto).Recovering())),
        ("a person ordered it", Of(NoticeKind.FailingOver, new Walk(), walk => walk.Ask(Command.Failover))),
        ("later than the objective", Of(NoticeKind.Late, new Walk(more: Rto).Recovering(), walk => Working(walk).LookFor(170))),
        ("AWS has not answered for a whole limit", Of(NoticeKind.Late, new Walk().Recovering(), walk => Unreadable(walk).LookFor(190))),
        ("the standby serves", Of(NoticeKind.Recovered, Recovered())),
        ("a part of the standby serves", Of(NoticeKind.Recovered, Part())),
        ("all of the standby serves", Of(NoticeKind.Recovered, Whole())),
        ("no step moves users", Of(NoticeKind.Recovered, new Walk("""[ { "id": "web", "kind": "start" } ]""").Recovering(), walk => walk.AllDone().LookFor(9))),
        ("the primary is healthy again", Of(NoticeKind.PrimaryHealthy, Recovered().Down(0), walk => walk.LookFor(1_000))),
        ("capacity is lost in the standby", Of(NoticeKind.CapacityLost, Lost())));

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_who_are_needed() => ReviewedEmails.Assert(
        "stuck",
        ("broken for good", Of(NoticeKind.Stuck, new Walk().Recovering(), walk => Broken(walk).LookFor(9))),
        ("starts come to nothing, as without capacity", Of(NoticeKind.Stuck, Fruitless())),
        ("starts come to nothing, a quarter of an hour later", Of(NoticeKind.StillStuck, Fruitless(), walk => walk.LookFor(1_000))),
        ("it went on by itself, and is Stuck for another step", Of(NoticeKind.Stuck, Resumed())),
        ("it goes on by itself, and people are reminded", Of(NoticeKind.StillStuck, Resumed(), walk => walk.LookFor(1_000))),
        ("a start is denied, told at once", Of(NoticeKind.Denied, Denied())),
        ("a start is denied, and remains so", Of(NoticeKind.Stuck, Denied())),
        ("the request itself is refused", Of(NoticeKind.Stuck, new Walk().Recovering(), walk => Refused(walk, RefusalCause.Lasting))),
        ("capacity was done, and went again", Of(NoticeKind.Stuck, FellBack())),
        ("nothing was moved", Of(NoticeKind.Stuck, Unmoved())),
        ("a pause has ended in the middle of it", Of(NoticeKind.Stuck, PausedRun())),
        ("the undo cannot go on", Of(NoticeKind.Stuck, NotUndone())));

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_of_the_way_back() => ReviewedEmails.Assert(
        "back",
        ("a person orders it", Of(NoticeKind.FailingBack, GoingBack(Recovered()))),
        ("back in the primary", Of(NoticeKind.Back, Back(Recovered()))),
        ("another plan counts on a resource", Of(NoticeKind.Back, Back(Shared()))),
        ("the primary answers before users moved", Of(NoticeKind.StandingDown, StoodDown())),
        ("stood down", Of(NoticeKind.Back, StoodDown())),
        ("what was prewarmed cannot be stopped", Of(NoticeKind.NotStoodDown, NotStoodDown())));

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_before_the_day() => ReviewedEmails.Assert(
        "readiness",
        ("steps would fail", NotReady()),
        ("a drill passed", Of(NoticeKind.DrillPassed, Drilled(new Walk()))),
        ("a drill failed", Of(NoticeKind.DrillFailed, Drilled(new Walk { LeftOut = { ["traffic"] = new(StepObservation.Done("users go to the standby")) } }))),
        ("an upgrade brings other defaults", Of(NoticeKind.DefaultsChanged, Upgraded(), walk => walk.Look())));

    /// <summary>The newest notice of a kind, once the walk has gone on.</summary>
    static Notice Of(NoticeKind kind, Walk walk, Action<Walk>? goOn = null)
    {
        goOn?.Invoke(walk);
        return walk.Told.LastOrDefault(notice => notice.Kind == kind)
            ?? throw new InvalidOperationException($"{walk.Phase}, and told {string.Join(", ", walk.Told.Select(notice => notice.Kind))}, not {kind}.");
    }

    static Walk Working(Walk walk)
    {
        walk.Look();
        walk.Steps["web"] = StepObservation.Done("2 of 2 instances run");
        walk.Steps["api"] = StepObservation.Working("1 of 4 tasks run");
        return walk;
    }

    static Walk Unreadable(Walk walk)
    {
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Unknown("no answer within 15 s");
        return walk;
    }

    static Walk Broken(Walk walk)
    {
        walk.Steps["web"] = StepObservation.Broken("i-0 is terminated");
        walk.Steps["api"] = StepObservation.Broken("the service is gone");
        return walk;
    }

    static Walk Recovered(Walk? walk = null)
    {
        walk = walk ?? new Walk(more: Rto);
        walk.Recovering().LookFor(6);
        walk.AllDone().LookFor(30);
        Assert.Equal(Phase.Recovered, walk.Phase);
        return walk;
    }

    static Walk Part()
    {
        var walk = new Walk(Warm.Replace(", \"prewarm\": true", "", StringComparison.Ordinal)).Recovering();
        walk.LookFor(6);
        walk.AllDone().Steps["web"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.LookFor(90);
        return walk;
    }

    static Walk Whole()
    {
        var walk = Part();
        walk.Steps["web"] = StepObservation.Done("4 of 4 tasks run") with { Serves = new Capacity(4, 4) };
        walk.LookFor(330);
        return walk;
    }

    static Walk Lost()
    {
        var walk = Recovered();
        walk.Steps["api"] = StepObservation.NotStarted("0 of 4 tasks run");
        walk.LookFor(2_000);
        return walk;
    }

    static Walk Fruitless()
    {
        var walk = new Walk().Recovering();
        (walk.Steps["web"], walk.Steps["api"]) = (StepObservation.NotStarted("0 of 2 instances run: InsufficientInstanceCapacity"), StepObservation.Done("4 of 4 tasks run"));
        walk.LookFor(90);
        Assert.Equal(Phase.Stuck, walk.Phase);
        return walk;
    }

    static Walk Resumed()
    {
        var walk = Fruitless();
        walk.Steps["web"] = StepObservation.Done("2 of 2 instances run");
        walk.Steps["healthy"] = StepObservation.NotStarted("the front door answers 503");
        walk.LookFor(240);
        Assert.Equal(Phase.Stuck, walk.Phase);
        return walk;
    }

    static void Refused(Walk walk, RefusalCause cause)
    {
        (walk.Steps["web"], walk.Steps["api"]) = (StepObservation.NotStarted("0 of 2 instances run"), StepObservation.Done("4 of 4 tasks run"));
        var because = cause == RefusalCause.Denied ? "UnauthorizedOperation: ec2:StartInstances is not allowed" : "InvalidInstanceID.Malformed: \"i-0\"";
        for (var look = 0; look < 60 && walk.Phase == Phase.Recovering; look++)
        {
            if (walk.Look().Actions.Count > 0)
            {
                walk.Refuse("web", because, cause);
            }
        }
    }

    static Walk Denied()
    {
        var walk = new Walk().Recovering();
        Refused(walk, RefusalCause.Denied);
        return walk;
    }

    static Walk FellBack()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.LookFor(30);
        walk.Steps["api"] = StepObservation.NotStarted("0 of 4 tasks run");
        walk.LookFor(120);
        return walk;
    }

    static Walk Unmoved()
    {
        var walk = new Walk().Recovering().AllDone();
        walk.Steps["traffic"] = StepObservation.Done("shop.example.com. is served from the standby");
        walk.LookFor(30);
        return walk;
    }

    static Walk PausedRun()
    {
        var walk = new Walk().Recovering();
        (walk.Automation, walk.PausedUntil) = (Automation.Paused, walk.Now + TimeSpan.FromMinutes(10));
        walk.LookFor(606);
        return walk;
    }

    static Walk NotUndone()
    {
        var walk = GoingBack(Recovered());
        walk.AllUndone().Undos["web"] = StepObservation.Broken("i-0 is locked");
        walk.LookFor(60);
        return walk;
    }

    static Walk GoingBack(Walk walk)
    {
        // Users go back only to a primary that has been healthy for a while.
        walk.Down(0).LookFor(310);
        walk.Ask(Command.Failback);
        walk.LookFor(6);
        return walk;
    }

    static Walk Back(Walk walk)
    {
        var undo = walk.Undos["web"];
        GoingBack(walk).AllUndone().Undos["web"] = walk.Holders.Count > 0 ? undo : StepObservation.Done("2 of 2 instances are stopped, as before");
        walk.LookFor(60);
        return walk;
    }

    static Walk Shared()
    {
        var plan = TestPlans.Good(TestPlans.Text());
        var shared = plan with { Steps = [.. plan.Steps.Select(step => step.Id == "web" ? step with { Resources = ["ap-northeast-1/i-0"] } : step)] };
        var walk = new Walk { Plan = shared };
        walk.Holders["web"] = [new Holder(new Claim("start", "ap-northeast-1/i-0"), "bank", "20260301T025500Z", Holds: true)];
        return Recovered(walk);
    }

    static Walk StoodDown()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().Down(0).LookFor(150);
        walk.AllUndone().LookFor(60);
        return walk;
    }

    static Walk Prewarmed()
    {
        var walk = new Walk(Warm, TestPlans.Trigger.Replace("10s", "60s", StringComparison.Ordinal)).Down();
        walk.LookFor(12);
        return walk;
    }

    static Walk NotStoodDown()
    {
        var walk = Prewarmed();
        walk.Steps["web"] = StepObservation.Done("2 of 2 instances run");
        walk.Undos["web"] = StepObservation.Broken("i-0 is locked");
        walk.LookFor(6);
        walk.Down(0).LookFor(950);
        return walk;
    }

    static Walk Drilled(Walk walk)
    {
        walk.Look();
        walk.Ask(Command.Drill);
        walk.LookFor(9);
        walk.AllDone().LookFor(12);
        walk.AllUndone().LookFor(12);
        return walk;
    }

    static Walk Upgraded()
    {
        var walk = new Walk(trigger: """{ "signals": [ { "probe": "https://one.example.com/" }, { "alarm": "primary", "region": "us-east-1" } ], "atLeast": 1 }""");
        walk.Record = walk.Record with { SeenUp = null };
        walk.Signals = [SignalState.Up, SignalState.Up];
        return walk;
    }

    static Notice NotReady()
    {
        var plan = TestPlans.Good(TestPlans.Text());
        var seen = new Dictionary<string, StepCheck>(StringComparer.Ordinal)
        {
            ["web"] = new(StepObservation.NotStarted("is stopped"), Denied: "UnauthorizedOperation: ec2:StartInstances is not allowed"),
            ["api"] = new(StepObservation.Broken("\"100% of primary\" was never seen")),
            ["healthy"] = new(StepObservation.Unknown("no answer within 15 s")),
            ["traffic"] = new(StepObservation.Done("shop.example.com. is served from the standby")),
        };
        var (record, now) = (new Record { Plan = plan.Name }, Walk.Begin);
        var (first, _) = QuietLook.Decide(plan, record, null, seen, now, "--table t");
        return QuietLook.Decide(plan, record, first, seen, now + TimeSpan.FromMinutes(1), "--table t").Notice!;
    }
}
