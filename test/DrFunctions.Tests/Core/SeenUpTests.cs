using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>A signal can be down only after it was once seen up.</summary>
public sealed class SeenUpTests
{
    [Fact]
    public void Signals_that_were_never_up_do_not_fail_over_a_plan_that_is_deployed_before_its_primary()
    {
        var walk = New().Down();
        walk.LookFor(600);

        Assert.Equal((Phase.Watching, 0), (walk.Phase, walk.Starts.Count));
        var said = Assert.IsType<NotEnoughDown>(walk.Look().Fact).Signals;
        Assert.Equal((0, 3), (said.Down, said.Unknown));
        Assert.All(said.NotUp, signal => Assert.Equal(Discount.NeverUp, signal.Discount));
    }

    [Fact]
    public void A_signal_that_was_up_once_counts_from_then_on()
    {
        var walk = New().Down(2);
        walk.Signals[0] = SignalState.Up;
        walk.Look();
        walk.Down();
        walk.LookFor(60);

        // Two of the three were up, and two are needed.
        Assert.Equal(Phase.Recovering, walk.Phase);
    }

    [Fact]
    public void An_alarm_is_known_by_its_name_and_Region_and_a_probe_by_its_address_alone()
    {
        var record = new Record { Plan = "shop", SeenUp = SeenUp.Of(New().Plan) };

        Assert.True(SeenUp.Has(record, new AlarmSignal("primary", "us-east-1")));
        Assert.False(SeenUp.Has(record, new AlarmSignal("primary", "eu-west-1")));
        Assert.True(SeenUp.Has(record, new ProbeSignal(new Probe(new Uri("https://one.example.com/"), 204, "ok", TimeSpan.FromSeconds(9)))));
        Assert.False(SeenUp.Has(record, new ProbeSignal(new Probe(new Uri("https://one.example.com/x"), 200, null, TimeSpan.FromSeconds(2)))));
    }

    [Fact]
    public void What_another_version_of_the_plan_watched_is_forgotten()
    {
        var walk = New();
        walk.Record = walk.Record with { SeenUp = ["an old mark"] };
        walk.Look();

        Assert.Equal(SeenUp.Of(walk.Plan), walk.Record.SeenUp);
    }

    [Fact]
    public void A_quiet_look_at_a_plan_whose_signals_are_known_saves_nothing()
    {
        var walk = New();
        Assert.True(walk.Look().NeedsSave);
        Assert.False(walk.Look().NeedsSave);
    }

    [Fact]
    public void In_a_record_of_an_earlier_version_all_signals_count_and_changed_defaults_are_told_once()
    {
        var walk = new Walk(trigger: """{ "signals": [ { "probe": "https://one.example.com/" } ] }""");
        walk.Signals = [SignalState.Down];
        walk.Record = walk.Record with { SeenUp = null };
        walk.LookFor(90);

        Assert.Equal(Phase.Recovering, walk.Phase);
        Assert.Single(walk.Told, notice => notice.Kind == NoticeKind.DefaultsChanged);
        Assert.Equal(["for"], walk.History.SelectMany(entry => entry.Facts).OfType<DefaultsChanged>().Single().Fields);
    }

    [Fact]
    public void A_plan_that_relies_on_no_changed_default_is_not_told()
    {
        var walk = New();
        walk.Record = walk.Record with { SeenUp = null };
        walk.Look();

        Assert.NotNull(walk.Record.SeenUp);
        Assert.Empty(walk.Told);
    }

    [Fact]
    public void A_person_arms_the_plan_also_while_it_is_paused_and_the_outage_counts()
    {
        var walk = New().Down();
        walk.Automation = Automation.Paused;
        walk.Ask(Command.Arm);
        var armed = Assert.IsType<SignalsArmed>(Assert.IsType<InPhase>(walk.Record.Answered!.Fact).Answer);
        walk.Automation = Automation.On;
        walk.LookFor(60);

        Assert.Equal(3, armed.Signals.Count);
        Assert.Equal(Phase.Recovering, walk.Phase);
        walk.Ask(Command.Arm);
        Assert.False(walk.Record.Answered!.Accepted);
    }

    [Fact]
    public void A_disarmed_plan_is_armed_by_reset_alone()
    {
        var walk = New();
        walk.Record = walk.Record with { Disarmed = new("Ann", Walk.Begin, "the standby is home now") };
        walk.Ask(Command.Arm);

        Assert.False(walk.Record.Answered!.Accepted);
    }

    [Theory]
    [InlineData("\"for\": \"29s\", ", 1)]
    [InlineData("\"for\": \"30s\", ", 0)]
    [InlineData("", 1)]
    public void A_hasty_plan_and_one_that_relies_on_a_changed_default_are_warned_of(string @for, int warnings)
    {
        var reading = TestPlans.Read(TestPlans.Text(trigger: $$"""{ {{@for}}"signals": [ { "probe": "https://one.example.com/" } ], "witnesses": "any", "reference": ["https://www.example.net/"] }"""));

        Assert.NotNull(reading.Plan);
        Assert.Equal(warnings, reading.Mistakes.Count(mistake => mistake.IsWarning));
    }

    static Walk New()
    {
        var walk = new Walk();
        walk.Record = walk.Record with { SeenUp = [] };
        return walk;
    }
}
