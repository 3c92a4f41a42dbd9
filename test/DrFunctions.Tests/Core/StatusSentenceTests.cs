using DrFunctions.Core.Explaining;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>The status says "Nothing is wrong" only where that was seen.</summary>
[Trait("about", "text")]
public sealed class StatusSentenceTests
{
    const string Well = "Nothing is wrong.";

    [Fact]
    public void What_was_seen_a_moment_ago_with_every_signal_up_is_well() => Assert.Equal(Well, Say(Seen()));

    [Theory]
    [InlineData(SignalState.Down, "1 of 2 signals is DOWN.")]
    [InlineData(SignalState.Unknown, "1 of 2 signals cannot be read.")]
    public void A_signal_that_is_not_up_is_said(SignalState state, string sentence) => Assert.Equal(sentence, Say(Seen(state)));

    [Fact]
    public void Without_a_signal_without_a_record_and_with_an_old_one_it_is_unknown()
    {
        Assert.StartsWith("UNKNOWN", Say(Seen() with { Signals = [] }), StringComparison.Ordinal);
        var none = StatusSentences.Of(new Record { Plan = "shop" }, Automation.On, isKnown: false, Walk.Begin);
        Assert.StartsWith("UNKNOWN", none, StringComparison.Ordinal);
        Assert.Equal("UNKNOWN: the last check was saved 3 h ago. Make sure that WatchFunction runs.", Say(Seen() with { LookedAt = Walk.Begin.AddHours(-3) }));
    }

    [Fact]
    public void What_keeps_the_plan_from_acting_is_said()
    {
        Assert.Equal("PAUSED: if the primary fails, nothing is done. All 2 signals are up.", StatusSentences.Of(Seen(), Automation.Paused, true, Walk.Begin));
        Assert.StartsWith("DISARMED", Say(Seen() with { Disarmed = new("ann", Walk.Begin, "so") }), StringComparison.Ordinal);
        Assert.Contains("nothing was changed", Say(Seen(SignalState.Down) with { Phase = Phase.Recovered, Mode = Mode.Shadow }), StringComparison.Ordinal);
        Assert.Equal("Recovered (mode shadow)", (Seen() with { Phase = Phase.Recovered, Mode = Mode.Shadow }).PhaseAndMode());
    }

    /// <summary>A reset while the primary is down: the very next word about the plan must not be that nothing is wrong.</summary>
    [Fact]
    public void After_a_reset_with_signals_down_something_is_wrong()
    {
        var walk = new Walk().Recovering();
        walk.Steps["web"] = walk.Steps["api"] = StepObservation.Broken("gone");
        walk.LookFor(9);
        walk.Ask(Command.Reset);
        Assert.Equal("3 of 3 signals are DOWN.", StatusSentences.Of(walk.Record, Automation.On, true, walk.Now));
    }

    [Fact]
    public void In_the_cooldown_something_is_wrong()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { AutomaticAt = walk.Now };

        walk.LookFor(900);

        Assert.NotEqual(Well, StatusSentences.Of(walk.Record, Automation.On, true, walk.Now));
    }

    static string Say(Record record) => StatusSentences.Of(record, Automation.On, isKnown: true, Walk.Begin);

    static Record Seen(SignalState second = SignalState.Up) => new()
    {
        Plan = "shop",
        LookedAt = Walk.Begin,
        Signals = [new("alarm a", SignalState.Up, "is OK", Walk.Begin), new("probe p", second, "is so", Walk.Begin)],
    };
}
