using DrFunctions.Core.Explaining;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records.Facts;

namespace DrFunctions.Core.Deciding;

/// <summary>The standby keeps the traffic, however well the primary looks: only a person changes that.</summary>
static class RecoveredPhase
{
    /// <summary>For how long the primary must have been up before a failback; a flickering one is no place to go back to.</summary>
    static readonly TimeSpan LeastUp = TimeSpan.FromMinutes(5);

    public static TimeSpan UpFor(Plan plan) => plan.Trigger.For > LeastUp ? plan.Trigger.For : LeastUp;

    public static Fact Decide(Draft draft)
    {
        if (draft.Record.UpSince is not { } since)
        {
            return new NoAction(new StandbyServes(null));
        }

        // Told once in a run: when a failback has become possible.
        var up = draft.Now - since;
        if (up >= UpFor(draft.Plan) && draft.Run.BackToldAt is null)
        {
            draft.ChangeRun(draft.Run with { BackToldAt = draft.Now });
            draft.Note(new FailbackPossible(up));
            draft.Tell(Emails.PrimaryIsBack(draft.EmailInput, up));
        }

        return new NoAction(new StandbyServes(up));
    }
}
