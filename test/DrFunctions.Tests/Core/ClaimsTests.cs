using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>What a run claims of resources that other plans may name too, and what it leaves to them.</summary>
public sealed class ClaimsTests
{
    [Fact]
    public void What_is_started_is_claimed_and_what_is_undone_is_given_back()
    {
        var walk = With(("web", ["a", "b"]), ("api", ["c"])).Recovering();
        AssertClaims(walk, ["start a", "start b", "start c"], []);
        AssertClaims(walk, [], []);

        Stuck(walk);
        walk.AllUndone().Ask(Command.Failback, request => request with { SkipsHealth = true });
        walk.LookFor(18);
        walk.Undos["web"] = StepObservation.NotStarted("web still runs");
        Assert.Equal(Phase.FailingBack, walk.Phase);
        var given = new List<string>();
        for (var look = 0; look < 10; look++)
        {
            given.AddRange(Claims(walk.Look()).Released);
        }

        Assert.Equal(["start c"], given);
        walk.AllUndone().Look();
        Assert.Equal(Phase.Watching, walk.Phase);
        Assert.Equal(0, walk.Of("web").Claimed);
    }

    /// <summary>A save may write so many items and no more; the rest follows with the next ones.</summary>
    [Fact]
    public void What_does_not_fit_a_save_follows_with_the_next()
    {
        var walk = With(("web", Many("w", 70)), ("api", Many("a", 45))).Recovering();

        Assert.Equal([50, 50, 15, 0], Enumerable.Range(0, 4).Select(_ => walk.Look().Claimed.Count));
        Assert.Equal((70, 45), (walk.Of("web").Claimed, walk.Of("api").Claimed));
    }

    [Fact]
    public void What_another_step_of_the_run_counts_on_is_not_given_back()
    {
        var walk = With(("web", ["a", "b"]), ("api", ["b"])).Recovering();
        Assert.Equal(["start a", "start b"], Claims(walk.Look()).Claimed);
        walk.Record = walk.Record with
        {
            Run = walk.Record.Run! with
            {
                Steps = walk.Record.Run.Steps
                    .SetItem("web", walk.Of("web") with { Undo = new UndoRecord { Progress = StepProgress.Done } })
                    .SetItem("api", walk.Of("api") with { Claimed = 0 }),
            },
        };

        AssertClaims(walk, ["start b"], ["start a"]);
    }

    [Fact]
    public void A_step_that_was_found_serving_is_claimed_and_one_that_waits_is_not()
    {
        var walk = With(("web", ["a"]), ("traffic", ["b"])).Recovering();
        walk.Steps["web"] = StepObservation.Done("web runs");

        Assert.Equal(["start a"], Claims(walk.Look()).Claimed);
        walk.LookFor(30);
        Assert.Equal((1, 0), (walk.Of("web").Claimed, walk.Of("traffic").Claimed));
    }

    [Fact]
    public void Mode_shadow_claims_nothing()
    {
        var walk = With(
            TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal), ("web", ["a"])).Recovering();

        Assert.All(Enumerable.Range(0, 5), _ => Assert.Empty(walk.Look().Claimed));
    }

    /// <summary>The undo of what another plan counts on is not begun; of what a run that is over has left, it is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_another_plan_counts_on_is_left(bool holds)
    {
        var holder = new Holder(new Claim("start", "a"), "bank", "run", holds);
        var walk = GoingBack([holder]);
        var removed = new List<Holder>();
        for (var look = 0; look < 12; look++)
        {
            removed.AddRange(walk.Look().Removed);
        }

        Assert.Equal(!holds, walk.UndoStarts.Exists(start => start.Id == "web"));
        Assert.Equal(holds, walk.Of("web").Undo!.Progress == StepProgress.Done);
        Assert.Equal(holds ? [] : [holder], removed);
    }

    [Fact]
    public void So_many_leftovers_are_removed_with_one_save_each_once_and_noted()
    {
        var holders = Many("a", 25).Select(name => new Holder(new Claim("start", name), "bank", "run", Holds: false)).ToList();
        var walk = GoingBack([.. holders, .. holders]);
        var removed = new List<IReadOnlyList<Holder>>();
        for (var look = 0; look < 6; look++)
        {
            removed.Add(walk.Look().Removed);
        }

        var first = removed.First(some => some.Count > 0);
        Assert.Equal(holders[..20], first);
        Assert.Contains(new ClaimRemoved("bank", "run", "a0"), walk.History.SelectMany(entry => entry.Facts));
    }

    /// <summary>Other plans' claims are asked for of what has resources, until its undo has begun.</summary>
    [Fact]
    public void Whose_claims_are_asked_for()
    {
        var walk = With(("web", ["a"])).Recovering();
        walk.LookFor(6);
        Stuck(walk);
        walk.Ask(Command.Failback, request => request with { SkipsHealth = true });
        Assert.Equal(["api", "web"], Needs().Undos.Select(step => step.Id));
        Assert.Equal(["web"], Needs().Claims(walk.Record).Select(step => step.Id));
        walk.Look();
        Assert.True(walk.Of("web").Undo!.Attempts > 0);
        Assert.Empty(Needs().Claims(walk.Record));

        ObservationNeeds Needs() => ObservationNeeds.For(walk.Plan, walk.Record, walk.Now);
    }

    /// <summary>Who comes later counts on what is being taken away already.</summary>
    [Fact]
    public void An_undo_that_has_begun_goes_on()
    {
        var walk = GoingBack([]);
        walk.LookFor(12);
        Assert.Equal(1, walk.UndoStarts.Count(start => start.Id == "web"));
        walk.Holders["web"] = [new Holder(new Claim("start", "a"), "bank", "run", Holds: true)];
        walk.LookFor(60);

        Assert.True(walk.UndoStarts.Count(start => start.Id == "web") > 1);
    }

    /// <summary>A run holds what it claimed while it is open or serves, or a person has accepted the standby.</summary>
    [Theory]
    [InlineData(Phase.Recovering, false, false, true)]
    [InlineData(Phase.Watching, true, false, false)]
    [InlineData(Phase.Watching, true, true, true)]
    [InlineData(Phase.Recovered, true, false, true)]
    [InlineData(Phase.Stuck, true, false, true)]
    [InlineData(Phase.FailingBack, true, false, true)]
    public void How_long_a_run_holds_its_claims(Phase phase, bool ended, bool disarmed, bool holds)
    {
        var walk = new Walk().Recovering();
        var record = walk.Record with
        {
            Phase = phase, Disarmed = disarmed ? new Disarming("Ann", walk.Now, "a test") : null,
            Run = walk.Record.Run! with { EndedAt = ended ? walk.Now : null },
        };

        Assert.Equal(holds, DrFunctions.Core.Deciding.Claims.Holds(record, record.Run.Id));
        Assert.False(DrFunctions.Core.Deciding.Claims.Holds(record, "another"));
        Assert.False(DrFunctions.Core.Deciding.Claims.Holds(new Record { Plan = "shop" }, "another"));
    }

    static Walk GoingBack(IReadOnlyList<Holder> holders)
    {
        var walk = With(("web", ["a"])).Recovering();
        walk.LookFor(6);
        Stuck(walk);
        walk.Holders["web"] = holders;
        walk.Ask(Command.Failback, request => request with { SkipsHealth = true });
        Assert.Equal(Phase.FailingBack, walk.Phase);
        return walk;
    }

    static void Stuck(Walk walk)
    {
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("it is gone");
        walk.LookFor(9);
        Assert.Equal(Phase.Stuck, walk.Phase);
    }

    static void AssertClaims(Walk walk, IReadOnlyList<string> claimed, IReadOnlyList<string> released)
    {
        var claims = Claims(walk.Look());
        Assert.Equal(claimed, claims.Claimed);
        Assert.Equal(released, claims.Released);
    }

    static (IEnumerable<string> Claimed, IEnumerable<string> Released) Claims(Decision decision) =>
        (Said(decision.Claimed), Said(decision.Released));

    static IEnumerable<string> Said(IEnumerable<Claim> claims) => [.. claims.Select(claim => $"{claim.Kind} {claim.Resource}")];

    static IReadOnlyList<string> Many(string name, int count) => [.. Enumerable.Range(0, count).Select(number => $"{name}{number}")];

    static Walk With(params (string Step, IReadOnlyList<string> Resources)[] steps) => With(TestPlans.Trigger, steps);

    static Walk With(string trigger, params (string Step, IReadOnlyList<string> Resources)[] steps)
    {
        var plan = TestPlans.Good(TestPlans.Text(trigger: trigger));
        var resources = steps.ToDictionary(step => step.Step, step => step.Resources);
        return new Walk(trigger: trigger)
        {
            Plan = plan with { Steps = [.. plan.Steps.Select(step => step with { Resources = resources.GetValueOrDefault(step.Id, []) })] },
        };
    }
}
