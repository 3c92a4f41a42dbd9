using System.Text.Json;
using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>Decides what to do, from values alone: equal parameters give equal decisions.</summary>
public static class Decider
{
    /// <summary>Decides what one look leads to.</summary>
    /// <param name="plan">The plan that the record's run pinned, or the newest one while no run is under way.</param>
    /// <param name="now">The current time; a time before the record's newest look counts as the time of that look.</param>
    public static Decision Decide(Plan plan, Record record, Snapshot snapshot, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(snapshot);
        var draft = new Draft(plan, record, snapshot, now > record.LookedAt ? now : record.LookedAt);
        var fact = DecideByPhase(draft);
        LateRun.Advance(draft);
        DeniedSteps.Advance(draft);
        UnactedOutages.Advance(draft, fact);
        EscalationRule.Advance(draft, fact);
        return draft.Finish(fact);
    }

    static Fact DecideByPhase(Draft draft)
    {
        TakeIn(draft);
        SeenUp.Advance(draft);
        Wavering.Advance(draft);
        ShadowRule.Advance(draft);
        var pauseEnded = PauseWatch.Advance(draft);
        UnreadableSignals.Advance(draft);
        UpClock.Advance(draft);
        Disagreement.Advance(draft);
        PreSwitchCheck.Advance(draft);
        PostSwitchCheck.Advance(draft);
        if (pauseEnded is not null)
        {
            // One move per look: a request that waits is answered by the next one.
            draft.LookAtOnce = draft.Snapshot.Requests.Count > 0;
            return pauseEnded;
        }

        if ((Commands.Decide(draft) ?? PauseRule.Decide(draft)) is { } answer)
        {
            ConfirmingPhase.Count(draft);
            return answer;
        }

        return draft.Phase switch
        {
            Phase.Watching => WatchingPhase.Decide(draft),
            Phase.Confirming => ConfirmingPhase.Decide(draft),
            Phase.AwaitingApproval => AwaitingApprovalPhase.Decide(draft),
            Phase.Declined => DeclinedPhase.Decide(draft),
            Phase.Recovering => RecoveringPhase.Decide(draft),
            Phase.Recovered => ShadowRule.Rearm(draft) ?? RecoveredPhase.Decide(draft),
            Phase.FailingBack => FailingBackPhase.Decide(draft),
            Phase.Drilling => DrillingPhase.Decide(draft),
            Phase.Stuck => ShadowRule.Rearm(draft) ?? StuckPhase.Decide(draft),
            _ => throw new InvalidOperationException($"The record of {draft.Plan.Name} is in phase {draft.Phase}, which no rule knows."),
        };
    }

    /// <summary>Takes in the outcomes of the previous look (notices published, receipts, refusals) and the primary's baseline.</summary>
    static void TakeIn(Draft draft)
    {
        if (draft.Snapshot.Published.Count > 0)
        {
            draft.Change(
                draft.Record with { Outbox = [.. draft.Record.Outbox.Where(notice => !draft.Snapshot.Published.Contains(notice.Id))] });
        }

        foreach (var step in draft.Plan.Steps)
        {
            if (draft.Record.Run is not null && draft.Snapshot.Receipts.TryGetValue(step.Id, out var receipt))
            {
                draft.Set(step, draft.Of(step).WithNewest(receipt));
            }
        }

        foreach (var step in draft.Plan.Steps)
        {
            if (draft.Record.Run is not null && draft.Snapshot.Answers.TryGetValue(step.Id, out var answer))
            {
                draft.Set(step, draft.Of(step).WithNewest(answer));
            }
        }

        // At once, whatever else this look decides: a refused change does not count as made.
        foreach (var step in draft.Plan.Steps.Where(step => draft.Record.Run is not null && draft.Snapshot.Refused.ContainsKey(step.Id)))
        {
            if (draft.Of(step).Undo is { } undo)
            {
                draft.Set(step, draft.Of(step) with { Undo = UndoingStep.TakeBackRefused(draft, step, undo) });
            }
            else
            {
                RecoveringStep.TakeBackRefusedStart(draft, step);
            }
        }

        KeepBaseline(draft);
    }

    /// <summary>Only while all signals are up: a failing primary does not show the numbers that the standby must replace.</summary>
    static void KeepBaseline(Draft draft)
    {
        if (draft.Signals.Down + draft.Signals.Unknown > 0)
        {
            return;
        }

        foreach (var (id, seen) in draft.Snapshot.Baseline)
        {
            var known = draft.Record.Baseline;
            if (!known.TryGetValue(id, out var before) || !JsonElement.DeepEquals(before, seen))
            {
                draft.Change(
                    draft.Record with { Baseline = new SortedDictionary<string, JsonElement>(
                        known, StringComparer.Ordinal) { [id] = seen } });
            }
        }
    }
}
