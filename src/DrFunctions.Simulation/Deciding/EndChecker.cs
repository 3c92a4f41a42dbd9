using DrFunctions.Core.Observations;
using DrFunctions.Core.Plans;
using DrFunctions.Core.Records;
using DrFunctions.Core.Records.Facts;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks how long runs take, how they end, and what people are told.</summary>
sealed class EndChecker(CoreFigures figures)
{
    /// <summary>Each stage of a failback of users holds at most this long before a person is called.</summary>
    static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    public void Check(PlanTruth plan, DecidedLook look)
    {
        Told(look);
        Left(plan, look);
        if (look.After.Phase != look.Before.Phase || IsGoingBack(look.After) != IsGoingBack(look.Before))
        {
            plan.Under = (look.Clock, TimeSpan.Zero, TimeSpan.Zero);
            plan.FellBack = 0;
        }
        else
        {
            var gap = look.Clock - (look.Before.LookedAt == default ? look.Clock : look.Before.LookedAt);
            var idle = plan.WasPaused || look.Snapshot.Automation != Automation.On || look.Decision.Taken is not null;
            plan.Under = (plan.Under.Since, plan.Under.Idle + (idle ? gap : TimeSpan.Zero), gap > plan.Under.Gap ? gap : plan.Under.Gap);
            Ending(plan, look);
        }

        plan.WasPaused = look.Snapshot.Automation != Automation.On;
    }

    void Ending(PlanTruth plan, DecidedLook look)
    {
        plan.FellBack += look.Decision.History?.Facts.OfType<StepFellBack>().Count() ?? 0;
        if (Longest(plan, look.After) is { } longest)
        {
            var took = look.Clock - plan.Under.Since - plan.Under.Idle;
            var slack = plan.Under.Gap * ((2 * plan.Steps.Count * (1 + plan.FellBack)) + 2);
            figures.Ask(Invariant.L1, took <= longest + slack, $"{look.After.Phase} takes {took} of {longest}, with {slack} for late looks: {look.Decision.Because}");
        }
    }

    /// <summary>
    /// The sum of the limits of the steps under way, in the worst case one after the other; null while the plan waits for a person.
    /// </summary>
    static TimeSpan? Longest(PlanTruth plan, Record record) => record switch
    {
        // The primary may answer again at the very end, and then for nearly as long as calls the question off.
        { Phase: Phase.AwaitingApproval, Queued: false, Flapping: false }
            when plan.Plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Stop =>
            plan.Plan.Trigger.ApprovalTimeout + plan.Plan.Trigger.For,
        // Time in which nothing could be read at most doubles a limit, and what fell back begins anew, with all that depends on it.
        { Phase: Phase.Recovering } => 2 * Sum(plan.Plan.Steps) * (1 + plan.FellBack),
        { Phase: Phase.Drilling, Run.Undoing: null } => 2 * Sum(DrillSteps(plan.Plan)),
        { Phase: Phase.FailingBack } or { Run: { EndedAt: null, Undoing: not null } } => WayBack(plan.Plan),
        _ => null,
    };

    static TimeSpan Sum(IEnumerable<Step> steps) => steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Limit * step.Attempts));

    /// <summary>Users go back in stages, each with its limit, and each may hold first.</summary>
    static TimeSpan WayBack(Plan plan)
    {
        var traffic = plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic).ToList();
        return Sum(plan.Steps.Where(step => step.Traits.CanUndo).Except(traffic))
            + ((Sum(traffic) + (traffic.Count * LongestHold)) * FakeStep.MostStages);
    }

    static IEnumerable<Step> DrillSteps(Plan plan) =>
        plan.Steps.Where(step => step.Traits.Role is StepRole.Verification or StepRole.Capacity);

    static bool IsGoingBack(Record record) => record.Run is { EndedAt: null, Undoing: not null };

    void Told(DecidedLook look)
    {
        if (look.After.Phase == look.Before.Phase)
        {
            return;
        }

        NoticeKind? kind = look.After.Phase switch
        {
            // A run that tries again by itself is Stuck again; reminders tell of that.
            Phase.Stuck when look.Before.Run?.StuckSince is null => NoticeKind.Stuck,
            Phase.Recovered => NoticeKind.Recovered,
            Phase.AwaitingApproval => NoticeKind.ApprovalNeeded,
            Phase.Declined => NoticeKind.Declined,
            _ => null,
        };
        if (kind is not null)
        {
            figures.Ask(Invariant.L2, look.After.Outbox.Any(
                notice => !look.Before.Outbox.Contains(notice) && notice.Kind == kind), $"{look.After.Phase}");
        }
    }

    /// <summary>An undo that ended well has left nothing that the decider started, whatever a lagging read showed.</summary>
    void Left(PlanTruth plan, DecidedLook look)
    {
        if (!IsGoingBack(look.Before) || look.After is not { Phase: Phase.Watching, Run.EndedAt: not null }
            || look.Decision.Taken is not null)
        {
            return;
        }

        foreach (var step in plan.Steps.Where(
            step => step.Step.Traits.CanUndo && look.After.Run.Of(step.Step).Undo is { Progress: StepProgress.Done }))
        {
            figures.Ask(Invariant.S4Left, !step.World.IsOnByUs, $"{step.Step.Id} still runs");
        }
    }
}
