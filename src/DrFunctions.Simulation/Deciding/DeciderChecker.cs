using DrFunctions.Core.Deciding;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks each effective cycle against the truth, and keeps that truth: what was decided, observed and done, and when.</summary>
sealed class DeciderChecker(CoreFigures figures)
{
    /// <summary>The hour of a Region that has begun, with the minutes in which it is not renewed.</summary>
    static readonly TimeSpan RegionHour = TimeSpan.FromMinutes(65);

    readonly ActionChecker actions = new(figures);
    readonly StepChecker steps = new(figures);
    readonly EndChecker ends = new(figures);
    readonly ConsentChecker consent = new(figures);
    readonly Dictionary<string, DateTimeOffset> begun = [];

    public void Equal(Decision one, Decision other) => figures.Ask(
        Invariant.Determinism,
        RecordJson.Write(one.Next) == RecordJson.Write(other.Next) && one.Because == other.Because
            && one.History?.Hash == other.History?.Hash,
        one.Because);

    public void Check(PlanTruth plan, DecidedLook look, RegionFailovers failovers)
    {
        figures.Visit(look.After.Phase);
        var isDue = IsDue(plan, look, failovers);
        plan.See(look, isDue);
        TakeRefusals(plan, look);
        consent.Check(plan, look);
        Walk(plan, look);
        actions.Check(plan, look);
        steps.Check(plan, look);
        ends.Check(plan, look);
        Records(plan, look);
        if (look.Decision.Taken is not null)
        {
            figures.Requests++;
        }

        figures.Ask(
            Invariant.L4,
            !(plan.DueFor > TimeSpan.Zero && plan.DueFor >= look.Plan.Trigger.For)
                && !(isDue && plan.BrownOut.Is(look.Plan.Trigger, look.Clock))
                || look.After.Phase is not (Phase.Watching or Phase.Confirming),
            look.Decision.Because);
    }

    /// <summary>Whether the plan sees its primary surely down, and nothing stands in the way of a failover.</summary>
    static bool IsDue(PlanTruth plan, DecidedLook look, RegionFailovers failovers) =>
        look is { IsSurelyDown: true, SomebodySaysUp: false, Decision.Taken: null }
        && look.Before is { Disarmed: null, Phase: Phase.Watching or Phase.Confirming }
        && look.Snapshot.Automation == Automation.On
        && (look.Before.Phase == Phase.Watching || look.Snapshot.RegionFailovers is not null)
        && !plan.CoolsDown(look.Clock)
        && (failovers.Begun.Count == 0 || look.Before.Phase == Phase.Confirming);

    /// <summary>A refusal, or an answer, counts only if the driver lives to report it in its next cycle.</summary>
    static void TakeRefusals(PlanTruth plan, DecidedLook look)
    {
        foreach (var (id, answer) in look.Snapshot.Answers)
        {
            plan.Of(id).IsLost = answer == CallAnswer.Lost && look.Decision.NeedsSave && look.Before.Run?.Undoing is null;
        }

        foreach (var (id, refusal) in look.Snapshot.Refused)
        {
            var step = plan.Of(id);
            var isExtra = look.Before.Run?.Of(step.Step) is { Resumed: true } or { Degraded: true };
            if (look.Decision.NeedsSave && look.Before.Run?.Undoing is null && (step.Starts > 0 || isExtra))
            {
                step.Starts -= refusal.MayPass && !isExtra ? 1 : 0;
                step.ExtraAt = isExtra && refusal.Sent == Sent.None ? null : step.ExtraAt;

                // A start that was sent in part counts as started.
                step.IsInPart = refusal.Sent == Sent.Part;
                step.Ours -= refusal.Sent == Sent.Part ? 0 : 1;
            }
        }
    }

    /// <summary>Every transition of the cycle, as its history lists them.</summary>
    void Walk(PlanTruth plan, DecidedLook look)
    {
        var phase = look.Before.Phase;
        foreach (var next in (look.Decision.History?.Facts ?? []).OfType<PhaseEntered>().Select(entered => entered.Phase))
        {
            figures.Ask(Invariant.Transitions, Phases.MayGo(phase, next), $"{phase} to {next}");
            figures.Walk(phase, next);
            Enter(plan, look, phase, next);
            phase = next;
        }

        figures.Ask(Invariant.Transitions, phase == look.After.Phase, $"the history says {phase}, the record {look.After.Phase}");
        if (look.After.Run is { } run && run.Id != plan.RunId)
        {
            plan.RunId = run.Id;
            Forget(plan, alsoDone: true);
        }
    }

    void Enter(PlanTruth plan, DecidedLook look, Phase from, Phase phase)
    {
        var byPerson = look.Decision.Taken?.Command;
        if (phase == Phase.Recovering)
        {
            if (byPerson is null && from == Phase.Stuck)
            {
                ResumedByItself(plan, look);
                return;
            }

            plan.OverridesShadow = from == Phase.Stuck ? plan.OverridesShadow
                : look.Decision.Taken is { Command: Command.Failover, OverridesShadow: true };
            plan.IsDisputed = byPerson is Command.Approve || look.After.Run!.Disputed;
            plan.IsOrdered = byPerson is Command.Failover || (byPerson is Command.Approve && from == Phase.Stuck);
            plan.IsTakenOver = byPerson is Command.Approve && from == Phase.Stuck;
            Forget(plan, alsoDone: false);
            AbandonUndos(plan, look);
            if (byPerson is null)
            {
                BeganByItself(plan, look);
            }
        }

        if (phase == Phase.FailingBack)
        {
            figures.Ask(Invariant.S6Failback, byPerson is Command.Failback or Command.Approve || !plan.HasMoved, look.Decision.Because);
            Forget(plan, alsoDone: false);
        }

        UndoResumed(plan, look, from, phase);
        Count(plan, look, from, phase);
        if (phase == Phase.Watching && byPerson == Command.Reset && from is Phase.Recovered or Phase.Stuck)
        {
            // What is left stays, and no run owns it.
            foreach (var step in plan.Steps)
            {
                (step.Ours, step.IsDone) = (0, false);
            }
        }
    }

    /// <summary>What DrFunctions itself gives back goes on without a person, but not what a person has taken over.</summary>
    void UndoResumed(PlanTruth plan, DecidedLook look, Phase from, Phase phase)
    {
        if (from == Phase.Stuck && phase is Phase.FailingBack or Phase.Drilling && look.Before.Run!.Undoing is { } undoing
            && look.Decision.Taken is null)
        {
            figures.Ask(Invariant.Resumes, !plan.IsTakenOver && undoing != Undoing.Failback, look.Decision.Because);
        }
    }

    /// <summary>An undo under way is abandoned, and the step begins again.</summary>
    static void AbandonUndos(PlanTruth plan, DecidedLook look)
    {
        foreach (var step in plan.Steps.Where(step => look.Before.Run?.Of(step.Step).Undo is not null))
        {
            (step.IsDone, step.IsGoingBack) = (false, true);
        }
    }

    /// <summary>What the cooldown depends on.</summary>
    static void Count(PlanTruth plan, DecidedLook look, Phase from, Phase phase)
    {
        if (phase is Phase.Recovered or Phase.Stuck && look.After.Run is { Purpose: RunPurpose.Failover } run
            && (run.OrderedBy is null || plan.AutomaticRun == run.Id))
        {
            (plan.EndedByItself, plan.AutomaticRun) = (look.Clock, run.Id);
        }

        if (phase == Phase.Watching && from == Phase.FailingBack && look.Before.Run!.Undoing == Undoing.StandDown)
        {
            plan.StoodDown.Add(look.Clock);
        }
    }

    /// <summary>A Stuck run goes on without a person only while the primary is surely down, and where no person has taken over.</summary>
    void ResumedByItself(PlanTruth plan, DecidedLook look)
    {
        var failed = plan.Plan.Steps.Where(step => look.Before.Run!.Of(step).Progress == StepProgress.Failed).ToList();
        figures.Ask(
            Invariant.Resumes,
            look.IsSurelyDown && !plan.IsTakenOver && look.Before.Run is { Undoing: null }
                && failed.TrueForAll(step => step.OnLimit == OnLimit.Again && step.Traits.Role != StepRole.Data),
            look.Decision.Because);
    }

    void BeganByItself(PlanTruth plan, DecidedLook look)
    {
        var (trigger, at, primary) = (plan.Plan.Trigger, look.Clock, plan.Plan.Primary);
        var afterAsking = look.Before.Phase == Phase.AwaitingApproval;
        figures.Ask(
            Invariant.Confirmed,
            (look is { IsSurelyDown: true, SomebodySaysUp: false } && (afterAsking || (plan.SureFor >= trigger.For && plan.SureLooks > 1)
                || plan.BrownOut.Is(trigger, look.Clock)))
                || (afterAsking && look.IsDisputed && trigger.OnApprovalTimeout == OnApprovalTimeout.Proceed
                    && look.Clock - plan.DisputedSince >= trigger.For + TimeSpan.FromMinutes(5)),
            look.Decision.Because);
        figures.Ask(Invariant.S6Cooldown, !plan.CoolsDown(at) && (afterAsking || !plan.Flaps(at)), look.Decision.Because);
        if (trigger.Mode != Mode.Shadow)
        {
            var others = begun.Where(other => other.Key != primary && (at - other.Value).Duration() < TimeSpan.FromHours(1)).ToList();
            figures.Ask(
                Invariant.RegionLimit,
                others.Count == 0 || IsConfirmed(plan, look) || (begun.TryGetValue(primary, out var last) && at - last < RegionHour),
                $"{primary} at {at:HH:mm:ss}, {string.Join(", ", others.Select(other => $"{other.Key} at {other.Value:HH:mm:ss}"))}");
            begun[primary] = at;
        }
    }

    /// <summary>Two plans of the Region read different alarms as down.</summary>
    static bool IsConfirmed(PlanTruth plan, DecidedLook look)
    {
        var mine = look.Snapshot.Signals.Where(reading => reading is { Signal: AlarmSignal, State: SignalState.Down })
            .Select(reading => $"{((AlarmSignal)reading.Signal).Region} {((AlarmSignal)reading.Signal).Alarm}").ToList();
        return mine.Count > 0 && look.Snapshot.RegionFailovers!.Queue.Any(
            other => other.Key != plan.Plan.Name && other.Value.Primary == plan.Plan.Primary
                && (other.Value.Alarms ?? []).Concat(mine).Distinct().Count() > 1 && other.Value.Alarms is not null);
    }

    static void Forget(PlanTruth plan, bool alsoDone)
    {
        foreach (var step in plan.Steps)
        {
            (step.Starts, step.IsLost, step.IsSeenLost) = (0, false, false);
            step.IsDone &= !alsoDone;
            step.Ours = alsoDone ? 0 : step.Ours;
        }
    }

    void Records(PlanTruth plan, DecidedLook look)
    {
        var (before, decision) = (look.Before, look.Decision);
        figures.Ask(Invariant.L6, !string.IsNullOrWhiteSpace(decision.Because), $"in {look.After.Phase}");
        if (decision.History is { } entry)
        {
            figures.Ask(
                Invariant.HashChain,
                entry.Number == before.HistoryCount + 1
                    && entry.Hash == HistoryEntry.HashOf(before.HistoryHash, entry.Number, entry.At, entry.Body)
                    && (look.After.HistoryCount, look.After.HistoryHash) == (entry.Number, entry.Hash),
                entry.Text);
        }

        var gone = before.Outbox.Where(notice => !look.After.Outbox.Contains(notice) && !plan.Published.Contains(notice.Id)).ToList();
        var counted = look.After.Outbox.Except(before.Outbox).Sum(notice => notice.Folded.Values.Sum());
        figures.Ask(Invariant.Outbox, gone.Sum(notice => Math.Max(1, notice.Folded.Values.Sum())) <= counted, $"{gone.Count} of {before.Outbox.Count}");
    }
}
