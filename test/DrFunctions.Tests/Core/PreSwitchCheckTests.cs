using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;

namespace DrFunctions.Tests.Core;

/// <summary>Right before users move: is the standby still good, is the primary still down?</summary>
public sealed class PreSwitchCheckTests
{
    /// <summary>A run in which only the traffic step is left.</summary>
    static Walk BeforeTraffic()
    {
        var walk = new Walk().Recovering();
        foreach (var id in new[] { "web", "api", "healthy" })
        {
            walk.Steps[id] = StepObservation.Done($"{id} is good");
        }

        while (!walk.Record.Run!.IsDone("healthy"))
        {
            walk.Look();
        }

        Assert.Empty(walk.StartsOf("traffic"));
        return walk;
    }

    [Fact]
    public void The_check_is_asked_again_in_the_same_look()
    {
        var walk = BeforeTraffic();
        Assert.Equal(["web", "api", "healthy", "traffic"], ObservationNeeds.For(walk.Plan, walk.Record, walk.Now).Steps.Select(step => step.Id));
        Assert.True(ObservationNeeds.For(walk.Plan, walk.Record, walk.Now).Signals);
        walk.Look();
        Assert.Single(walk.StartsOf("traffic"));
        Assert.Equal(walk.Now, walk.Of("healthy").VerifiedAt);
    }

    [Trait("about", "text")]
    [Theory]
    [InlineData("answers 503")]
    [InlineData(null)]
    public void A_standby_that_is_sick_or_not_seen_gets_no_users(string? working)
    {
        var walk = BeforeTraffic();
        walk.Steps["healthy"] = working is null ? StepObservation.Unknown("no answer within 3 s") : StepObservation.Working(working);
        var said = walk.LookFor(60).Because;
        Assert.Equal($"failing over: 3 of 4 steps done; traffic: waiting: healthy passed before, but fails right before traffic: {working ?? "no answer within 3 s"}", said);
        Assert.Empty(walk.StartsOf("traffic"));
        walk.Steps["healthy"] = StepObservation.Done("healthy is good");
        walk.Look();
        Assert.Single(walk.StartsOf("traffic"));
    }

    [Trait("about", "text")]
    [Fact]
    public void A_primary_that_is_up_again_holds_users_and_after_two_minutes_keeps_them()
    {
        var walk = BeforeTraffic().Down(1);
        Assert.Equal("failing over: 3 of 4 steps done; traffic: held for 0 s: the primary answers again (1 of 3 signals down, 2 needed)", walk.Look().Because);
        walk.LookFor(114);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.LookFor(9);
        Assert.Equal((Phase.Watching, 0), (walk.Phase, walk.StartsOf("traffic").Count()));
        Assert.Equal("held for 2 min: the primary answers again (1 of 3 signals down, 2 needed), so users stay there", walk.Of("traffic").Because);
        Assert.Single(walk.History, entry => entry.Text == "traffic: held, because the primary answers again (1 of 3 signals down)");
    }

    [Fact]
    public void Down_again_within_two_minutes_goes_on()
    {
        var walk = BeforeTraffic().Down(0);
        walk.LookFor(100);
        walk.Down(2).Look();
        Assert.Single(walk.StartsOf("traffic"));
        Assert.Null(walk.Record.Run!.HeldSince);
    }

    [Trait("about", "text")]
    [Fact]
    public void The_two_minutes_are_without_a_break()
    {
        var walk = BeforeTraffic().Down(0);
        walk.LookFor(60);
        walk.Steps["healthy"] = StepObservation.Working("answers 503");
        walk.Down().LookFor(60);
        walk.Down(0);
        walk.Steps["healthy"] = StepObservation.Done("healthy is good");
        Assert.EndsWith("held for 0 s: the primary answers again (0 of 3 signals down, 2 needed)", walk.Look().Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_good_answers_minutes_apart_are_not_two_minutes_without_a_break()
    {
        var walk = new Walk().Recovering();
        walk.LookFor(6);
        walk.AllDone().Down(0);
        walk.LookFor(12);
        Assert.NotNull(walk.Record.Run!.HeldSince);

        walk.Look(125);

        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void What_cannot_be_read_does_not_block()
    {
        var walk = BeforeTraffic();
        walk.Signals = [SignalState.Unknown, SignalState.Unknown, SignalState.Up];
        walk.Look();
        Assert.Single(walk.StartsOf("traffic"));
    }

    [Fact]
    public void A_second_start_is_asked_the_same_as_the_first()
    {
        var walk = BeforeTraffic();
        walk.Look();
        walk.Steps["healthy"] = StepObservation.Working("answers 503");
        walk.LookFor(60);
        Assert.Single(walk.StartsOf("traffic"));
        walk.Steps["healthy"] = StepObservation.Done("healthy is good");
        walk.Down(0).LookFor(30);
        Assert.Single(walk.StartsOf("traffic"));
        walk.Down().Look();
        Assert.Equal(2, walk.StartsOf("traffic").Count());
    }

    [Fact]
    public void Data_moves_under_the_same_gate()
    {
        var walk = new Walk("""[ { "id": "data", "kind": "promote" } ]""").Recovering().Down(0);
        walk.LookFor(60);
        Assert.Empty(walk.Starts);
        walk.Down().Look();
        Assert.Equal(["data"], walk.Starts.Select(start => start.Id));
    }
}
