using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using Record = DrFunctions.Core.Records.Record;

namespace DrFunctions.Tests.Core;

/// <summary>Why a command is refused, as facts.</summary>
public sealed class CommandFitTests
{
    /// <summary>In a phase in which each would be allowed; what only closes, refuses or acknowledges needs no automation.</summary>
    [Theory]
    [InlineData(Command.Failover, Phase.Watching, false)]
    [InlineData(Command.Drill, Phase.Watching, false)]
    [InlineData(Command.Approve, Phase.AwaitingApproval, false)]
    [InlineData(Command.Failback, Phase.Recovered, false)]
    [InlineData(Command.Reject, Phase.AwaitingApproval, true)]
    [InlineData(Command.Reset, Phase.Recovered, true)]
    [InlineData(Command.Arm, Phase.Watching, true)]
    [InlineData(Command.Ack, Phase.Watching, true)]
    public void While_paused(Command command, Phase phase, bool allowed)
    {
        var record = new Record { Plan = "shop", Phase = phase, Unacted = new UnactedOutage(Unacted.Paused, Walk.Begin) };
        Assert.Null(Refusal(record, Automation.On, command));
        foreach (var automation in new[] { Automation.Paused, Automation.Unknown })
        {
            Assert.Equal(allowed, Refusal(record, automation, command) is null);
            var overriding = CommandFit.Refusal(record, automation, "", command, overridesPause: true);
            Assert.Equal(allowed || command == Command.Failover, overriding is null);
        }
    }

    [Theory]
    [InlineData(Command.Failover, Phase.Watching, true, Unfit.Disarmed)]
    [InlineData(Command.Drill, Phase.Watching, true, Unfit.Disarmed)]
    [InlineData(Command.Reset, Phase.Confirming, true, Unfit.NothingToReset)]
    [InlineData(Command.Reset, Phase.Watching, false, Unfit.NothingToReset)]
    [InlineData(Command.Drill, Phase.Recovered, false, Unfit.DrillNeedsWatching)]
    [InlineData(Command.Failover, Phase.Stuck, false, Unfit.StuckInFailover)]
    [InlineData(Command.Failover, Phase.FailingBack, false, Unfit.FailbackUnderWay)]
    [InlineData(Command.Failover, Phase.Recovered, false, Unfit.FailedOverAlready)]
    [InlineData(Command.Failover, Phase.Recovering, false, Unfit.FailoverUnderWay)]
    [InlineData(Command.Approve, Phase.Watching, false, Unfit.NothingToApprove)]
    [InlineData(Command.Reject, Phase.Stuck, false, Unfit.NothingToApprove)]
    [InlineData(Command.Failback, Phase.Watching, false, Unfit.NothingToGoBackFrom)]
    [InlineData(Command.Arm, Phase.Recovered, false, Unfit.NothingToArm)]
    [InlineData(Command.Ack, Phase.Watching, false, Unfit.NothingToAcknowledge)]
    public void In_a_phase_in_which_it_makes_no_sense(Command command, Phase phase, bool disarmed, Unfit why)
    {
        var record = new Record
        {
            Plan = "shop", Phase = phase, Disarmed = disarmed ? new Disarming("Ann", Walk.Begin, "a test") : null,
        };

        Assert.Equal(new CommandUnfit(why), Refusal(record, Automation.On, command));
    }

    [Theory]
    [InlineData(Unfit.DrillInShadow)]
    [InlineData(Unfit.DrillAfterPrewarm)]
    [InlineData(Unfit.NoDrillSteps)]
    [InlineData(null)]
    public void A_drill(Unfit? why)
    {
        var walk = new Walk(
            why == Unfit.NoDrillSteps ? """[ { "id": "healthy", "kind": "check" }, { "id": "data", "kind": "promote" } ]""" : TestPlans.Steps,
            why != Unfit.DrillInShadow ? TestPlans.Trigger
                : TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"shadow\", \"atLeast\"", StringComparison.Ordinal));
        if (why == Unfit.DrillAfterPrewarm)
        {
            var run = new Walk().Recovering().Record.Run! with { Purpose = RunPurpose.Prewarm };
            walk.Record = walk.Record with { Run = run };
        }

        walk.Ask(Command.Drill);

        Assert.Equal(why is null, walk.Record.Answered!.Accepted);
        Assert.Equal(why is { } unfit ? new CommandUnfit(unfit) : null, Answer(walk) is RequestRefused refused ? refused.Why : null);
    }

    /// <summary>What was done stays done, what failed begins anew, and nothing else is accepted.</summary>
    [Fact]
    public void Let_go_on_a_run_keeps_what_is_done()
    {
        var walk = Stuck();
        var done = walk.Of("api");
        Assert.Equal((StepProgress.Done, StepProgress.Failed), (done.Progress, walk.Of("web").Progress));
        walk.Ask(Command.Approve);

        var web = walk.Of("web");
        Assert.Equal((StepProgress.Done, done.DoneAt, null), (walk.Of("api").Progress, walk.Of("api").DoneAt, walk.Of("api").AcceptedBy));
        Assert.Equal((StepProgress.Waiting, 0, true, null), (web.Progress, web.Attempts, web.Carried, web.AcceptedBy));
        Assert.Equal((false, false, false, false), (web.Doubted, web.MayPass, web.Unsent, web.Resumed));
        Assert.Equal((null, null, TimeSpan.Zero), (web.ReadyAt, web.RefusedAt, web.Hindered));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Who_approves_a_dispute_has_judged(bool before, bool now)
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"any\"", "\"all\", \"mode\": \"approval\"", StringComparison.Ordinal))
        {
            Signals = [SignalState.Down, SignalState.Down, SignalState.Down],
        };
        walk.LookFor(15);
        Assert.Equal(Phase.AwaitingApproval, walk.Phase);
        walk.Record = walk.Record with { Disputed = before };
        walk.Signals[0] = now ? SignalState.Up : SignalState.Down;
        walk.Ask(Command.Approve);

        Assert.True(walk.Record.Run!.Disputed);
    }

    /// <summary>Why it was asked, and how long for, is of the question; the run begins without it.</summary>
    [Fact]
    public void Approved_a_question_leaves_nothing()
    {
        var walk = new Walk(trigger: TestPlans.Trigger.Replace("\"atLeast\"", "\"mode\": \"approval\", \"atLeast\"", StringComparison.Ordinal)).Down();
        walk.LookFor(15);
        walk.Record = walk.Record with
        {
            Queued = true, Flapping = true, AsksAfterPause = true, Disputed = true, DisputedSince = walk.Now,
        };
        walk.Ask(Command.Approve);

        Assert.Equal(Phase.Recovering, walk.Phase);
        var record = walk.Record;
        Assert.Equal((false, false, false, false), (record.Queued, record.Flapping, record.AsksAfterPause, record.Disputed));
        Assert.Null(record.DisputedSince);
        Assert.Equal((null, null, new DownClock()), (record.BlindSince, record.BlindToldAt, record.Down));
    }

    [Fact]
    public void Closed_a_run_has_ended_when_it_ended()
    {
        var walk = Stuck();
        var ended = walk.Record.Run!.EndedAt;
        walk.LookFor(30);
        walk.Ask(Command.Reset);

        Assert.Equal((Phase.Watching, ended), (walk.Phase, walk.Record.Run.EndedAt));
        Assert.Null(Assert.IsType<RunClosed>(Answer(walk)).AcceptedStandby);
    }

    static Walk Stuck()
    {
        var walk = new Walk().Recovering();
        walk.Steps["api"] = StepObservation.Done("api is good");
        walk.LookFor(90);
        Assert.Equal(Phase.Stuck, walk.Phase);
        return walk;
    }

    static Fact Answer(Walk walk) => walk.Record.Answered!.Fact is InPhase inPhase ? inPhase.Answer : walk.Record.Answered.Fact!;

    static Fact? Refusal(Record record, Automation automation, Command command) =>
        CommandFit.Refusal(record, automation, "", command, overridesPause: false);
}
