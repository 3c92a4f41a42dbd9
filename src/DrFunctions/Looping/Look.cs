using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>What one turn of the loop came to.</summary>
/// <param name="AgainIn">When the same invocation looks again; null when the record rests.</param>
/// <param name="Outcomes">What came of the turn's actions, for the next one.</param>
sealed record Look(PlanResult Result, TimeSpan? AgainIn, ActionOutcomes Outcomes)
{
    public static Look Rests(Plan plan, Phase? phase, string because) => new(new PlanResult(plan.Name, phase, because), null, ActionOutcomes.None);

    /// <summary>More is to be done than a sweep over many plans may do.</summary>
    public static Look NeedsDriver(Plan plan, Phase phase, string because) => Rests(plan, phase, because) with { AgainIn = TimeSpan.Zero };

    /// <summary>Whoever saved first may not be a driver: the save may have been another plan's failover, or the withdrawal of a request. The next look finds out.</summary>
    public static Look Lost(Plan plan, Phase phase, ActionOutcomes before) =>
        Rests(plan, phase, "no action: another invocation saved first, so its decision stands") with { AgainIn = Driver.Pace, Outcomes = before.OfPublished() };

    /// <summary>The state table could not be used: nothing was decided, and nothing is lost.</summary>
    public static Look Blind(Plan plan, Exception e, ActionOutcomes before) =>
        Rests(plan, null, StoreErrors.NoAction(e)) with { AgainIn = Driver.Pace, Outcomes = before };

    public static Look Of(Plan plan, Decision decision, ActionOutcomes outcomes)
    {
        var unsent = decision.Next.Outbox.Count - outcomes.Published.Count;
        var because = unsent == 0 ? decision.Because : $"{decision.Because}; {unsent} notice(s) could not be published yet";

        // After notices were published, a resting record gets one more look at once, which takes them out of its outbox.
        var again = decision.LookAgainIn ?? (outcomes.Published.Count > 0 ? TimeSpan.Zero : null);
        return new Look(new PlanResult(plan.Name, decision.Next.Phase, because), again, outcomes);
    }
}
