using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>What people ask for: taken one a look, oldest first, and always answered.</summary>
static class Commands
{
    /// <summary>The answer to a request, or null if there is none.</summary>
    public static string? Decide(Draft draft)
    {
        if (draft.Snapshot.Requests.Count == 0)
        {
            return null;
        }

        var request = draft.Snapshot.Requests[0];
        var before = draft.Phase;
        var refusal = draft.Now - request.At > Request.Holds
            ? $"it was asked {Durations.Say(draft.Now - request.At)} ago and nobody could take it; ask again"
            : Refusal(draft, request);
        var answer = refusal is null ? CarryOut(draft, request) : $"refused: {refusal}";
        return draft.Answer(request, refusal is null, before == draft.Phase ? $"{answer} (phase {draft.Phase})" : answer);
    }

    /// <summary>Why it is not done, or null if it may be.</summary>
    static string? Refusal(Draft draft, Request request)
    {
        var phase = draft.Phase;
        var paused = draft.Snapshot.Automation != Automation.On && request.Command is not (Command.Reject or Command.Reset)
            && !(request is { Command: Command.Failover, OverridesPause: true });
        return paused ? $"{PauseRule.Because(draft)["no action: ".Length..]}; resume it first{(request.Command == Command.Failover ? ", or say that the failover overrides the pause" : "")}"
            : draft.Record.Disarmed is not null && request.Command != Command.Reset ? $"the plan is disarmed, since the standby was accepted; reset it first"
            : request.Command switch
            {
                Command.Failover => phase is Phase.Watching or Phase.Confirming or Phase.AwaitingApproval or Phase.Declined or Phase.Drilling
                    ? null
                    : phase is Phase.Stuck ? "it is stuck in a failover already; approve lets it go on" : "a failover is under way or done already",
                Command.Approve => phase is Phase.AwaitingApproval or Phase.Stuck ? null : "nothing waits for an approval",
                Command.Reject => phase == Phase.AwaitingApproval ? null : "nothing waits for an approval",
                Command.Drill => Drill(draft),
                Command.Failback => Failback(draft, request),
                Command.Reset => Reset(draft, request),
                _ => throw new InvalidOperationException($"No rule knows the command {request.Command}."),
            };
    }

    static string? Drill(Draft draft) =>
        draft.Phase != Phase.Watching ? "a drill begins only while nothing is wrong"
        : draft.IsShadow ? "the plan is in mode shadow, which never acts"
        : draft.Record.Run is { EndedAt: null } ? "what was prewarmed is not stood down yet"
        : draft.Signals.Down + draft.Signals.Unknown > 0 ? $"a drill begins only while all signals are up; {draft.Signals.Sentence}, {draft.Signals.Unknown} unreadable"
        : DrillingPhase.StepsOf(draft.Plan).Any(step => step.Traits.Role == StepRole.Capacity) ? null
        : "no step of the plan takes part in drills";

    static string? Failback(Draft draft, Request request)
    {
        var needed = RecoveredPhase.UpFor(draft.Plan);
        return draft.Phase is not (Phase.Recovered or Phase.Stuck) || draft.Record.Run is null ? "there is nothing to go back from"
            : request.SkipsHealth || !draft.Run.HasMoved(draft.Plan) ? null
            : draft.Signals.Down == 0 && UpClock.Counted(draft) >= needed ? null
            : $"the primary has been up for {Durations.Say(UpClock.Counted(draft))} of {Durations.Say(needed)} ({draft.Signals.Sentence}); "
                + "ask again then, or say that the failback skips the health check";
    }

    static string? Reset(Draft draft, Request request) => draft.Phase switch
    {
        Phase.Watching when draft.Record.Disarmed is not null => null,
        Phase.Recovered or Phase.Stuck when request.AcceptsStandby || draft.Record.Run?.HasMoved(draft.Plan) != true => null,
        Phase.Recovered or Phase.Stuck => $"users or data are in {draft.Plan.Standby}; fail back, or say that the standby is accepted, which disarms the plan",
        _ => "there is nothing to reset",
    };

    static string CarryOut(Draft draft, Request request)
    {
        var because = $"{request.By} ordered it: {request.Reason}";
        switch (request.Command)
        {
            case Command.Failover:
                if (draft.Phase == Phase.Drilling)
                {
                    DrillingPhase.Interrupt(draft, because);
                }

                return FailoverStart.Begin(draft, because, request.By, request.OverridesPause);
            case Command.Approve when draft.Phase == Phase.AwaitingApproval:
                draft.Change(draft.Record with { AutomaticAt = draft.Now });
                return FailoverStart.Begin(draft, $"{draft.Signals.Sentence}; {request.By} approved it: {request.Reason}", orderedBy: null, overridesPause: false);
            case Command.Approve:
                return GoOn(draft, request);
            case Command.Reject:
                return AwaitingApprovalPhase.Decline(draft, $"{request.By} said no: {request.Reason}");
            case Command.Drill:
                return DrillingPhase.Begin(draft, because);
            case Command.Failback:
                draft.ChangeRun(draft.Run with { SkipsHealth = request.SkipsHealth });
                return FailingBackPhase.Begin(draft, Undoing.Failback, because);
            case Command.Reset:
                return Reset(draft, request, because);
            default:
                throw new InvalidOperationException($"No rule knows the command {request.Command}.");
        }
    }

    /// <summary>What has failed may be tried again, with all its starts; a person has looked.</summary>
    static string GoOn(Draft draft, Request request)
    {
        var because = $"{request.By} lets it go on: {request.Reason}";
        var steps = draft.Run.Steps.ToBuilder();
        foreach (var (id, step) in draft.Run.Steps)
        {
            var back = step.Undo is { Progress: StepProgress.Failed } undo ? new UndoRecord { Because = undo.Because } : step.Undo;
            steps[id] = (step.Progress == StepProgress.Done ? step : Fresh(step)) with { Undo = back };
        }

        draft.ChangeRun(draft.Run with { Steps = steps.ToImmutable(), EndedAt = null, HeldSince = null, PausedSince = null, OrderedBy = request.By });
        draft.Enter(draft.Run.Undoing is null ? Phase.Recovering : Phase.FailingBack, because);
        return because;
    }

    static StepRecord Fresh(StepRecord step) => step with
    {
        Progress = step.Progress == StepProgress.Failed ? StepProgress.Waiting : step.Progress,
        Carried = step.IsOurs(),
        Attempts = 0,
        Ineffective = 0,
        ReadyAt = null,
        RefusedAt = null,
        Doubted = false,
    };

    static string Reset(Draft draft, Request request, string because)
    {
        if (draft.Phase == Phase.Watching)
        {
            draft.Change(draft.Record with { Disarmed = null });
            return $"armed again: {because}";
        }

        var moved = draft.Record.Run?.HasMoved(draft.Plan) == true;
        var left = draft.Record.Run is { } run ? UndoingSteps.Of(draft.Plan, run).Select(step => step.Id).ToList() : [];
        draft.Change(draft.Record with
        {
            Down = new DownClock(),
            Disarmed = moved ? new Disarming(request.By, draft.Now, request.Reason) : null,
            Run = draft.Record.Run is { } ended ? ended with { EndedAt = ended.EndedAt ?? draft.Now } : null,
        });
        draft.Enter(Phase.Watching, because);
        return $"{(moved ? $"disarmed, since {draft.Plan.Standby} is accepted" : "reset")}: {because}{(left.Count > 0 ? $"; what {string.Join(", ", left)} did stays as it is" : "")}";
    }
}
