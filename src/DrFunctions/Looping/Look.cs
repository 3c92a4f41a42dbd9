using DrFunctions.Core.Deciding;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Store;

namespace DrFunctions.Looping;

/// <summary>The result of one turn of the loop.</summary>
/// <param name="AgainIn">When the same invocation looks again; null when the record rests.</param>
/// <param name="Outcomes">The outcomes of the turn's actions, for the next turn.</param>
sealed record Look(PlanResult Result, TimeSpan? AgainIn, ActionOutcomes Outcomes)
{
    public static Look Rests(Plan plan, Phase? phase, Fact fact, WakeOutcome outcome) =>
        new(new PlanResult(plan.Name, phase, fact, outcome), null, ActionOutcomes.None);

    /// <summary>The plan needs more than a sweep over many plans may do.</summary>
    public static Look NeedsDriver(Plan plan, Phase phase, Fact fact) =>
        Rests(plan, phase, fact, WakeOutcome.Decided) with { AgainIn = TimeSpan.Zero };

    /// <summary>
    /// The first save may not be a driver's: it may have been another plan's failover, or the withdrawal of a request. The next look finds
    /// out.
    /// </summary>
    public static Look Lost(Plan plan, Phase phase, ActionOutcomes before) =>
        Rests(
            plan, phase, new NoAction(new OtherInvocationSaved()), WakeOutcome.LeftAlone) with { AgainIn = Timing.Pace, Outcomes =
                before.OfPublished() };

    /// <summary>The state table, or what it holds, could not be used: nothing was decided, and nothing is lost.</summary>
    public static Look Blind(Plan plan, Exception e, ActionOutcomes before) =>
        Rests(plan, null, StoreErrors.NoAction(e), StoreErrors.OutcomeOf(e)) with { AgainIn = Timing.Pace, Outcomes = before };

    /// <param name="waits">A notice of the plan waits for a digest.</param>
    public static Look Of(Plan plan, Decision decision, ActionOutcomes outcomes, bool waits)
    {
        var unsent = decision.Next.Outbox.Count - outcomes.Published.Count;
        var (fact, outcome) = unsent == 0 ? (decision.Fact, WakeOutcome.Decided)
            : (new NoticesWait(decision.Fact, unsent), WakeOutcome.NoticesWait);

        // After notices were published, a resting record gets one more look at once, which takes them out of its outbox.
        var again = decision.LookAgainIn ?? (outcomes.Published.Count > 0 ? TimeSpan.Zero : waits ? Timing.Pace : null);
        return new Look(new PlanResult(plan.Name, decision.Next.Phase, fact, outcome), again, outcomes);
    }
}
