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
    public void A_record_that_no_check_has_saved_says_so() => Assert.Equal(
        "UNKNOWN: no check of it has been saved yet. Make sure that WatchFunction runs.", Say(Seen() with { LookedAt = default }));

    [Fact]
    public void One_signal_is_one() => Assert.Equal(
        "PAUSED: if the primary fails, nothing is done. The only signal is up.",
        StatusSentences.Of(Seen() with { Signals = [Seen().Signals[0]] }, Automation.Paused, true, Walk.Begin));

    [Fact]
    public void What_keeps_the_plan_from_acting_is_said()
    {
        Assert.Equal("PAUSED: if the primary fails, nothing is done. All 2 signals are up.", StatusSentences.Of(Seen(), Automation.Paused, true, Walk.Begin));
        Assert.StartsWith("DISARMED", Say(Seen() with { Disarmed = new("ann", Walk.Begin, "so") }), StringComparison.Ordinal);
        Assert.Contains("nothing was changed", Say(Seen(SignalState.Down) with { Phase = Phase.Recovered, Mode = Mode.Shadow }), StringComparison.Ordinal);
        var overridden = new Run { Id = "r", Plan = System.Text.Json.JsonDocument.Parse("{}").RootElement, OverridesShadow = true };
        Assert.Equal("Recovering (mode shadow, overridden)", (Seen() with { Phase = Phase.Recovering, Mode = Mode.Shadow, Run = overridden }).PhaseAndMode());
        Assert.Equal("Recovered (mode shadow)", (Seen() with { Phase = Phase.Recovered, Mode = Mode.Shadow }).PhaseAndMode());
    }

    /// <summary>Whoever lists the plans must not miss a pause, in whatever phase and however little is known.</summary>
    [Fact]
    public void A_pause_is_said_in_every_phase()
    {
        foreach (var automation in new[] { Automation.Paused, Automation.Unknown })
        {
            foreach (var phase in Enum.GetValues<Phase>())
            {
                AssertPaused(Seen(SignalState.Down) with { Phase = phase }, automation);
                AssertPaused(Seen(SignalState.Down) with { Phase = phase, Mode = Mode.Shadow }, automation);
            }

            AssertPaused(Seen() with { Disarmed = new("ann", Walk.Begin, "so") }, automation);
            AssertPaused(Seen() with { LookedAt = Walk.Begin.AddHours(-3) }, automation);
            AssertPaused(new Record { Plan = "shop" }, automation, isKnown: false);
        }

        static void AssertPaused(Record record, Automation automation, bool isKnown = true)
        {
            var sentence = StatusSentences.Of(record, automation, isKnown, Walk.Begin);
            Assert.StartsWith("PAUSED", sentence, StringComparison.Ordinal);
            Assert.DoesNotContain("under way", sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_failover_that_overrides_the_pause_goes_on_and_says_so()
    {
        var run = new Run { Id = "r", Plan = default, OverridesPause = true };
        Assert.Equal("PAUSED, but a person ordered this failover nevertheless. Failing over: steps are under way.", StatusSentences.Of(Seen() with { Phase = Phase.Recovering, Run = run }, Automation.Paused, true, Walk.Begin));
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

    static string Say(Record record) => StatusSentences.Of(record, Automation.On, isKnown: true, Walk.Begin);

    static Record Seen(SignalState second = SignalState.Up) => new()
    {
        Plan = "shop",
        LookedAt = Walk.Begin,
        Signals = [new("alarm a", SignalState.Up, "is OK", Walk.Begin), new("probe p", second, "is so", Walk.Begin)],
    };
}
