using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks which commands are accepted, and what must wait until the primary was truly seen healthy.</summary>
sealed class ConsentChecker(CoreFigures figures)
{
    static readonly TimeSpan LeastUp = TimeSpan.FromMinutes(5);

    /// <summary>Runs before the cycle's changes are counted.</summary>
    public void Check(PlanTruth plan, Cycle cycle)
    {
        var up = plan.UpSince is { } since ? cycle.Clock - since : TimeSpan.Zero;
        if (cycle.Decision.Taken is { } request && cycle.After.Answered is { Accepted: true })
        {
            Accepted(plan, cycle, request, up);
        }

        if (cycle.Before.Disarmed is not null)
        {
            figures.Ask(Invariant.Disarmed, cycle is { After.Phase: Phase.Watching, Decision.Actions.Count: 0 }, cycle.Decision.Because);
        }

        Up(plan, cycle, up);
    }

    void Accepted(PlanTruth plan, Cycle cycle, Request request, TimeSpan up)
    {
        figures.Ask(Invariant.Commands, cycle.Clock - request.At <= Request.Holds, $"{request.Command} of {cycle.Clock - request.At} ago was taken");
        if (cycle.Readings.Automation != Automation.On)
        {
            figures.Ask(
                Invariant.Commands,
                request is { Command: Command.Failover, OverridesPause: true } or { Command: Command.Reject or Command.Reset },
                $"{request.Command} was taken while automation is {cycle.Readings.Automation}");
        }

        if (request is { Command: Command.Failback, SkipsHealth: false } && plan.HasMoved)
        {
            var needed = plan.Plan.Trigger.For > LeastUp ? plan.Plan.Trigger.For : LeastUp;
            figures.Ask(Invariant.Commands, up >= needed, $"a failback to a primary that was up for {up} of {needed}");
        }
    }

    void Up(PlanTruth plan, Cycle cycle, TimeSpan up)
    {
        if (cycle is { Before.Phase: Phase.Confirming or Phase.AwaitingApproval, After.Phase: Phase.Watching })
        {
            figures.Ask(Invariant.Healthy, cycle is { HasSignals: true, MayBeDown: false }, $"{cycle.Before.Phase} was left: {cycle.Decision.Because}");
        }

        if (cycle is { Before.Phase: Phase.Declined, After.Phase: Phase.Watching })
        {
            figures.Ask(Invariant.Healthy, plan.UpSince is not null && up >= plan.Plan.Trigger.For, $"Declined was left after {up} of up");
        }

        if (cycle is { Before: { Phase: Phase.Recovering, Run.HeldSince: null },
            After: { Phase: Phase.Recovering, Run.HeldSince: not null } })
        {
            figures.Ask(Invariant.Healthy, cycle is { HasSignals: true, MayBeDown: false }, $"held: {cycle.Decision.Because}");
        }
    }
}
