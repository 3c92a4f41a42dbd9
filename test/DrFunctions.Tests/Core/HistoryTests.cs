using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Tests.Core;

/// <summary>What a person finds in the history afterwards: each thing that was done, and why.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void The_way_there_and_back()
    {
        var walk = new Walk().Recovered();
        walk.Down(0).LookFor(330);
        walk.Ask(Command.Failback);
        walk.LookFor(9);
        walk.AllUndone().LookFor(60);
        Assert.Equal(Phase.Watching, walk.Phase);

        AssertHas(
            walk, typeof(PlanPinned), typeof(StepStarted), typeof(StepDone), typeof(FailbackPossible), typeof(RequestAnswered),
            typeof(UndoStarted), typeof(UndoDone));
        Assert.Equal(
            [Phase.Confirming, Phase.Recovering, Phase.Recovered, Phase.FailingBack, Phase.Watching],
            Facts(walk).OfType<PhaseEntered>().Select(entered => entered.Phase));
        Assert.Equal(walk.Told.Count, walk.Told.DistinctBy(notice => notice.Id).Count());
    }

    [Fact]
    public void Capacity_that_is_lost_and_comes_back()
    {
        var walk = new Walk().Recovered();
        walk.Steps["web"] = StepObservation.NotStarted("it was stopped");
        walk.LookFor(1900);
        walk.Steps["web"] = StepObservation.Done("web is good");
        walk.LookFor(1900);

        AssertHas(walk, typeof(CapacityLost));
        Assert.Equal((null, false), (walk.Of("web").LostAt, walk.Of("web").Doubted));
    }

    [Fact]
    public void A_part_that_becomes_whole()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = StepObservation.Done("web runs");
        walk.Steps["api"] = StepObservation.Working("2 of 4 tasks run") with { Serves = new Capacity(2, 4) };
        walk.Steps["healthy"] = StepObservation.Done("it answers");
        walk.LookFor(66);
        Assert.True(walk.Of("api").Degraded);
        walk.Steps["api"] = StepObservation.Done("4 of 4 tasks run");
        walk.LookFor(9);

        AssertHas(walk, typeof(StepDegraded), typeof(StepComplete));
        Assert.False(walk.Of("api").Degraded);
    }

    [Fact]
    public void A_start_outside_of_the_attempts_says_so()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(500);

        var starts = Facts(walk).OfType<StepStarted>().Where(start => start.Step == "web");
        Assert.Equal([false, false, false, true], starts.Select(start => start.Extra).Take(4));
    }

    /// <summary>Notices of one look go out one by one, so each has an id of its own.</summary>
    [Fact]
    public void Two_notices_of_one_look()
    {
        var walk = new Walk { Escalates = true }.Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        walk.Look((walk.Record.PhaseSince.AddMinutes(15) - walk.Now).TotalSeconds);

        var together = walk.Told.Where(notice => notice.At == walk.Now).ToList();
        Assert.Equal([NoticeKind.StillStuck, NoticeKind.Escalation], together.Select(notice => notice.Kind));
        Assert.Equal(2, together.Select(notice => notice.Id).Distinct().Count());
    }

    static IEnumerable<Fact> Facts(Walk walk) => walk.History.SelectMany(entry => entry.Facts);

    static void AssertHas(Walk walk, params IReadOnlyList<Type> facts) =>
        Assert.Empty(facts.Except(Facts(walk).Select(fact => fact.GetType())));
}
