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

    /// <summary>What came of the look before: notices that went out, receipts of starts.</summary>
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
                draft.Set(step, draft.Of(step) with { Receipt = receipt });
            }
        }
    }

    static string Look(Draft draft)
    {
        TakeIn(draft);
        Blindness.Look(draft);
        if (Holding.Look(draft) is { } held)
        {
            return held;
        }

        return draft.Phase switch
        {
            Phase.Watching => WatchingPhase.Look(draft),
            Phase.Confirming => ConfirmingPhase.Look(draft),
            Phase.Recovering => RecoveringPhase.Look(draft),
            Phase.Recovered => "no action: the standby serves; only a person changes that",
            Phase.Stuck => $"no action: a person is needed: {(draft.Record.Run is { } run ? RecoveringPhase.Failures(run) : draft.Record.Because)}",

            // These phases are entered only by a person's command or by mode approval, which plans cannot ask for yet.
            Phase.AwaitingApproval or Phase.Declined or Phase.FailingBack or Phase.Drilling =>
                $"no action: this version does not carry out phase {draft.Phase}; deploy the version that entered it",
            _ => throw new InvalidOperationException($"The record of {draft.Plan.Name} is in phase {draft.Phase}, which no rule knows."),
        };
    }
}
