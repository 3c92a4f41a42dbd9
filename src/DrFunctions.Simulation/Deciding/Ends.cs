using DrFunctions.Core.Plans;
using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>The rules about how long things take, how they end, and what is told of it.</summary>
sealed class Ends(CoreFigures figures)
{
    /// <summary>A way back of users holds for so long, each time, before a person is called.</summary>
    static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(5);

    public void Look(PlanTruth plan, Sight sight)
    {
        Told(sight);
        Left(plan, sight);
        if (sight.After.Phase != sight.Before.Phase || IsGoingBack(sight.After) != IsGoingBack(sight.Before))
        {
            plan.Under = (sight.Clock, TimeSpan.Zero, TimeSpan.Zero);
        }
        else
        {
            var gap = sight.Clock - (sight.Before.LookedAt == default ? sight.Clock : sight.Before.LookedAt);
            var idle = plan.WasPaused || sight.Readings.Automation != Automation.On || sight.Decision.Taken is not null;
            plan.Under = (plan.Under.Since, plan.Under.Idle + (idle ? gap : TimeSpan.Zero), gap > plan.Under.Gap ? gap : plan.Under.Gap);
            Ending(plan, sight);
        }

        plan.WasPaused = sight.Readings.Automation != Automation.On;
    }

    void Ending(PlanTruth plan, Sight sight)
    {
        if (Longest(plan, sight.After) is { } longest)
        {
            var (took, slack) = (sight.Clock - plan.Under.Since - plan.Under.Idle, plan.Under.Gap * ((2 * plan.Steps.Count) + 2));
            figures.Ask(Invariant.L1, took <= longest + slack, $"{sight.After.Phase} takes {took} of {longest}, with {slack} for late looks: {sight.Decision.Because}");
        }
    }

    /// <summary>The sum of the limits of what is under way, in the worst case one after the other; null where a person is waited for.</summary>
    static TimeSpan? Longest(PlanTruth plan, Record record) => record switch
    {
        { Phase: Phase.AwaitingApproval } when plan.Plan.Trigger.OnApprovalTimeout == OnApprovalTimeout.Stop => plan.Plan.Trigger.ApprovalTimeout,
        { Phase: Phase.Recovering } => Sum(plan.Plan.Steps),
        { Phase: Phase.Drilling, Run.Undoing: null } => Sum(DrillSteps(plan.Plan)),
        { Phase: Phase.FailingBack } or { Run: { EndedAt: null, Undoing: not null } } => WayBack(plan.Plan),
        _ => null,
    };

    static TimeSpan Sum(IEnumerable<Step> steps) => steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Limit * step.Attempts));

    /// <summary>Users go back in stages, each with its limit, and each may hold first.</summary>
    static TimeSpan WayBack(Plan plan)
    {
        var traffic = plan.Steps.Where(step => step.Traits.Role == StepRole.Traffic).ToList();
        return Sum(plan.Steps.Where(step => step.Traits.CanUndo).Except(traffic)) + ((Sum(traffic) + (traffic.Count * LongestHold)) * FakeStep.MostStages);
    }

    static IEnumerable<Step> DrillSteps(Plan plan) => plan.Steps.Where(step => step.Traits.Role is StepRole.Verification or StepRole.Capacity);

    static bool IsGoingBack(Record record) => record.Run is { EndedAt: null, Undoing: not null };

    void Told(Sight sight)
    {
        if (sight.After.Phase == sight.Before.Phase)
        {
            return;
        }

        var words = sight.After.Phase switch
        {
            Phase.Stuck => "STUCK",
            Phase.Recovered => "RECOVERED",
            Phase.AwaitingApproval => "SHALL IT FAIL OVER",
            Phase.Declined => "does NOT fail over",
            _ => null,
        };
        if (words is not null)
        {
            figures.Ask(Invariant.L2, sight.After.Outbox.Any(notice => !sight.Before.Outbox.Contains(notice) && notice.Subject.Contains(words, StringComparison.Ordinal)), $"{sight.After.Phase}");
        }
    }

    /// <summary>A way back that has ended well has left nothing of ours, whatever a lagging look said.</summary>
    void Left(PlanTruth plan, Sight sight)
    {
        if (!IsGoingBack(sight.Before) || sight.After is not { Phase: Phase.Watching, Run.EndedAt: not null } || sight.Decision.Taken is not null)
        {
            return;
        }

        foreach (var step in plan.Steps.Where(step => step.Step.Traits.CanUndo && sight.After.Run.Of(step.Step).Undo is { Progress: StepProgress.Done }))
        {
            figures.Ask(Invariant.S4Left, !step.World.IsOnByUs, $"{step.Step.Id} still runs");
        }
    }
}
