using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>People's requests: one per look, oldest first, and always answered.</summary>
static class Commands
{
    /// <summary>The answer to a request, or null if there is none.</summary>
    public static Fact? Decide(Draft draft)
    {
        if (draft.Snapshot.Requests.Count == 0)
        {
            return null;
        }

        var request = draft.Snapshot.Requests[0];
        var before = draft.Phase;
        var refusal = draft.Now - request.At > Request.Holds
            ? new RequestTooOld(draft.Now - request.At)
            : Refusal(draft, request);
        var answer = refusal is null ? CarryOut(draft, request) : new RequestRefused(refusal);
        return draft.Answer(request, refusal is null, before == draft.Phase ? new InPhase(answer, draft.Phase) : answer);
    }

    /// <summary>Why the request is refused; null if it may be carried out.</summary>
    static Fact? Refusal(Draft draft, Request request) =>
        CommandFit.Refusal(draft.Record, draft.Snapshot.Automation, draft.Snapshot.PauseSentence, request.Command, request.OverridesPause)
        ?? request.Command switch
        {
            Command.Failover when draft.IsShadow && !request.OverridesShadow => new CommandUnfit(Unfit.FailoverInShadow),
            Command.Approve when request.Skip is not null || request.Set is not null => Change(draft, request),
            Command.Drill => Drill(draft),
            Command.Failback => Failback(draft, request),
            Command.Reset => Reset(draft, request),
            _ => null,
        };

    /// <summary>Why the run's plan is not changed as a person wants it; null if it may be.</summary>
    static Fact? Change(Draft draft, Request request)
    {
        if (draft.Record is not { Phase: Phase.Stuck, Run: { Undoing: null } run })
        {
            return new CommandUnfit(Unfit.OnlyStuckRunsChange);
        }

        var step = draft.Plan.Steps.FirstOrDefault(step => step.Id == request.Skip && !run.IsDone(step.Id));
        return request.Skip is not null && step is null ? new CommandUnfit(Unfit.NoSuchStep)
            : step?.Traits.Role == StepRole.Verification ? new CommandUnfit(Unfit.ChecksAreNotSkipped)
            : request.Set is not null && draft.Snapshot.Altered is not { Plan: not null }
            ? new ChangeUnfit(request.Set, draft.Snapshot.Altered?.Mistake ?? "it was not read")
            : null;
    }

    static Fact? Drill(Draft draft) =>
        draft.IsShadow ? new CommandUnfit(Unfit.DrillInShadow)
        : draft.Record.Run is { EndedAt: null } ? new CommandUnfit(Unfit.DrillAfterPrewarm)
        : draft.Signals.Down + draft.Signals.Unknown > 0 ? new DrillNeedsAllUp(draft.Signals.Fact)
        : DrillingPhase.StepsOf(draft.Plan).Any(step => step.Traits.Role == StepRole.Capacity) ? null
        : new CommandUnfit(Unfit.NoDrillSteps);

    static Fact? Failback(Draft draft, Request request)
    {
        var needed = RecoveredPhase.UpFor(draft.Plan);
        return request.SkipsHealth || !draft.Run.HasMoved(draft.Plan) ? null
            : draft.Signals.Down == 0 && UpClock.Counted(draft) >= needed ? null
            : new FailbackTooEarly(UpClock.Counted(draft), needed, draft.Signals.Fact);
    }

    static Fact? Reset(Draft draft, Request request) =>
        request.AcceptsStandby || draft.Record.Disarmed is not null || draft.Record.Run?.HasMoved(draft.Plan) != true ? null
            : new MovedToStandby(draft.Plan.Standby);

    static Fact CarryOut(Draft draft, Request request)
    {
        var because = new Ordered(request.By, request.Reason);
        switch (request.Command)
        {
            case Command.Failover:
                if (draft.Phase == Phase.Drilling)
                {
                    DrillingPhase.Interrupt(draft, because);
                }

                if (draft.Phase is Phase.Recovered or Phase.Stuck)
                {
                    // A run in mode shadow, which has changed nothing.
                    draft.Enter(Phase.Watching, because);
                }

                return FailoverStart.Begin(draft, because, request);
            case Command.Approve when draft.Phase == Phase.AwaitingApproval:
                // Who approves while vantages disagree has decided which of them is right.
                draft.Change(draft.Record with { Disputed = draft.Record.Disputed || draft.Signals.IsDisputed(draft.Plan) });
                return FailoverStart.Begin(draft, new Approved(draft.Signals.Fact, request.By, request.Reason), null);
            case Command.Approve:
                return GoOn(draft, request);
            case Command.Reject:
                return AwaitingApprovalPhase.Decline(draft, new Rejected(request.By, request.Reason));
            case Command.Drill:
                return DrillingPhase.Begin(draft, because);
            case Command.Failback:
                draft.ChangeRun(draft.Run with { SkipsHealth = request.SkipsHealth });
                return FailingBackPhase.Begin(draft, Undoing.Failback, because);
            case Command.Reset:
                return Reset(draft, request, because);
            case Command.Ack:
                return Ack(draft, request);
            case Command.Arm:
                return new SignalsArmed(because, SeenUp.Arm(draft));
            default:
                throw new InvalidOperationException($"No rule knows the command {request.Command}.");
        }
    }

    /// <summary>What only the escalation topic was told of is acknowledged by being a command.</summary>
    static Acknowledged Ack(Draft draft, Request request)
    {
        if (draft.Record.Unacted is { } unacted)
        {
            draft.Change(draft.Record with { Unacted = unacted with { AckedBy = request.By, AckedDown = draft.Signals.Down } });
        }

        return new Acknowledged(request.By, request.Reason);
    }

    /// <summary>Failed steps may be tried again, with their full number of starts: a person has checked them.</summary>
    static Fact GoOn(Draft draft, Request request)
    {
        var because = new LetGoOn(request.By, request.Reason);
        var unmoved = draft.Plan.Steps.Where(draft.Run.IsUnmoved).Select(step => step.Id).ToList();
        var steps = draft.Run.Steps.ToBuilder();
        foreach (var (id, step) in draft.Run.Steps)
        {
            var back = step.Undo is { Progress: StepProgress.Failed } undo ? new UndoRecord { Fact = undo.Fact } : step.Undo;
            steps[id] = (id == request.Skip ? Skipped(draft, step, request) : Fresh(step)) with
            {
                Undo = back,
                AcceptedBy = unmoved.Contains(id) || id == request.Skip ? request.By : step.AcceptedBy,
            };
        }

        if (request.Skip is { } left && !steps.ContainsKey(left))
        {
            // It was not reached yet, so the run has no record of it.
            steps[left] = Skipped(draft, new StepRecord(), request) with { AcceptedBy = request.By };
        }

        draft.ChangeRun(
            draft.Run with
            {
                Steps = steps.ToImmutable(),
                EndedAt = null,
                HeldSince = null,
                PausedSince = null,
                StoppedByPause = false,
                OrderedBy = request.By,
                TakenOverBy = request.By,
                StuckSince = null,
                StuckTold = [],
            });
        Alter(draft, request);
        draft.Enter(draft.Run.Undoing is null ? Phase.Recovering : Phase.FailingBack, because);
        return because;
    }

    /// <summary>The run goes on with the plan as the person wants it, and with the hash of that.</summary>
    static void Alter(Draft draft, Request request)
    {
        if (request.Set is { } change && draft.Snapshot.Altered?.Plan is { } altered)
        {
            var hash = PlanHash.Of(altered);
            draft.ChangeRun(draft.Run with { Plan = altered, PlanHash = hash, Alterations = draft.Run.Alterations + 1 });
            draft.Note(new PlanChanged(change, request.By) { Sha256 = hash });
        }
    }

    static StepRecord Skipped(Draft draft, StepRecord step, Request request) => Fresh(step) with
    {
        Progress = StepProgress.Done,
        DoneAt = draft.Now,
        Fact = new StepSkipped(request.Skip!, request.By, request.Reason),
    };

    static StepRecord Fresh(StepRecord step) => step with
    {
        Progress = step.Progress == StepProgress.Failed ? StepProgress.Waiting : step.Progress,
        Carried = step.IsOurs(),
        Attempts = 0,
        Extra = 0,
        Ineffective = 0,
        ReadyAt = null,
        RefusedAt = null,
        Doubted = false,
        MayPass = false,
        Unsent = false,
        Answer = CallAnswer.NotKnown,
        Resumed = false,
        Hindered = TimeSpan.Zero,
    };

    static Fact Reset(Draft draft, Request request, Fact because)
    {
        if (draft.Phase == Phase.Watching)
        {
            draft.Change(draft.Record with { Disarmed = null });
            return new ArmedAgain(because);
        }

        var moved = draft.Record.Run?.HasMoved(draft.Plan) == true;
        var left = draft.Record.Run is { } run ? run.ToUndo(draft.Plan).Select(step => step.Id).ToList() : [];
        draft.Change(draft.Record with
        {
            Down = new DownClock(),
            Disarmed = moved || request.AcceptsStandby ? new Disarming(request.By, draft.Now, request.Reason) : null,
            Run = draft.Record.Run is { } ended ? ended with { EndedAt = ended.EndedAt ?? draft.Now } : null,
        });
        draft.Enter(Phase.Watching, because);
        return new RunClosed(because, left, moved ? draft.Plan.Standby : null);
    }
}
