using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks what is started and undone.</summary>
sealed class ActionChecker(CoreFigures figures)
{
    static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(20);

    public void Check(PlanTruth plan, DecidedLook look)
    {
        var (decision, run) = (look.Decision, look.After.Run);
        StandsDown(plan, look);
        SeeFallenBack(plan, look);
        SeeLost(plan, look);
        foreach (var action in decision.Actions)
        {
            figures.Ask(Invariant.S8, plan.Plan.Trigger.Mode != Mode.Shadow || plan.OverridesShadow, $"{action.Verb} {action.Step.Id}");
            figures.Ask(Invariant.S10, decision is { NeedsSave: true, History: { } told }
                && told.Facts.Any(fact => Tells(fact, action)), $"{action.Verb} {action.Step.Id}");
            figures.Ask(
                Invariant.S12,
                look.Snapshot.Automation == Automation.On
                    || (look.After.Phase == Phase.Recovering && run!.OverridesPause && plan.IsOrdered),
                $"{action.Verb} {action.Step.Id} while {look.Snapshot.Automation}");
            if (action.Verb == ActionVerb.Start)
            {
                Starts(plan, look, plan.Of(action.Step.Id));
            }
            else
            {
                Undoes(plan, look, plan.Of(action.Step.Id));
            }
        }

        if (decision.Actions.Count > 0)
        {
            figures.Ask(Invariant.S2, plan.ActedOn < plan.Version, $"version {plan.Version}");
            plan.ActedOn = plan.Version;
        }

        Latch(plan, look);
    }

    void Starts(PlanTruth plan, DecidedLook look, StepTruth truth)
    {
        var step = truth.Step;
        var before = look.Before.Run?.Of(step) ?? new StepRecord();
        var isSpared = truth.IsSeenLost && step.Traits.IsIdempotent;
        figures.Ask(
            Invariant.S3,
            !truth.IsLost || look.Clock - before.StartedAt >= Timing.Lost,
            $"{step.Id}, whose answer was lost, is started again {look.Clock - before.StartedAt} later");
        (truth.IsLost, truth.IsSeenLost) = (false, false);
        Count(look, truth, before, isSpared);
        var fellBack = truth.FellBack > 1 && step.Traits.Role == StepRole.Capacity;
        figures.Ask(Invariant.S11Latch, !truth.IsDone || fellBack || before.Degraded, $"{step.Id}");
        truth.IsDone &= !fellBack;
        figures.Ask(Invariant.S11After, step.Traits.Role != StepRole.Verification && step.After.All(id => plan.Of(id).IsDone), $"{step.Id} after {string.Join(", ", step.After)}");
        var mayLag = truth.World.IsOnByUs && truth.Ours > 0 && !truth.IsGoingBack && !truth.IsInPart;
        figures.Ask(Invariant.S3, !mayLag || IsTriedAgain(look, step) || IsHeldBack(look, step) || Jumped(look, truth), $"{step.Id} is on by our own start: {Reading(look, step)}");
        truth.Ours++;
        truth.IsInPart = false;
        truth.StartedAt = look.At;
        truth.IsGoingBack = false;
        if (step.Traits.Role is StepRole.Traffic or StepRole.Data)
        {
            var inFailover = look.Before is { Phase: Phase.Recovering, Run.Purpose: RunPurpose.Failover };
            var isDown = look is { HasSignals: true, MayBeDown: true } && (plan.IsDisputed || !look.SomebodySaysUp);
            figures.Ask(Invariant.S5, inFailover && (plan.IsOrdered || isDown), $"{step.Id} in {look.Before.Phase}");
        }

        if (step.Traits.Role == StepRole.Traffic)
        {
            var checks = plan.Plan.Before(step).Where(other => other.Traits.Role == StepRole.Verification).ToList();
            figures.Ask(
                Invariant.S1,
                checks.Count > 0 && checks.TrueForAll(check => look.At - plan.Of(check.Id).GoodAt <= TimeSpan.FromSeconds(60)),
                $"{step.Id} at {look.At:HH:mm:ss}, {string.Join(", ", checks.Select(check => $"{check.Id} was good at {plan.Of(check.Id).GoodAt:HH:mm:ss}"))}");
        }
    }

    void Count(DecidedLook look, StepTruth truth, StepRecord before, bool isSpared)
    {
        var step = truth.Step;
        if (before.Degraded || before.Resumed)
        {
            figures.Ask(
                Invariant.S11Attempts,
                (before.Degraded || look.Before.Run!.StuckSince is not null)
                    && (before.Unsent || IsHeldBack(look, step) || truth.ExtraAt is not { } last
                        || look.Clock - last >= TimeSpan.FromMinutes(5)),
                $"one more start of {step.Id}, after one at {truth.ExtraAt:HH:mm:ss}");
            truth.ExtraAt = look.Clock;
        }
        else
        {
            truth.Starts += isSpared ? 0 : 1;
            figures.Ask(Invariant.S11Attempts, truth.Starts <= step.Attempts, $"start {truth.Starts} of {step.Attempts} of {step.Id}");
        }
    }

    void Undoes(PlanTruth plan, DecidedLook look, StepTruth truth)
    {
        var step = truth.Step;
        figures.Ask(Invariant.S4Ours, truth.Ours > 0 && step.Traits.CanUndo, $"{step.Id} is undone, and {truth.Ours} starts of ours are left");
        figures.Ask(
            Invariant.S4When,
            look.After is { Phase: Phase.FailingBack or Phase.Drilling or Phase.Watching, Run.Undoing: not null },
            $"{step.Id} is undone in {look.After.Phase}");
        (truth.IsDone, truth.IsGoingBack) = (false, true);
    }

    /// <summary>Checks the moment at which an undo begins, and what must have been observed before.</summary>
    void StandsDown(PlanTruth plan, DecidedLook look)
    {
        if (look.After.Run?.Undoing is not { } undoing || look.Before.Run?.Undoing is not null)
        {
            return;
        }

        var up = plan.UpSince is { } since ? look.Clock - since : TimeSpan.Zero;
        var allowed = (undoing, look.After.Phase, look.Before.Phase) switch
        {
            (Undoing.StandDown, Phase.Watching, Phase.Watching) => up >= TimeSpan.FromMinutes(15),
            (Undoing.StandDown, Phase.FailingBack, Phase.Recovering) => up >= TimeSpan.FromMinutes(2),
            (Undoing.StandDown, Phase.FailingBack, Phase.Stuck) => up >= TimeSpan.FromMinutes(15),
            (Undoing.Failback, Phase.FailingBack, Phase.Recovered or Phase.Stuck) => look.Decision.Taken?.Command == Command.Failback,
            (Undoing.DrillEnd, Phase.Drilling, Phase.Drilling) => true,
            _ => false,
        };
        figures.Ask(Invariant.S4When, allowed, $"{undoing} in {look.After.Phase} from {look.Before.Phase}, the primary seen up for {up}");
    }

    static void SeeFallenBack(PlanTruth plan, DecidedLook look)
    {
        foreach (var truth in plan.Steps.Where(truth => truth.IsDone))
        {
            var state = look.Snapshot.Steps.TryGetValue(truth.Step.Id, out var reading) ? reading.State : StepState.Unknown;
            truth.FellBack = state switch
            {
                StepState.Done => 0,
                StepState.Unknown => truth.FellBack,
                _ => truth.FellBack + 1,
            };
        }
    }

    static void SeeLost(PlanTruth plan, DecidedLook look)
    {
        foreach (var truth in plan.Steps.Where(truth => truth.IsLost && Reading(look, truth.Step)?.State == StepState.NotStarted))
        {
            truth.IsSeenLost |= look.Clock - look.Before.Run?.Of(truth.Step).StartedAt >= Timing.Lost;
        }
    }

    static bool Tells(Fact fact, StepAction action) => fact switch
    {
        StepStarted start => action.Verb == ActionVerb.Start && start.Step == action.Step.Id,
        UndoStarted undo => action.Verb == ActionVerb.Undo && undo.Step == action.Step.Id,
        _ => false,
    };

    /// <summary>A clock that jumps makes a lag seem longer than it is; then only AWS's own refusal to do a thing twice protects.</summary>
    static bool Jumped(DecidedLook look, StepTruth truth) => look.At - truth.StartedAt < LongestLag
        && look.Before.Run!.Of(truth.Step).StartedAt is { } started
        && look.Clock - started - (look.At - truth.StartedAt) > TimeSpan.FromSeconds(3);

    /// <summary>A start over its limit is tried again although it is under way: the plan asks for it.</summary>
    static bool IsTriedAgain(DecidedLook look, Step step) =>
        Reading(look, step)?.State is not StepState.NotStarted;

    /// <summary>The start was checked when it was decided, and continues now.</summary>
    static bool IsHeldBack(DecidedLook look, Step step) =>
        look.Snapshot.Refused.TryGetValue(step.Id, out var refusal) && refusal.Sent != Sent.All;

    static StepObservation? Reading(DecidedLook look, Step step) =>
        look.Snapshot.Steps.TryGetValue(step.Id, out var reading) ? reading : null;

    static void Latch(PlanTruth plan, DecidedLook look)
    {
        foreach (var truth in plan.Steps)
        {
            var record = look.After.Run?.Of(truth.Step);
            truth.IsDone |= record is { Progress: StepProgress.Done, Undo: null };
            if (record is { Undo.Progress: StepProgress.Done })
            {
                (truth.Ours, truth.IsDone) = (0, false);
            }
        }
    }
}
