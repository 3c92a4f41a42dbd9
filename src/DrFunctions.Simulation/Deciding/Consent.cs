using DrFunctions.Core.Reading;
using DrFunctions.Core.Records;
using DrFunctions.Simulation.Invariants;

namespace DrFunctions.Simulation.Deciding;

/// <summary>What people may have, and what must wait until the primary was truly seen up.</summary>
sealed class Consent(CoreFigures figures)
{
    static readonly TimeSpan LeastUp = TimeSpan.FromMinutes(5);

    /// <summary>Asked before the look's changes are counted.</summary>
    public void Look(PlanTruth plan, Sight sight)
    {
        var up = plan.UpSince is { } since ? sight.Clock - since : TimeSpan.Zero;
        if (sight.Decision.Taken is { } request && sight.After.Answered is { Accepted: true })
        {
            Accepted(plan, sight, request, up);
        }

        if (sight.Before.Disarmed is not null)
        {
            figures.Ask(Invariant.Disarmed, sight is { After.Phase: Phase.Watching, Decision.Actions.Count: 0 }, sight.Decision.Because);
        }

        Up(plan, sight, up);
    }

    void Accepted(PlanTruth plan, Sight sight, Request request, TimeSpan up)
    {
        figures.Ask(Invariant.Commands, sight.Clock - request.At <= Request.Holds, $"{request.Command} of {sight.Clock - request.At} ago was taken");
        if (sight.Readings.Automation != Automation.On)
        {
            figures.Ask(
                Invariant.Commands,
                request is { Command: Command.Failover, OverridesPause: true } or { Command: Command.Reject or Command.Reset },
                $"{request.Command} was taken while automation is {sight.Readings.Automation}");
        }

        if (request is { Command: Command.Failback, SkipsHealth: false } && plan.HasMoved)
        {
            var needed = plan.Plan.Trigger.For > LeastUp ? plan.Plan.Trigger.For : LeastUp;
            figures.Ask(Invariant.Commands, up >= needed, $"a failback to a primary that was up for {up} of {needed}");
        }
    }

    void Up(PlanTruth plan, Sight sight, TimeSpan up)
    {
        if (sight is { Before.Phase: Phase.Confirming or Phase.AwaitingApproval, After.Phase: Phase.Watching })
        {
            figures.Ask(Invariant.Healthy, sight is { HasSignals: true, MayBeDown: false }, $"{sight.Before.Phase} was left: {sight.Decision.Because}");
        }

        if (sight is { Before.Phase: Phase.Declined, After.Phase: Phase.Watching })
        {
            figures.Ask(Invariant.Healthy, plan.UpSince is not null && up >= plan.Plan.Trigger.For, $"Declined was left after {up} of up");
        }

        if (sight is { Before: { Phase: Phase.Recovering, Run.HeldSince: null }, After: { Phase: Phase.Recovering, Run.HeldSince: not null } })
        {
            figures.Ask(Invariant.Healthy, sight is { HasSignals: true, MayBeDown: false }, $"held: {sight.Decision.Because}");
        }
    }
}
