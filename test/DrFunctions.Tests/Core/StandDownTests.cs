using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>The primary answers before users moved, so the run is stood down; the next outage may come meanwhile or right after.</summary>
public sealed class StandDownTests
{
    [Trait("about", "text")]
    [Fact]
    public void Held_before_traffic_the_run_stands_down_by_itself()
    {
        var walk = StandingDown();
        Assert.Equal(Phase.FailingBack, walk.Phase);

        walk.AllUndone().LookFor(9);

        Assert.Equal((Phase.Watching, 0), (walk.Phase, walk.StartsOf("traffic").Count()));
        Assert.Contains(walk.Told, letter => letter.Subject == "[DrFunctions] shop: standing down; users were not moved");
    }

    [Fact]
    public void An_outage_meanwhile_is_told()
    {
        var walk = StandingDown();
        Assert.Equal(Phase.FailingBack, walk.Phase);
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Working("it is stopping");
        var before = walk.Told.Count;

        walk.Down().LookFor(170);

        Assert.True(walk.Phase != Phase.FailingBack || walk.Told.Count > before, $"{walk.Phase}");
    }

    [Fact]
    public void One_that_cannot_be_undone_does_not_disarm_the_next_outage_silently()
    {
        var walk = StandingDown();
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Broken("it cannot be stopped");
        walk.LookFor(12);
        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.Ask(Command.Ack);
        walk.LookFor(1800);
        var before = walk.Told.Count;

        walk.Down().LookFor(2 * 3600);

        Assert.True(walk.Told.Count > before, $"{walk.Phase}: nothing said");
    }

    [Fact]
    public void One_that_AWS_could_not_answer_for_a_while_does_not_disarm_the_plan()
    {
        var walk = StandingDown();
        walk.Undos["web"] = walk.Undos["api"] = StepObservation.Unknown("no answer");
        walk.LookFor(400);

        Assert.Equal(Phase.Stuck, walk.Phase);
        walk.AllUndone().LookFor(1200);
        Assert.Equal(Phase.Watching, walk.Phase);
        walk.Down().LookFor(3600);

        Assert.Equal(2, walk.Told.Count(notice => notice.Kind == NoticeKind.FailingOver));
    }

    /// <summary>All but the traffic step is done, and the primary has been up for two minutes.</summary>
    static Walk StandingDown()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.LookFor(6);
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        walk.Down(0).LookFor(135);
        return walk;
    }
}
