using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>
/// Whether a command is allowed, as far as the plan's phase, a pause and its being disarmed decide. The decider, the table of verbs and the
/// status all ask here; the decider then also checks the signals and the plan.
/// </summary>
public static class CommandFit
{
    public static IReadOnlyList<Phase> PhasesOf(Command command, bool isDisarmed) => (command, isDisarmed) switch
    {
        (Command.Reset or Command.Ack, true) => [Phase.Watching],
        (Command.Ack, _) =>
            [
                Phase.Watching, Phase.Confirming, Phase.AwaitingApproval, Phase.Declined, Phase.Recovering, Phase.Recovered,
                Phase.FailingBack, Phase.Stuck,
            ],
        (_, true) => [],
        (Command.Failover, _) => [Phase.Watching, Phase.Confirming, Phase.AwaitingApproval, Phase.Declined, Phase.Drilling],
        (Command.Drill, _) => [Phase.Watching],
        (Command.Approve, _) => [Phase.AwaitingApproval, Phase.Stuck],
        (Command.Reject, _) => [Phase.AwaitingApproval],
        (Command.Arm, _) => [Phase.Watching, Phase.Confirming, Phase.AwaitingApproval, Phase.Declined],
        (Command.Failback or Command.Reset, _) => [Phase.Recovered, Phase.Stuck],
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };

    /// <summary>Why the command is refused; null if none of these refuses it.</summary>
    /// <param name="pause">Who paused, when and why; or why the pause cannot be read.</param>
    public static Fact? Refusal(Record record, Automation automation, string pause, Command command, bool overridesPause)
    {
        ArgumentNullException.ThrowIfNull(record);
        var mayWhilePaused = command is Command.Reject or Command.Reset or Command.Arm or Command.Ack
            || (command == Command.Failover && overridesPause);
        return command == Command.Ack && record is { Unacted: null, Needed: not { AnsweredAt: null } }
            ? new CommandUnfit(Unfit.NothingToAcknowledge)
            : automation != Automation.On && !mayWhilePaused
            ? new ResumeFirst(PauseRule.Because(automation, pause), command == Command.Failover)
            : command == Command.Failback && record.RestsInShadow() ? new CommandUnfit(Unfit.NothingToGoBackFrom)
            : PhasesOf(command, record.Disarmed is not null).Contains(record.Phase) || EndsShadow(record, command) ? null
            : new CommandUnfit(record.Disarmed is not null && command != Command.Reset ? Unfit.Disarmed : Misfit(command, record.Phase));
    }

    /// <summary>A run in mode shadow that rests has changed nothing, so an ordered failover need not wait for its end.</summary>
    static bool EndsShadow(Record record, Command command) => command == Command.Failover && record.Disarmed is null
        && record is { Mode: Mode.Shadow, Phase: Phase.Recovered or Phase.Stuck, Run: not { OverridesShadow: true } };

    static Unfit Misfit(Command command, Phase phase) => command switch
    {
        Command.Failover => phase switch
        {
            Phase.Stuck => Unfit.StuckInFailover,
            Phase.FailingBack => Unfit.FailbackUnderWay,
            Phase.Recovered => Unfit.FailedOverAlready,
            _ => Unfit.FailoverUnderWay,
        },
        Command.Drill => Unfit.DrillNeedsWatching,
        Command.Approve or Command.Reject => Unfit.NothingToApprove,
        Command.Failback => Unfit.NothingToGoBackFrom,
        Command.Reset => Unfit.NothingToReset,
        Command.Ack => Unfit.NothingToAcknowledge,
        Command.Arm => Unfit.NothingToArm,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
    };
}
