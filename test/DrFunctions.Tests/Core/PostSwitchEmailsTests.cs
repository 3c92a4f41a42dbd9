using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>What people read of what was found once users were moved.</summary>
public sealed class PostSwitchEmailsTests
{
    static readonly NameObservation Elsewhere = new(
        NameState.Elsewhere, "20 of 20 answers of 1 name server for shop.example.com lead elsewhere: ns1.other.example answers 203.0.113.10");

    [Trait("about", "text")]
    [Fact]
    public void What_people_read_after_a_switch() => ReviewedEmails.Assert(
        "post-switch",
        ("DNS leads users elsewhere", Of(NoticeKind.UsersElsewhere, Recovered(walk => walk.Names["traffic"] = Elsewhere))),
        ("DNS leads users elsewhere before the run ends", Of(NoticeKind.Recovered, Late())),
        ("a request to the name fails", Of(NoticeKind.UsersElsewhere, Recovered(walk => walk.Names["traffic"] = new(NameState.AtStandby, "")
        {
            IsServed = false, Request = "https://shop.example.com/ gives no answer (the certificate lacks the name)",
        }))),
        ("the standby fails", Of(NoticeKind.StandbyFails, Sick())),
        ("it is over", Of(NoticeKind.PostSwitchOver, Well(Sick()))),
        ("a deployment put it back", Of(NoticeKind.PutBack, Recovered(walk =>
            walk.Steps["traffic"] = StepObservation.NotStarted("shop.example.com. is served from the primary")))));

    static Notice Of(NoticeKind kind, Walk walk) => walk.Told.Last(notice => notice.Kind == kind);

    static Walk Recovered(Action<Walk> then)
    {
        var walk = new Walk().Recovering();
        walk.AllDone().LookFor(30);
        then(walk);
        for (var minute = 0; minute < 40; minute++)
        {
            walk.Look(60);
        }

        return walk;
    }

    static Walk Sick()
    {
        var walk = Recovered(one => one.Steps["healthy"] = StepObservation.Working("https://tokyo.shop.example.com/health answers 503, not 200"));
        return walk;
    }

    static Walk Well(Walk walk)
    {
        walk.Steps["healthy"] = StepObservation.Done("https://tokyo.shop.example.com/health answered well 3 times in a row");
        walk.Look(600);
        return walk;
    }

    static Walk Late()
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
        walk.Steps["late"] = StepObservation.Done("it runs");
        walk.LookFor(9);
        return walk;
    }
}
