using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class CommandSentences
{
    public static string? Of(Fact fact) => Request(fact) ?? Refusal(fact) ?? fact switch
    {
        Paused paused => $"paused ({paused.Pause})",
        PauseUnreadable pause => $"whether automation is paused cannot be read ({pause.Trouble}), and that holds like a pause",
        PauseOver => "automation is on again; the limits go on where they stood",
        Disarmed disarmed =>
            $"disarmed since {disarmed.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, when {disarmed.By} accepted {disarmed.Standby}; a person arms the plan again by reset",
        _ => null,
    };

    static string? Request(Fact fact) => fact switch
    {
        RequestAnswered request => $"{request.By} asked for {request.Command.ToString().ToLowerInvariant()} ({request.Reason}): {Sentences.Say(request.Answer)}",
        RequestRefused refused => $"refused: {Sentences.Say(refused.Why)}",
        InPhase answer => $"{Sentences.Say(answer.Answer)} (phase {answer.Phase})",
        Ordered order => $"{order.By} ordered it: {order.Reason}",
        Approved approved => $"{Sentences.Say(approved.Signals)}; {approved.By} approved it: {approved.Reason}",
        Rejected rejected => $"{rejected.By} said no: {rejected.Reason}",
        LetGoOn on => $"{on.By} lets it go on: {on.Reason}",
        ArmedAgain armed => $"armed again: {Sentences.Say(armed.Because)}",
        RunClosed closed => $"{(closed.AcceptedStandby is { } standby ? $"disarmed, since {standby} is accepted" : "reset")}: {Sentences.Say(closed.Because)}"
            + (closed.Left.Count > 0 ? $"; what {string.Join(", ", closed.Left)} did stays as it is" : ""),
        _ => null,
    };

    static string? Refusal(Fact fact) => fact switch
    {
        RequestTooOld old => $"it was asked {Durations.Say(old.Age)} ago and nobody could take it; ask again",
        ResumeFirst first => $"{Sentences.Say(first.Pause)}; resume it first{(first.MayOverride ? ", or say that the failover overrides the pause" : "")}",
        CommandUnfit unfit => Of(unfit.Why),
        DrillNeedsAllUp drill => $"a drill begins only while all signals are up; {Sentences.Say(drill.Signals)}, {drill.Signals.Unknown} unreadable",
        FailbackTooEarly early => $"the primary has been up for {Durations.Say(early.Up)} of {Durations.Say(early.Needed)} ({Sentences.Say(early.Signals)}); "
            + "ask again then, or say that the failback skips the health check",
        MovedToStandby moved => $"users or data are in {moved.Standby}; fail back, or say that the standby is accepted, which disarms the plan",
        _ => null,
    };

    static string Of(Unfit why) => why switch
    {
        Unfit.Disarmed => "the plan is disarmed, since the standby was accepted; reset it first",
        Unfit.StuckInFailover => "it is stuck in a failover already; approve lets it go on",
        Unfit.FailoverUnderWay => "a failover is under way or done already",
        Unfit.NothingToApprove => "nothing waits for an approval",
        Unfit.DrillNeedsWatching => "a drill begins only while nothing is wrong",
        Unfit.DrillInShadow => "the plan is in mode shadow, which never acts",
        Unfit.DrillAfterPrewarm => "what was prewarmed is not stood down yet",
        Unfit.NoDrillSteps => "no step of the plan takes part in drills",
        Unfit.NothingToGoBackFrom => "there is nothing to go back from",
        Unfit.NothingToReset => "there is nothing to reset",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
