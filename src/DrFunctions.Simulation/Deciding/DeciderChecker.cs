using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Judges each effective look by the truth, and keeps that truth: what was decided, seen and done, and when.</summary>
sealed class DeciderChecker(CoreFigures figures)
{
    readonly Actions actions = new(figures);
    readonly Ends ends = new(figures);
    readonly Consent consent = new(figures);
    readonly Dictionary<string, DateTimeOffset> begun = [];

    public void Equal(Decision one, Decision other) => figures.Ask(
        Invariant.Determinism,
        RecordJson.Write(one.Next) == RecordJson.Write(other.Next) && one.Because == other.Because && one.History == other.History,
        one.Because);

    public void Look(PlanTruth plan, Sight sight, Velocity velocity)
    {
        figures.Visit(sight.After.Phase);
        plan.See(sight, IsDue(plan, sight, velocity));
        TakeRefusals(plan, sight);
        consent.Look(plan, sight);
        Walk(plan, sight);
        actions.Look(plan, sight);
        ends.Look(plan, sight);
        Records(plan, sight);
        if (sight.Decision.Taken is not null)
        {
            figures.Requests++;
        }

        figures.Ask(
            Invariant.L4,
            plan.DueFor == TimeSpan.Zero || plan.DueFor < sight.Plan.Trigger.For || sight.After.Phase is not (Phase.Watching or Phase.Confirming),
            sight.Decision.Because);
    }

    /// <summary>Whether the plan sees its primary surely down and nothing stands in the way of beginning.</summary>
    static bool IsDue(PlanTruth plan, Sight sight, Velocity velocity) =>
        sight is { IsSurelyDown: true, Before: { Disarmed: null, Phase: Phase.Watching or Phase.Confirming }, Decision.Taken: null }
        && sight.Readings.Automation == Automation.On
        && (sight.Before.Phase == Phase.Watching || sight.Readings.Velocity is not null)
        && (sight.Before.AutomaticAt is not { } last || sight.Clock - last >= plan.Plan.Trigger.Cooldown)
        && (velocity.Begun.Count == 0 || sight.Before.Phase == Phase.Confirming);

    /// <summary>A refusal reaches the loop only if its driver lives to look again.</summary>
    static void TakeRefusals(PlanTruth plan, Sight sight)
    {
        foreach (var (id, refusal) in sight.Readings.Refused)
        {
            var step = plan.Of(id);
            if (sight.Decision.NeedsSave && sight.Before.Run?.Undoing is null && step.Starts > 0)
            {
                step.Starts -= refusal.MayPass ? 1 : 0;

                // Of what was sent in part, that part is ours.
                step.Ours -= refusal.Sent == Sent.Part ? 0 : 1;
            }
        }
    }

    /// <summary>Every door that the look went through, as its history says.</summary>
    void Walk(PlanTruth plan, Sight sight)
    {
        var phase = sight.Before.Phase;
        foreach (var next in (sight.Decision.History?.Text ?? "").Split('\n').Select(Entered).OfType<Phase>())
        {
            figures.Ask(Invariant.Transitions, Phases.MayGo(phase, next), $"{phase} to {next}");
            figures.Walk(phase, next);
            Enter(plan, sight, phase, next);
            phase = next;
        }

        figures.Ask(Invariant.Transitions, phase == sight.After.Phase, $"the history says {phase}, the record {sight.After.Phase}");
        if (sight.After.Run is { } run && run.Id != plan.RunId)
        {
            plan.RunId = run.Id;
            Forget(plan, alsoDone: true);
        }
    }

    void Enter(PlanTruth plan, Sight sight, Phase from, Phase phase)
    {
        var byPerson = sight.Decision.Taken?.Command;
        if (phase == Phase.Recovering)
        {
            plan.IsOrdered = byPerson is Command.Failover || (byPerson is Command.Approve && from == Phase.Stuck);
            Forget(plan, alsoDone: false);
            foreach (var step in plan.Steps.Where(step => sight.Before.Run?.Of(step.Step).Undo is not null))
            {
                // What was on its way back begins anew.
                (step.IsDone, step.IsGoingBack) = (false, true);
            }

            if (byPerson is null)
            {
                BeganByItself(plan, sight);
            }
        }

        if (phase == Phase.FailingBack)
        {
            figures.Ask(Invariant.S6Failback, byPerson is Command.Failback or Command.Approve || !plan.HasMoved, sight.Decision.Because);
            Forget(plan, alsoDone: false);
        }

        if (phase == Phase.Watching && from is Phase.Recovered or Phase.Stuck)
        {
            // Reset: what is left stays, and is nobody's any more.
            foreach (var step in plan.Steps.Where(_ => phase == Phase.Watching && byPerson == Command.Reset))
            {
                (step.Ours, step.IsDone) = (0, false);
            }
        }
    }

    void BeganByItself(PlanTruth plan, Sight sight)
    {
        var (trigger, at, primary) = (plan.Plan.Trigger, sight.Clock, plan.Plan.Primary);
        var afterAsking = sight.Before.Phase == Phase.AwaitingApproval;
        figures.Ask(
            Invariant.Confirmed,
            sight.IsSurelyDown && (afterAsking || (plan.SureFor >= trigger.For && plan.SureLooks > 1)),
            sight.Decision.Because);
        figures.Ask(Invariant.S6Cooldown, plan.BegunByItself is not { } last || at - last >= trigger.Cooldown, sight.Decision.Because);
        plan.BegunByItself = at;
        if (trigger.Mode != Mode.Shadow)
        {
            var others = begun.Where(other => other.Key != primary && (at - other.Value).Duration() < TimeSpan.FromHours(1)).ToList();
            figures.Ask(Invariant.RegionLimit, others.Count == 0, $"{primary} at {at:HH:mm:ss}, {string.Join(", ", others.Select(other => $"{other.Key} at {other.Value:HH:mm:ss}"))}");
            begun[primary] = at;
        }
    }

    static void Forget(PlanTruth plan, bool alsoDone)
    {
        foreach (var step in plan.Steps)
        {
            step.Starts = 0;
            step.IsDone &= !alsoDone;
            step.Ours = alsoDone ? 0 : step.Ours;
        }
    }

    static Phase? Entered(string note) =>
        note.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end && char.IsUpper(note[0]) && Enum.TryParse<Phase>(note.AsSpan(0, end), out var phase)
            ? phase
            : null;

    void Records(PlanTruth plan, Sight sight)
    {
        var (before, decision) = (sight.Before, sight.Decision);
        figures.Ask(Invariant.L6, !string.IsNullOrWhiteSpace(decision.Because), $"in {sight.After.Phase}");
        if (decision.History is { } entry)
        {
            figures.Ask(
                Invariant.HashChain,
                entry.Number == before.HistoryCount + 1 && entry.Hash == HistoryEntry.HashOf(before.HistoryHash, entry.Number, entry.At, entry.Text)
                    && (sight.After.HistoryCount, sight.After.HistoryHash) == (entry.Number, entry.Hash),
                entry.Text);
        }

        foreach (var gone in before.Outbox.Where(notice => !sight.After.Outbox.Contains(notice)))
        {
            figures.Ask(Invariant.Outbox, plan.Published.Contains(gone.Id), gone.Subject);
        }
    }
}
