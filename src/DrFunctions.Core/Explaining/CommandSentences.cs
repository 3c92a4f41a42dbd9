using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Explaining;

static class CommandSentences
{
    public static string? Of(Fact fact) => Request(fact) ?? Refusal(fact) ?? fact switch
    {
        Paused paused => $"paused ({paused.Pause})",
        PauseUnreadable pause => $"the pause cannot be read ({pause.Trouble}), which counts as paused",
        PauseOver over => $"resumed{Said(over.Resumed)}; the limits continue where they stopped",
        PauseSeen { Until: { } until } pause => $"paused ({pause.Pause}); it ends by itself at {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z",
        PauseSeen pause => $"paused ({pause.Pause}) until a person resumes",
        PauseLifted lifted => $"the pause is over: {(lifted.Resumed is { } resumed ? $"resumed {resumed}" : "a person resumed")}",
        PauseRanOut { Asks: true } ran => $"the pause ended by itself while {Sentences.Say(ran.Signals)}; a person must approve what happens next",
        PauseRanOut => "the pause ended by itself; the plan acts again",
        AsksAfterPause => "a pause ended by itself while signals were down, so a person must approve",
        Disarmed disarmed =>
            $"disarmed since {disarmed.At.UtcDateTime:yyyy-MM-dd HH:mm}Z, when {disarmed.By} accepted {disarmed.Standby}; reset arms the plan again",
        _ => null,
    };

    static string Said(string? resumed) => resumed is null ? "" : $" {resumed}";

    static string? Request(Fact fact) => fact switch
    {
        RequestAnswered request => $"{request.By} asked for {request.Command.ToString().ToLowerInvariant()} ({request.Reason}): {Sentences.Say(request.Answer)}",
        RequestRefused refused => $"refused: {Sentences.Say(refused.Why)}",
        InPhase answer => $"{Sentences.Say(answer.Answer)} (phase {answer.Phase})",
        Ordered order => $"{order.By} ordered it: {order.Reason}",
        Approved approved => $"{Sentences.Say(approved.Signals)}; {approved.By} approved it: {approved.Reason}",
        Rejected rejected => $"{rejected.By} declined: {rejected.Reason}",
        LetGoOn on => $"{on.By} let it continue: {on.Reason}",
        StepSkipped skipped => $"left out by {skipped.By}: {skipped.Reason}",
        PlanChanged changed => $"{changed.By} changed the plan of this run: {changed.Change}"
            + (changed.Sha256 is { } hash ? $" (SHA-256 {PlanHash.Short(hash)})" : ""),
        Acknowledged known => $"{known.By} knows ({known.Reason}), so no more reminders follow",
        ArmedAgain armed => $"armed again: {Sentences.Say(armed.Because)}",
        RunClosed closed => $"{(closed.AcceptedStandby is { } standby ? $"disarmed, since {standby} is accepted" : "reset")}: {Sentences.Say(closed.Because)}"
            + (closed.Left.Count > 0 ? $"; the effects of {string.Join(", ", closed.Left)} stay" : ""),
        _ => null,
    };

    static string? Refusal(Fact fact) => fact switch
    {
        RequestTooOld old => $"the request is {Durations.Say(old.Age)} old, too old to carry out; give it again",
        ResumeFirst first => $"{Sentences.Say(first.Pause)}; resume first{(first.MayOverride ? ", or override the pause (--override-pause)" : "")}",
        ChangeUnfit unfit => $"the plan cannot be changed by {unfit.Change}: {unfit.Mistake}",
        CommandUnfit unfit => Of(unfit.Why),
        DrillNeedsAllUp drill => $"a drill begins only while all signals are up; {Sentences.Say(drill.Signals)}, {drill.Signals.Unknown} unreadable",
        FailbackTooEarly early => $"the primary has been healthy for {Durations.Say(early.Up)} of the required {Durations.Say(early.Needed)} ({Sentences.Say(early.Signals)}); "
            + "wait, or skip the health check (--skip-health)",
        MovedToStandby moved => $"users or data are in {moved.Standby}; fail back, or accept the standby (--accept-standby), which disarms the plan",
        _ => null,
    };

    static string Of(Unfit why) => why switch
    {
        Unfit.Disarmed => "the plan is disarmed, since the standby was accepted; reset it first",
        Unfit.StuckInFailover => "the failover is stuck; approve continues it",
        Unfit.FailoverUnderWay => "a failover is under way already",
        Unfit.FailedOverAlready => "the failover is done already",
        Unfit.FailbackUnderWay => "a failback is under way; pause stops it, and once it is done or stuck another command can follow",
        Unfit.NothingToApprove => "nothing waits for an approval",
        Unfit.NoSuchStep => "the plan has no open step of that name",
        Unfit.ChecksAreNotSkipped => "a check is not left out: before users move, the standby must be seen healthy",
        Unfit.OnlyStuckRunsChange => "only a failover that is Stuck can leave a step out or change its plan",
        Unfit.NothingToAcknowledge => "nothing is reminded of",
        Unfit.DrillNeedsWatching => "a drill begins only while nothing is wrong",
        Unfit.DrillInShadow => "the plan is in mode shadow, which never acts",
        Unfit.DrillAfterPrewarm => "prewarmed capacity is not undone yet",
        Unfit.NoDrillSteps => "no step of the plan takes part in drills",
        Unfit.NothingToGoBackFrom => "there is nothing to go back from",
        Unfit.FailoverInShadow => "the plan is in mode shadow, which never acts: nothing was changed; to fail over all the same, override the mode (--override-shadow)",
        Unfit.NothingToReset => "there is nothing to reset",
        Unfit.NothingToArm => "a run is under way or done; its signals can be armed once it is over",
        // The table may contain a number without a name, written by somebody else.
        _ => $"{why}",
    };
}
