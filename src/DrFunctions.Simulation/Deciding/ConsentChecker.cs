using DrFunctions.Core.Observations;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>Checks which commands are accepted, and what must wait until the primary was truly seen healthy.</summary>
sealed class ConsentChecker(CoreFigures figures)
{
    static readonly TimeSpan LeastUp = TimeSpan.FromMinutes(5);

    /// <summary>Runs before the cycle's changes are counted.</summary>
    public void Check(PlanTruth plan, DecidedLook look)
    {
        var up = plan.UpSince is { } since ? look.Clock - since : TimeSpan.Zero;
        if (look.Decision.Taken is { } request && look.After.Answered is { Accepted: true })
        {
            Accepted(plan, look, request, up);
        }

        if (look.Before.Disarmed is not null)
        {
            figures.Ask(Invariant.Disarmed, look is { After.Phase: Phase.Watching, Decision.Actions.Count: 0 }, look.Decision.Because);
        }

        Up(plan, look, up);
    }

    void Accepted(PlanTruth plan, DecidedLook look, Request request, TimeSpan up)
    {
        figures.Ask(Invariant.Commands, look.Clock - request.At <= Request.Holds, $"{request.Command} of {look.Clock - request.At} ago was taken");
        if (look.Snapshot.Automation != Automation.On)
        {
            figures.Ask(
                Invariant.Commands,
                request is { Command: Command.Failover, OverridesPause: true }
                    or { Command: Command.Reject or Command.Reset or Command.Arm or Command.Ack },
                $"{request.Command} was taken while automation is {look.Snapshot.Automation}");
        }

        if (request is { Command: Command.Failback, SkipsHealth: false } && plan.HasMoved)
        {
            var needed = plan.Plan.Trigger.For > LeastUp ? plan.Plan.Trigger.For : LeastUp;
            figures.Ask(Invariant.Commands, up >= needed, $"a failback to a primary that was up for {up} of {needed}");
        }
    }

    void Up(PlanTruth plan, DecidedLook look, TimeSpan up)
    {
        if (look is { Before.Phase: Phase.Confirming or Phase.AwaitingApproval, After.Phase: Phase.Watching })
        {
            figures.Ask(Invariant.Healthy, look is { HasSignals: true, MayBeDown: false }, $"{look.Before.Phase} was left: {look.Decision.Because}");
        }

        if (look is { Before.Phase: Phase.Declined or Phase.AwaitingApproval, After.Phase: Phase.Watching })
        {
            figures.Ask(
                Invariant.Healthy, plan.UpSince is not null && up >= plan.Plan.Trigger.For, $"{look.Before.Phase} was left after {up} of up");
        }

        if (look is { Before: { Phase: Phase.Recovering, Run.HeldSince: null },
            After: { Phase: Phase.Recovering, Run.HeldSince: not null } })
        {
            figures.Ask(Invariant.Healthy, look is { HasSignals: true, MayBeDown: false }, $"held: {look.Decision.Because}");
        }
    }
}
