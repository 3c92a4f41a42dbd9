using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>The standby keeps the traffic, however healthy the primary is: only a person changes that.</summary>
static class RecoveredPhase
{
    /// <summary>
    /// The minimum time that the primary must have been healthy before a failback: an unstable primary is no place to return to.
    /// </summary>
    static readonly TimeSpan LeastUp = TimeSpan.FromMinutes(5);

    public static TimeSpan UpFor(Plan plan) => plan.Trigger.For > LeastUp ? plan.Trigger.For : LeastUp;

    public static Fact Decide(Draft draft)
    {
        if (draft.IsShadow)
        {
            return new NoAction(draft.Record.Run?.Cause is { } cause ? new But(cause, new ShadowHolds()) : new ShadowHolds());
        }

        DoneCapacity.AdvanceInStandby(draft);
        if (draft.Record.UpSince is not { } since)
        {
            return new NoAction(new StandbyServes(null, !draft.Plan.MovesUsers()));
        }

        // Notifies once per run, when a failback becomes possible.
        var up = draft.Now - since;
        if (up >= UpFor(draft.Plan) && draft.Signals.Down == 0 && draft.Run.BackToldAt is null)
        {
            draft.ChangeRun(draft.Run with { BackToldAt = draft.Now });
            draft.Note(new FailbackPossible(up));
            draft.Tell(Emails.PrimaryIsBack(draft.EmailInput, up));
        }

        return new NoAction(new StandbyServes(up, !draft.Plan.MovesUsers()));
    }
}
