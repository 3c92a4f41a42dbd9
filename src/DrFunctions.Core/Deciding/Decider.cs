using System.Text.Json;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;

namespace DrFunctions.Core.Deciding;

/// <summary>Decides what to do, from values alone: equal parameters give equal decisions.</summary>
public static class Decider
{
    /// <summary>Decides what one look leads to.</summary>
    /// <param name="plan">The plan that the record's run pinned, or the newest one while no run is under way.</param>
    /// <param name="now">The clock; an instant before the record's newest look counts as that look's.</param>
    public static Decision Decide(Plan plan, Record record, Readings readings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(readings);
        var draft = new Draft(plan, record, readings, now > record.LookedAt ? now : record.LookedAt);
        return draft.Finish(Look(draft));
    }

    static string Look(Draft draft)
    {
        TakeIn(draft);
        Blindness.Look(draft);
        UpClock.Look(draft);
        Gate.Look(draft);
        if (Orders.Look(draft) is { } answer)
        {
            ConfirmingPhase.Count(draft);
            return answer;
        }

        if (Holding.Look(draft) is { } held)
        {
            ConfirmingPhase.Count(draft);
            return held;
        }

        return draft.Phase switch
        {
            Phase.Watching => WatchingPhase.Look(draft),
            Phase.Confirming => ConfirmingPhase.Look(draft),
            Phase.AwaitingApproval => AwaitingApprovalPhase.Look(draft),
            Phase.Declined => DeclinedPhase.Look(draft),
            Phase.Recovering => RecoveringPhase.Look(draft),
            Phase.Recovered => RecoveredPhase.Look(draft),
            Phase.FailingBack => FailingBackPhase.Look(draft),
            Phase.Drilling => DrillingPhase.Look(draft),
            Phase.Stuck => $"no action: a person is needed: {(draft.Record.Run is { } run ? RecoveringPhase.Failures(run) : draft.Record.Because)}",
            _ => throw new InvalidOperationException($"The record of {draft.Plan.Name} is in phase {draft.Phase}, which no rule knows."),
        };
    }

    /// <summary>What came of the look before: notices that went out, receipts of changes; and what the primary shows while it is well.</summary>
    static void TakeIn(Draft draft)
    {
        if (draft.Readings.Published.Count > 0)
        {
            draft.Change(draft.Record with { Outbox = [.. draft.Record.Outbox.Where(notice => !draft.Readings.Published.Contains(notice.Id))] });
        }

        foreach (var step in draft.Plan.Steps)
        {
            if (draft.Record.Run is not null && draft.Readings.Receipts.TryGetValue(step.Id, out var receipt))
            {
                draft.Set(step, draft.Of(step).WithNewest(receipt));
            }
        }

        // At once, whatever else this look is about: what was refused is not ours.
        foreach (var step in draft.Plan.Steps.Where(step => draft.Record.Run is not null && draft.Readings.Refused.ContainsKey(step.Id)))
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

        Observe(draft);
    }

    /// <summary>A primary that may be failing shows numbers that are not those to be replaced.</summary>
    static void Observe(Draft draft)
    {
        if (draft.Signals.Down + draft.Signals.Unknown > 0)
        {
            return;
        }

        foreach (var (id, seen) in draft.Readings.Observed)
        {
            var known = draft.Record.Observed;
            if (!known.TryGetValue(id, out var before) || !JsonElement.DeepEquals(before, seen))
            {
                draft.Change(draft.Record with { Observed = new SortedDictionary<string, JsonElement>(known, StringComparer.Ordinal) { [id] = seen } });
            }
        }
    }
}
