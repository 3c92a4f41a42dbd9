using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>
/// Each limit of a step at its very instant, and a second before or after it. A step's limit is a minute, with three starts.
/// </summary>
public sealed class StepLimitsTests
{
    const string One = """[ { "id": "web", "kind": "start" } ]""";
    const string Warm = """[ { "id": "web", "kind": "start", "prewarm": true } ]""";

    /// <summary>Reads lag, so "not started" must be seen twice, and a start that was answered is repeated after 20 s.</summary>
    [Theory]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    public void A_start_of_which_nothing_shows(int seconds, int starts)
    {
        var walk = Started();
        walk.Look(10);
        walk.Look(seconds - 10);

        Assert.Equal(starts, walk.Starts.Count);
    }

    /// <summary>Its answer was lost, so it may still take effect.</summary>
    [Theory]
    [InlineData(44, 1)]
    [InlineData(45, 2)]
    public void A_start_whose_answer_was_lost(int seconds, int starts)
    {
        var walk = Started();
        walk.Lose("web");
        walk.Look(10);
        walk.Look(seconds - 10);

        Assert.Equal(starts, walk.Starts.Count);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public void A_start_that_takes_too_long(int seconds, int starts)
    {
        var walk = Started();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.Look(seconds);

        Assert.Equal(starts, walk.Starts.Count);
    }

    [Theory]
    [InlineData(60, Phase.Recovering)]
    [InlineData(61, Phase.Stuck)]
    public void A_limit_at_which_a_person_is_asked(int seconds, Phase phase)
    {
        var walk = Started("""[ { "id": "web", "kind": "start", "onLimit": "ask" } ]""");
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(180, Phase.Recovering)]
    [InlineData(181, Phase.Stuck)]
    public void All_starts_together(int seconds, Phase phase)
    {
        var walk = Started();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    /// <summary>A refusal that may pass.</summary>
    [Theory]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    public void A_start_that_was_refused(int seconds, int starts)
    {
        var walk = Started();
        walk.Refuse("web", "too many requests", mayPass: true);
        walk.Look();
        walk.Look(seconds);

        Assert.Equal((starts, 1), (walk.Starts.Count, walk.Starts[^1].Attempt));
    }

    /// <summary>The time in which AWS cannot be read is given to the step, and a break of the looks counts as 90 s of it.</summary>
    [Theory]
    [InlineData(91, 90)]
    [InlineData(90, 90)]
    [InlineData(30, 30)]
    public void A_hindrance(int gap, int counted)
    {
        var walk = Started();
        walk.Steps["web"] = StepObservation.Unknown("no answer");
        var before = walk.Of("web").Hindered;
        walk.Look(gap);

        Assert.Equal(TimeSpan.FromSeconds(counted), walk.Of("web").Hindered - before);
    }

    [Fact]
    public void A_step_that_AWS_answers_about_is_not_hindered()
    {
        var walk = Started();
        walk.Steps["web"] = StepObservation.Working("it is on its way");
        walk.Look(30);

        Assert.Equal(TimeSpan.Zero, walk.Of("web").Hindered);
    }

    /// <summary>Done a moment ago: a reading may be older than that.</summary>
    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void Capacity_that_falls_back(int seconds, bool doubted)
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Done("it runs");
        walk.Look();
        walk.Steps["api"] = StepObservation.NotStarted("it was stopped");
        walk.Look(seconds);

        Assert.Equal(doubted, walk.Of("api").Doubted);
    }

    [Theory]
    [InlineData(1799, false)]
    [InlineData(1800, true)]
    public void Capacity_of_a_standby_that_serves(int seconds, bool seen)
    {
        var walk = new Walk().Recovered();
        walk.Steps["web"] = StepObservation.NotStarted("it was stopped");
        walk.Look((walk.Record.Run!.RecoveredAt!.Value.AddSeconds(seconds) - walk.Now).TotalSeconds);

        Assert.Equal((seen, seen), (walk.Of("web").Doubted, walk.Record.Run.ObservedAt == walk.Now));
    }

    [Theory]
    [InlineData(299, 3)]
    [InlineData(300, 4)]
    public void A_stuck_step_is_tried_again(int seconds, int starts)
    {
        var walk = Stuck();
        walk.Look((walk.Of("web").StartedAt!.Value.AddSeconds(seconds) - walk.Now).TotalSeconds);
        walk.Look(0);

        Assert.Equal(starts, walk.Starts.Count);
    }

    [Theory]
    [InlineData(1199, 4)]
    [InlineData(1200, 3)]
    public void A_stuck_step_is_tried_for_as_long_as_the_plan_says(int seconds, int starts)
    {
        var walk = Stuck(more: "\"keepTrying\": \"20m\",");
        walk.Look((walk.Record.Run!.StuckSince!.Value.AddSeconds(seconds) - walk.Now).TotalSeconds);
        walk.Look(0);

        Assert.Equal(starts, walk.Starts.Count);
    }

    [Theory]
    [InlineData(899, Phase.Stuck)]
    [InlineData(900, Phase.FailingBack)]
    public void A_stuck_run_whose_primary_is_well(int seconds, Phase phase)
    {
        var walk = Stuck().Down(0);
        walk.Look();
        for (var left = seconds; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void An_undo_that_looks_done_although_it_was_not_begun(int seconds, bool done)
    {
        var walk = new Walk().GoingBack();
        walk.Undos["traffic"] = StepObservation.Done("users go to the primary");
        walk.Look();
        walk.Look(seconds);

        Assert.Equal(done, walk.Of("traffic").Undo!.Progress == StepProgress.Done);
    }

    [Theory]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    public void An_undo_of_which_nothing_shows(int seconds, int starts)
    {
        var walk = new Walk().GoingBack();
        walk.Look();
        Assert.Single(walk.UndoStarts);
        walk.Look(seconds);

        Assert.Equal(starts, walk.UndoStarts.Count);
    }

    [Theory]
    [InlineData(180, Phase.FailingBack)]
    [InlineData(181, Phase.Stuck)]
    public void An_undo_that_takes_too_long(int seconds, Phase phase)
    {
        var walk = new Walk().GoingBack();
        walk.Undos["traffic"] = StepObservation.Working("it is on its way");
        walk.Look();
        walk.Look(seconds);

        Assert.Equal(phase, walk.Phase);
    }

    [Theory]
    [InlineData(899, false)]
    [InlineData(900, true)]
    public void A_prewarm_that_is_given_back(int seconds, bool undone)
    {
        var walk = Prewarmed().Down(0);
        walk.Look();
        Assert.Equal(Phase.Watching, walk.Phase);
        walk.Look();
        for (var left = seconds; left > 0; left -= 60)
        {
            walk.Look(Math.Min(left, 60));
        }

        Assert.Equal(undone ? Undoing.StandDown : null, walk.Record.Run!.Undoing);
    }

    /// <summary>Two looks that follow each other must see the outage.</summary>
    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void A_prewarm_that_begins(int gap, bool begun)
    {
        var walk = new Walk(Warm).Down();
        walk.Look();
        Assert.Equal(Phase.Confirming, walk.Phase);
        walk.Look(gap);

        Assert.Equal(begun, walk.Record.PrewarmedAt is not null);
    }

    [Theory]
    [InlineData(3599, false)]
    [InlineData(3600, true)]
    public void A_prewarm_after_another(int ago, bool begun)
    {
        var walk = new Walk(Warm).Down();
        walk.Record = walk.Record with { PrewarmedAt = Walk.Begin.AddSeconds(6 - ago) };
        walk.Look();
        walk.Look();

        Assert.Equal(begun, walk.Record.Run is not null);
    }

    static Walk Prewarmed()
    {
        var walk = new Walk(Warm, trigger: TestPlans.Trigger.Replace("\"10s\"", "\"60s\"", StringComparison.Ordinal)).Down();
        walk.LookFor(15);
        Assert.Single(walk.Starts);
        return walk;
    }

    /// <summary>The one step was started this very instant.</summary>
    static Walk Started(string steps = One)
    {
        var walk = new Walk(steps).Recovering();
        walk.Look();
        Assert.Equal(walk.Now, Assert.Single(walk.Starts).At);
        return walk;
    }

    static Walk Stuck(string more = "")
    {
        var walk = new Walk(One, more: more).Recovering();
        walk.LookFor(90);
        Assert.Equal((Phase.Stuck, 3), (walk.Phase, walk.Starts.Count));
        return walk;
    }
}
