using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Kinds;
using DrFunctions.Steps;
using LocalAws.Services.CloudWatch;

namespace DrFunctions.Tests.Functions;

/// <summary>A switch via health on the local AWS: there, and back again as long as the alarm is still as we set it.</summary>
public sealed class HealthSwitchTests
{
    const string Oregon = "us-west-2";
    const string Switch = "bank-switch";

    [Fact]
    public void Users_move_by_one_figure_and_without_a_call_to_route_53()
    {
        using var bench = Recovered(Files.Bank());

        Assert.Equal(PlanEstate.StandbyAddress, Answer(bench));
        Assert.Equal(1, bench.Changes.Count(change => change == "PutMetricData"));
        Assert.DoesNotContain(bench.TestBench.Cloud.Trace, call => call.Service == "route53");
        Assert.InRange(
            bench.Record.Run!.Steps["traffic"].DoneAt!.Value - State(bench).TransitionedAt, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(64));
    }

    [Fact]
    public void An_inverted_check_is_switched_by_the_other_state()
    {
        using var bench = Recovered(Files.Bank(plan => plan["steps"]![3]!["servesWhen"] = "OK"));

        Assert.Equal(("OK", PlanEstate.StandbyAddress), (State(bench).Value, Answer(bench)));
    }

    [Fact]
    public void They_go_back_by_the_other_figure_and_keep_the_standby_until_nobody_has_its_address_any_more()
    {
        using var bench = Recovered(Files.Bank());

        var seen = LookBack(bench);
        Assert.Equal((StepState.NotStarted, true), (seen.State, seen.Because.EndsWith("which sends users of bank.example.com. to the standby", StringComparison.Ordinal)));
        var undo = Undo(bench, seen);
        bench.Pass(TimeSpan.FromSeconds(72));
        Assert.Equal("OK", State(bench).Value);
        bench.Pass(State(bench).TransitionedAt + TimeSpan.FromSeconds(115) - bench.TestBench.Clock.GetUtcNow());
        Assert.Equal((StepState.Working, PlanEstate.PrimaryAddress), (LookBack(bench, undo).State, Answer(bench)));
        bench.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal((StepState.Done, PlanEstate.PrimaryAddress), (LookBack(bench, undo).State, Answer(bench)));
    }

    [Fact]
    public void A_figure_that_was_lost_is_put_again_once_the_alarm_should_have_moved()
    {
        using var bench = Recovered(Files.Bank());
        var undo = new UndoRecord { Progress = StepProgress.Started, Attempts = 1, StartedAt = bench.TestBench.Clock.GetUtcNow() };

        bench.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(StepState.Working, LookBack(bench, undo).State);
        bench.Pass(TimeSpan.FromSeconds(60));
        Assert.Equal(StepState.NotStarted, LookBack(bench, undo).State);
    }

    [Fact]
    public void An_alarm_that_somebody_has_moved_since_is_left()
    {
        using var bench = Recovered(Files.Bank());
        SetState(bench, "OK");
        bench.Pass(TimeSpan.FromMinutes(10));
        SetState(bench, "ALARM");
        bench.Pass(TimeSpan.FromMinutes(5));

        var seen = LookBack(bench);

        Assert.Equal(StepState.Done, seen.State);
        Assert.Contains("somebody has moved it since", seen.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void An_alarm_that_was_set_by_hand_moves_nobody_so_the_figure_is_put_all_the_same()
    {
        using var bench = new Bench(Files.Bank());
        bench.Pass(TimeSpan.FromMinutes(5));
        SetState(bench, "ALARM");
        bench.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(("ALARM", PlanEstate.PrimaryAddress), (State(bench).Value, Answer(bench)));
        bench.DarkenPrimary();
        bench.TickUntil(TimeSpan.FromMinutes(20), Phase.Recovered, Phase.Stuck);

        Assert.Equal((Phase.Recovered, PlanEstate.StandbyAddress), (bench.Record.Phase, Answer(bench)));
        Assert.Equal(1, bench.Changes.Count(change => change == "PutMetricData"));

        var traffic = bench.Record.Run!.Steps["traffic"];
        Assert.InRange(traffic.DoneAt!.Value - traffic.StartedAt!.Value, TimeSpan.FromSeconds(135), TimeSpan.FromSeconds(139));
        Assert.Equal(StepState.NotStarted, LookBack(bench).State);
    }

    [Fact]
    public void An_alarm_that_was_set_back_by_hand_leaves_users_there_so_the_way_back_puts_its_figure_too()
    {
        using var bench = Recovered(Files.Bank());
        bench.Pass(TimeSpan.FromMinutes(10));
        SetState(bench, "OK");
        bench.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(("OK", PlanEstate.StandbyAddress), (State(bench).Value, Answer(bench)));

        var seen = LookBack(bench);
        Assert.Equal(StepState.NotStarted, seen.State);
        var undo = Undo(bench, seen) with { Answer = CallAnswer.Given };
        bench.Pass(TimeSpan.FromSeconds(190));
        Assert.Equal(StepState.Working, LookBack(bench, undo).State);
        bench.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal((StepState.Done, PlanEstate.PrimaryAddress), (LookBack(bench, undo).State, Answer(bench)));
    }

    [Fact]
    public void A_figure_that_may_be_lost_is_put_again_though_the_alarm_was_set_by_hand_meanwhile()
    {
        using var bench = new Bench(Files.Bank());
        bench.Pass(TimeSpan.FromMinutes(5));
        var lost = new StepRecord
        {
            Progress = StepProgress.Started, Attempts = 1, StartedAt = bench.TestBench.Clock.GetUtcNow(), Answer = CallAnswer.Lost,
            Expected = Look(bench, new StepRecord()).Saw,
        };
        bench.Pass(TimeSpan.FromSeconds(10));
        SetState(bench, "ALARM");

        bench.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(StepState.Working, Look(bench, lost).State);
        bench.Pass(TimeSpan.FromSeconds(40));
        Assert.Equal((StepState.NotStarted, PlanEstate.PrimaryAddress), (Look(bench, lost).State, Answer(bench)));
    }

    [Fact]
    public void In_quiet_times_an_alarm_that_stands_there_already_is_told()
    {
        using var bench = new Bench(Files.Bank());
        SetState(bench, "ALARM");

        Assert.Equal(StepState.Done, Look(bench, new StepRecord(), StepAt.Quiet).State);
        Assert.Equal(StepState.NotStarted, Look(bench, new StepRecord()).State);
    }

    [Fact]
    public void A_call_that_was_frozen_for_long_moves_nothing()
    {
        using var bench = Recovered(Files.Bank());
        var run = bench.Record.Run!;
        Undo(bench, LookBack(bench));
        bench.Pass(TimeSpan.FromMinutes(10));

        // The decision of before the way back, thawed only now.
        StartOutcome? outcome = null;
        bench.TestBench.Run(async () =>
            outcome = (
                await Kind(bench)
                    .StartAsync(
                        [new StepAt(bench.Estate.Plan, Traffic(bench.Estate.Plan), run.Steps["traffic"], run.Id)], CancellationToken.None))["traffic"]);
        bench.Pass(TimeSpan.FromMinutes(5));

        Assert.Equal((new StartOutcome(), "OK", PlanEstate.PrimaryAddress), (outcome, State(bench).Value, Answer(bench)));
    }

    [Theory]
    [InlineData("nowhere", "the alarm nowhere does not exist in us-west-2")]
    [InlineData("both", "the alarm both is a composite one, and a health check can follow none such; name one on a metric")]
    public void What_is_no_switch_is_told(string alarm, string sentence)
    {
        using var bench = new Bench(Files.Bank());
        bench.TestBench.Cloud.CloudWatch.Add(new CompositeAlarm(Oregon, "both", bench.TestBench.Clock.GetUtcNow(), $"ALARM({Switch})"));
        var plan = Files.Bank(json => json["steps"]![3]!["alarm"] = alarm).Plan!;

        StepObservation? seen = null;
        bench.TestBench.Run(async () =>
            seen = (await Kind(bench).ObserveAsync([new StepAt(plan, Traffic(plan), new StepRecord(), "run")], CancellationToken.None))["traffic"]);

        Assert.Equal((StepState.Broken, sentence), (seen!.State, seen.Because));
    }

    static Bench Recovered(PlanReading plan)
    {
        var bench = new Bench(plan);
        bench.DarkenPrimary();
        bench.Tick();
        Assert.Equal(Phase.Recovered, bench.Record.Phase);
        return bench;
    }

    static AlarmState State(Bench bench) => bench.TestBench.Cloud.CloudWatch.Find(Oregon, Switch)!.State;

    static void SetState(Bench bench, string value) => bench.TestBench.Cloud.CloudWatch.SetState(Oregon, Switch, value, "a person's word");

    static string Answer(Bench bench) => Assert.Single(bench.TestBench.Cloud.Route53.Resolver.Resolve("bank.example.com.", "A").Values);

    static Step Traffic(Plan plan) => plan.Step("traffic");

    static IUndoableKind Kind(Bench bench) => (IUndoableKind)bench.TestBench.Kinds.Of(Traffic(bench.Estate.Plan));

    static StepAt At(Bench bench, UndoRecord? undo) =>
        new(bench.Estate.Plan, Traffic(bench.Estate.Plan), bench.Record.Run!.Steps["traffic"] with { Undo = undo ?? new UndoRecord() },
            bench.Record.Run!.Id);

    static StepObservation Look(Bench bench, StepRecord record, string run = "run")
    {
        var (plan, seen) = (bench.Estate.Plan, StepObservation.Unknown("not looked at"));
        bench.TestBench.Run(async () =>
            seen = (await Kind(bench).ObserveAsync([new StepAt(plan, Traffic(plan), record, run)], CancellationToken.None))["traffic"]);
        return seen;
    }

    static StepObservation LookBack(Bench bench, UndoRecord? undo = null)
    {
        var seen = StepObservation.Unknown("not looked at");
        bench.TestBench.Run(async () => seen = (await Kind(bench).ObserveUndoAsync([At(bench, undo)], CancellationToken.None))["traffic"]);
        return seen;
    }

    static UndoRecord Undo(Bench bench, StepObservation seen)
    {
        var undo = new UndoRecord { Progress = StepProgress.Started, Attempts = 1, StartedAt = bench.TestBench.Clock.GetUtcNow(),
            Expected = seen.Saw };
        bench.TestBench.Run(async () => Assert.Null((await Kind(bench).UndoAsync([At(bench, undo)], CancellationToken.None))["traffic"].Trouble));
        return undo;
    }
}
