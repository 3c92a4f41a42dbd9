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
            // The cause of the run is from before: the primary may answer again by now.
            return new NoAction(new ShadowHolds(
                draft.Signals.All > 0 ? draft.Signals.Fact : null,
                draft.Record.Run?.BeganAt,
                draft.Record.UpSince is null ? null : UpClock.Counted(draft),
                UpFor(draft.Plan)));
        }

        var complete = DoneCapacity.AdvanceInStandby(draft);
        var degraded = DoneCapacity.Degraded(draft).Where(step => draft.Of(step) is { LostAt: null, Fact: not null })
            .Select(step => new StepSaid(step.Id, draft.Of(step).Fact!)).ToList();
        var serves = new StandbyServes(null, !draft.Plan.MovesUsers()) 
        {
            Degraded = degraded.Count > 0 ? degraded : null, Found = PostSwitchCheck.Known(draft.Run),
        };
        if (draft.Record.UpSince is not { } since)
        {
            return Say(complete, serves);
        }

        // Notifies once per run, when a failback becomes possible.
        var up = draft.Now - since;
        if (up >= UpFor(draft.Plan) && draft.Signals.Down == 0 && draft.Run.BackToldAt is null)
        {
            draft.ChangeRun(draft.Run with { BackToldAt = draft.Now });
            draft.Note(new FailbackPossible(up));
            draft.Tell(Emails.PrimaryIsBack(draft.EmailInput, up));
        }

        return Say(complete, serves with { PrimaryUp = up });
    }

    static Fact Say(CapacityComplete? complete, StandbyServes serves) =>
        complete is null ? new NoAction(serves) : new Several([complete, new NoAction(serves)]);
}
